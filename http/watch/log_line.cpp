#include "http/watch/log_line.h"

#include <algorithm>

#include "surveys/calendar.h"

namespace http {
namespace {

struct Character {
    char32_t code = 0xFFFD;
    std::size_t bytes = 1;
};

// The character that `text` begins with; U+FFFD of one byte where that is no UTF-8.
Character first_of(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
    char32_t code = lead & (0xFF >> (bytes + 1));
    for (std::size_t at = 1; at < bytes; ++at) {
        if ((byte(at) & 0xC0) != 0x80) return {};
        code = code << 6 | (byte(at) & 0x3F);
    }
    const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
    const bool nobodys = (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF;
    return overlong || nobodys ? Character{} : Character{code, bytes};
}

// What a terminal or a reader of logs would obey or not show: controls, line and paragraph
// separators, marks of direction, things of no width.
bool is_unseen(char32_t code) {
    struct Range {
        char32_t first, last;
    };
    constexpr Range unseen[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},
                                {0x61C, 0x61C},   {0x180E, 0x180E}, {0x200B, 0x200F},
                                {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF},
                                {0xFFF0, 0xFFFF}, {0xE0000, 0xE0FFF}};
    return std::ranges::any_of(unseen, [code](const Range& range) {
        return range.first <= code && code <= range.last;
    });
}

void append_escape(std::string& line, char32_t unit) {
    constexpr char digits[] = "0123456789abcdef";
    line += "\\u";
    for (const int shift : {12, 8, 4, 0}) line += digits[unit >> shift & 0xF];
}

void append_escaped(std::string& line, std::string_view text) {
    const bool is_long = text.size() > log_value_bytes_max;
    if (is_long) text = text.substr(0, log_value_bytes_max);
    while (!text.empty()) {
        const Character one = first_of(text);
        if (one.code == '"' || one.code == '\\') line += '\\';
        if (!is_unseen(one.code)) {
            line += text.substr(0, one.bytes);
        } else if (one.code > 0xFFFF) {
            append_escape(line, 0xD800 + ((one.code - 0x10000) >> 10));
            append_escape(line, 0xDC00 + ((one.code - 0x10000) & 0x3FF));
        } else {
            append_escape(line, one.code);
        }
        text.remove_prefix(one.bytes);
    }
    if (is_long) line += "…";
}

bool needs_no_quotes(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view("._:/+-").find(c) != std::string_view::npos;
    });
}

void append_field(std::string& line, LogFormat format, const LogField& field) {
    const bool json = format == LogFormat::json;
    if (json) {
        line.append(line.size() > 1 ? ",\"" : "\"").append(field.name).append("\":");
    } else {
        line.append(line.empty() ? "" : " ").append(field.name).append("=");
    }
    const bool bare = field.is_number || (!json && needs_no_quotes(field.text) &&
                                          field.text.size() <= log_value_bytes_max);
    if (!bare) line += '"';
    append_escaped(line, field.text);
    if (!bare) line += '"';
}

}  // namespace

std::string log_line(LogFormat format, std::int64_t at_ms, const LogEvent& event) {
    const bool json = format == LogFormat::json;
    std::string line = json ? "{" : "";
    append_field(line, format, {"time", surveys::iso_instant(at_ms)});
    append_field(line, format, {"level", name(event.level)});
    append_field(line, format, {"event", event.name});
    for (const LogField& field : event.fields) append_field(line, format, field);
    if (json) line += '}';
    return line;
}

std::string_view name(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return "debug";
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
        case LogLevel::critical: return "critical";
    }
    return "";
}

}  // namespace http
