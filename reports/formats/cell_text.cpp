#include "reports/formats/cell_text.h"

#include <algorithm>
#include <cstdint>

#include "surveys/questionnaires/utf8.h"

namespace reports {
namespace {

constexpr std::string_view no_character = "\uFFFD";
constexpr std::string_view cut_mark = "…";

// The bytes a character has by its first byte; 1 for what cannot be a first byte.
std::size_t length_by(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte >= 0xF0) return 4;
    if (byte >= 0xE0) return 3;
    return byte >= 0xC0 ? 2 : 1;
}

// The first character of a text, valid or not.
std::string_view first_of(std::string_view text) {
    const std::string_view whole = text.substr(0, length_by(text.front()));
    return surveys::is_utf8(whole) ? whole : text.substr(0, 1);
}

bool is_control(std::string_view character) {
    const auto byte = static_cast<unsigned char>(character.front());
    return character.size() == 1 && byte < 0x20 && byte != '\n' && byte != '\t';
}

bool is_writable(std::string_view character) {
    // XML 1.0 has no U+FFFE and no U+FFFF.
    return surveys::is_utf8(character) && character != "\xEF\xBF\xBE" &&
           character != "\xEF\xBF\xBF";
}

// Characters of four bytes are two units of UTF-16.
std::size_t units_of(std::string_view character) { return character.size() == 4 ? 2 : 1; }

std::string cut_to(const std::string& text, std::size_t units_max) {
    std::size_t units = 0;
    std::size_t before_mark = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view character = first_of(std::string_view{text}.substr(at));
        if (units + units_of(character) > units_max)
            return text.substr(0, before_mark).append(cut_mark);
        units += units_of(character);
        at += character.size();
        if (units < units_max) before_mark = at;
    }
    return text;
}

std::string without_outer_apostrophes(std::string name) {
    while (name.starts_with('\'')) name.erase(0, 1);
    while (name.ends_with('\'')) name.pop_back();
    return name;
}

std::string lower(std::string text) {
    for (char& letter : text)
        if ('A' <= letter && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

}  // namespace

std::string cell_text(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view character = first_of(text.substr(at));
        at += character.size();
        if (is_control(character)) continue;
        clean += is_writable(character) ? character : no_character;
    }
    return cut_to(clean, cell_units_max);
}

std::string sheet_name(std::string_view wanted, const std::vector<std::string>& taken) {
    std::string name = cell_text(wanted);
    for (char& letter : name)
        if (std::string_view{"[]:*?/\\\n\t"}.find(letter) != std::string_view::npos) letter = '-';
    name = without_outer_apostrophes(name);
    if (name.empty()) name = "Sheet";
    std::string found = without_outer_apostrophes(cut_to(name, sheet_name_units_max));
    const auto is_taken = [&](const std::string& other) { return lower(other) == lower(found); };
    for (int next = 2; std::any_of(taken.begin(), taken.end(), is_taken); ++next) {
        const std::string ending = " (" + std::to_string(next) + ")";
        found = cut_to(name, sheet_name_units_max - ending.size()) + ending;
    }
    return found;
}

}  // namespace reports
