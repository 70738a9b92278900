// A log line: one event as text that stays one line, whatever was said to us.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace http {

enum class LogLevel { debug, info, warning, error, critical };
enum class LogFormat { logfmt, json };

inline constexpr std::size_t log_value_bytes_max = 1000;  // of one value; the rest is cut off

// One detail of an event. Names are ours; values may come from anywhere.
struct LogField {
    LogField(std::string_view its_name, std::string_view its_text)
        : name(its_name), text(its_text) {}
    LogField(std::string_view its_name, std::integral auto number)
        : name(its_name), text(std::to_string(number)), is_number(true) {}

    std::string_view name;
    std::string text;
    bool is_number = false;
};

struct LogEvent {
    LogLevel level = LogLevel::info;
    std::string_view name;
    std::span<const LogField> fields;
};

// Without its end of line: time=… level=… event=… or {"time":…,"level":…,"event":…}. Control
// characters, line separators and characters nobody sees come as \u escapes, broken UTF-8 as
// \ufffd.
std::string log_line(LogFormat format, std::int64_t at_ms, const LogEvent& event);

std::string_view name(LogLevel level);

}  // namespace http
