// The log: what happens to the server, told on stderr, one event a line.
//
// Never in it: a code, a token, a key, an answer, a telephone number, the path of a request, and
// who answered when. What an exception of ours says is fit for it; what a library's parser says
// quotes its input and is not: `reason_of` tells them apart.
#pragma once

#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>

#include "http/watch/log_line.h"

namespace http {

struct LogSettings {
    std::string level = "info";
    std::string format = "logfmt";
};

// Once, before any thread.
void set_up_log(const LogSettings& settings);

// From any thread. An event that comes too often is told a few times and then only counted: the
// next line that may be written says how many were left out.
void note(LogLevel level, std::string_view event, std::span<const LogField> fields);
inline void note(LogLevel level, std::string_view event,
                 std::initializer_list<LogField> fields = {}) {
    note(level, event, std::span<const LogField>(fields.begin(), fields.size()));
}

std::string reason_of(const std::exception& failure);

}  // namespace http
