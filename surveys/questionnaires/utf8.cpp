#include "surveys/questionnaires/utf8.h"

#include <algorithm>
#include <cstdint>

namespace surveys {
namespace {

constexpr std::string_view full_width_space = "\xE3\x80\x80";
constexpr std::string_view ascii_spaces = " \t\r\n";

constexpr unsigned byte(char character) { return static_cast<unsigned char>(character); }

constexpr bool is_tail(char character) { return (byte(character) & 0xC0U) == 0x80U; }

// How many bytes the character at the front takes; 0 when it is malformed.
std::size_t front_bytes(std::string_view text) {
    const unsigned lead = byte(text.front());
    if (lead < 0x80) return 1;
    const std::size_t size = lead >= 0xC2 && lead <= 0xDF   ? 2
                             : lead >= 0xE0 && lead <= 0xEF ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
    if (size == 0 || text.size() < size) return 0;
    const std::string_view tail = text.substr(1, size - 1);
    if (!std::all_of(tail.begin(), tail.end(), is_tail)) return 0;
    const unsigned second = byte(tail.front());
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool surrogate = lead == 0xED && second > 0x9F;
    const bool beyond = lead == 0xF4 && second > 0x8F;
    return overlong || surrogate || beyond ? 0 : size;
}

}  // namespace

// Most of a text is ASCII or Chinese, whose three bytes need no look at the second one's range.
std::size_t utf8_bytes(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const unsigned lead = byte(text[at]);
        if (lead < 0x80) {
            ++at;
        } else if (lead > 0xE0 && lead < 0xED && text.size() - at >= 3 && is_tail(text[at + 1]) &&
                   is_tail(text[at + 2])) {
            at += 3;
        } else {
            const std::size_t bytes = front_bytes(text.substr(at));
            if (bytes == 0) break;
            at += bytes;
        }
    }
    return at;
}

bool is_utf8(std::string_view text) { return utf8_bytes(text) == text.size(); }

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !is_tail(c); }));
}

bool is_blank(std::string_view text) {
    while (!text.empty()) {
        if (ascii_spaces.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        else if (text.starts_with(full_width_space))
            text.remove_prefix(full_width_space.size());
        else
            return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(ascii_spaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(ascii_spaces) - first + 1);
}

}  // namespace surveys
