// An origin: what every printed link begins with, "https://pj.example.gov.cn". It is told, never
// taken from a request.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "surveys/questionnaires/problem.h"

namespace http {

inline constexpr std::size_t origin_characters_max = 64;  // a slip has room for no longer one

// Either the text as it is, or why it is no http(s)://host[:port].
struct OriginReading {
    std::string origin;
    surveys::Problems problems;
};

[[nodiscard]] OriginReading read_origin(std::string_view text);

}  // namespace http
