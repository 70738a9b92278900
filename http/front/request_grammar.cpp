#include "http/front/request_grammar.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace http {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// By byte: every byte of every header's name is asked for.
constexpr auto token_characters = [] {
    std::array<bool, 256> is_one{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789"))
        is_one[static_cast<unsigned char>(c)] = true;
    for (unsigned c = 'A'; c <= 'Z'; ++c) is_one[c] = is_one[c + ('a' - 'A')] = true;
    return is_one;
}();

bool is_token_character(char c) { return token_characters[static_cast<unsigned char>(c)]; }

std::optional<unsigned> hex_digit(char c) {
    if (is_digit(c)) return static_cast<unsigned>(c - '0');
    const char letter = lower(c);
    if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a') + 10;
    return std::nullopt;
}

std::optional<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = hex_digit(text[i + 1]);
        const auto low = hex_digit(text[i + 2]);
        if (!high || !low) return std::nullopt;
        decoded.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
    }
    return decoded;
}

template <typename Rule>
bool all_of(std::string_view text, Rule rule) {
    return std::all_of(text.begin(), text.end(), rule);
}
template <typename Rule>
bool any_of(std::string_view text, Rule rule) {
    return std::any_of(text.begin(), text.end(), rule);
}

}  // namespace

std::optional<RequestLine> split_request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    const RequestLine parts{line.substr(0, first), line.substr(first + 1, last - first - 1),
                            line.substr(last + 1)};
    if (parts.target.empty() || parts.target.find(' ') != std::string_view::npos) {
        return std::nullopt;
    }
    return parts;
}

std::optional<HeaderLine> split_header_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
    const std::string_view value = trim(line.substr(colon + 1));
    if (any_of(value, [](char c) { return is_control(c) && c != '\t'; })) return std::nullopt;
    return HeaderLine{line.substr(0, colon), value};
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

bool is_token(std::string_view text) { return !text.empty() && all_of(text, is_token_character); }

bool is_digits(std::string_view text) { return !text.empty() && all_of(text, is_digit); }

bool is_host(std::string_view value) {
    return all_of(value, [](char c) {
        return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == ':' ||
               c == '[' || c == ']' || c == '%' || c == '~';
    });
}

bool is_http_version(std::string_view text) {
    return text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' &&
           is_digit(text[7]);
}

bool is_same_but_for_case(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

bool lists(std::string_view value, std::string_view word) {
    for (;;) {
        const std::size_t comma = value.find(',');
        if (is_same_name(trim(value.substr(0, comma)), word)) return true;
        if (comma == std::string_view::npos) return false;
        value.remove_prefix(comma + 1);
    }
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[i++]);
        if (lead < 0x80) continue;
        const unsigned more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        if (lead < 0xc2 || lead > 0xf4 || bytes.size() - i < more) return false;
        std::uint32_t point = lead & (0x3fU >> more);
        for (unsigned k = 0; k < more; ++k) {
            const auto next = static_cast<unsigned char>(bytes[i++]);
            if ((next & 0xc0U) != 0x80) return false;
            point = point << 6U | (next & 0x3fU);
        }
        constexpr std::uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
        if (point < smallest[more] || point > 0x10ffff) return false;
        if (point >= 0xd800 && point <= 0xdfff) return false;
    }
    return true;
}

bool is_target(std::string_view target) {
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return false;
    const auto is_itself = [](char c) { return c > ' ' && c < 0x7f && c != '%'; };
    if (all_of(target, is_itself)) return true;  // nothing to decode
    if (any_of(target, is_control)) return false;
    const std::size_t question = target.find('?');
    const auto path = percent_decode(target.substr(0, question));
    if (!path || !is_utf8(*path) || any_of(*path, is_control)) return false;
    if (question == std::string_view::npos) return true;
    const auto query = percent_decode(target.substr(question + 1));
    return query && is_utf8(*query) && query->find('\0') == std::string::npos;
}

}  // namespace http
