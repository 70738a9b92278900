#include "http/desk/multipart_header.h"

#include <algorithm>
#include <array>

#include "surveys/questionnaires/utf8.h"

namespace http {
namespace {

bool is_token(char c) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

// What is left of a text that is read from its front.
class Reading {
public:
    explicit Reading(std::string_view text) : rest_(text) {}

    bool is_over() const { return rest_.empty(); }
    void skip_spaces() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
            rest_.remove_prefix(1);
    }
    bool skip(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::string_view token() {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_token);
        const auto length = static_cast<std::size_t>(end - rest_.begin());
        const std::string_view found = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return found;
    }
    // Behind the opening mark. A backslash is one, unless it hides a quotation mark: browsers send
    // paths with plain backslashes.
    std::optional<std::string> quoted() {
        std::string text;
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"') return text;
            const bool hides = c == '\\' && !rest_.empty() && rest_.front() == '"';
            text += hides ? '"' : c;
            if (hides) rest_.remove_prefix(1);
        }
        return std::nullopt;
    }

private:
    std::string_view rest_;
};

std::optional<int> hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

// RFC 8187: UTF-8'zh-CN'%E8%A1%A8.csv
std::optional<std::string> read_extended(std::string_view text) {
    const auto charset_end = text.find('\'');
    if (charset_end == std::string_view::npos) return std::nullopt;
    const auto language_end = text.find('\'', charset_end + 1);
    if (language_end == std::string_view::npos) return std::nullopt;
    if (in_small_letters(text.substr(0, charset_end)) != "utf-8") return std::nullopt;
    std::string decoded;
    for (std::size_t at = language_end + 1; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const auto high = hex(text[at + 1]);
        const auto low = hex(text[at + 2]);
        if (!high || !low) return std::nullopt;
        decoded += static_cast<char>(*high * 16 + *low);
        at += 2;
    }
    return decoded;
}

// The three characters a browser cannot send as they are (WHATWG HTML, 4.10.21.8).
std::string without_escapes(std::string_view text) {
    struct Escape {
        std::string_view written;
        char meant;
    };
    constexpr std::array<Escape, 3> escapes{{{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}}};
    std::string plain;
    while (!text.empty()) {
        const auto found = std::find_if(escapes.begin(), escapes.end(), [&](const Escape& each) {
            return text.substr(0, each.written.size()) == each.written;
        });
        plain += found == escapes.end() ? text.front() : found->meant;
        text.remove_prefix(found == escapes.end() ? 1 : found->written.size());
    }
    return plain;
}

std::optional<PartHeader> read_disposition(std::string_view text) {
    const auto value = read_header_value(text);
    if (!value || value->word != "form-data") return std::nullopt;
    PartHeader header;
    std::optional<std::string> extended;
    bool is_named = false;
    for (const auto& [name, given] : value->parameters) {
        if (name == "name") header.name = without_escapes(given);
        else if (name == "filename") header.file_name = without_escapes(given);
        else if (name == "filename*") extended = read_extended(given);
        else return std::nullopt;
        is_named |= name == "name";
        if (name == "filename*" && !extended) return std::nullopt;
    }
    if (extended) header.file_name = extended;
    if (!is_named || !surveys::is_utf8(header.name)) return std::nullopt;
    if (header.file_name && !surveys::is_utf8(*header.file_name)) return std::nullopt;
    return header;
}

}  // namespace

std::optional<HeaderValue> read_header_value(std::string_view text) {
    Reading reading(text);
    reading.skip_spaces();
    HeaderValue value;
    for (std::string_view part = reading.token(); !part.empty(); part = reading.token()) {
        value.word += in_small_letters(part);
        if (reading.skip('/')) value.word += '/';
    }
    if (value.word.empty()) return std::nullopt;
    for (reading.skip_spaces(); !reading.is_over(); reading.skip_spaces()) {
        if (!reading.skip(';')) return std::nullopt;
        reading.skip_spaces();
        const std::string name = in_small_letters(reading.token());
        if (name.empty() || !reading.skip('=')) return std::nullopt;
        const bool is_quoted = reading.skip('"');
        const auto given =
            is_quoted ? reading.quoted() : std::optional(std::string(reading.token()));
        if (!given || (!is_quoted && given->empty())) return std::nullopt;
        if (!value.parameters.emplace(name, *given).second) return std::nullopt;
    }
    return value;
}

std::optional<PartHeader> read_part_header(std::string_view lines) {
    std::optional<PartHeader> header;
    bool has_type = false;
    while (!lines.empty()) {
        const auto end = std::min(lines.find("\r\n"), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 2, lines.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || line.find_first_of("\r\n") != line.npos ||
            surveys::has_nul(line))
            return std::nullopt;
        const std::string name = in_small_letters(line.substr(0, colon));
        if (name == "content-disposition" && !header) {
            header = read_disposition(line.substr(colon + 1));
            if (!header) return std::nullopt;
        } else if (name == "content-type" && !has_type) {
            has_type = true;
        } else {
            return std::nullopt;
        }
    }
    return header;
}

}  // namespace http
