// The desk's addresses, with something in their places: what is asked of every page is asked of new
// ones, too.
#pragma once

#include <map>
#include <regex>
#include <string>

#include "http/desk/desk_route.h"

namespace tests {

inline bool is_writing(const http::DeskRoute& route) { return !route.act.empty(); }

inline bool has_place(const http::DeskRoute& route) {
    return route.pattern.find('(') != std::string::npos;
}

// The path with `value` in each of the pattern's places.
inline std::string with_value(const http::DeskRoute& route, const std::string& value) {
    static const std::regex place(R"(\([^()]*\)|\.\+)");
    static const std::regex optional(R"(\?)");
    static const std::regex dot(R"(\\\.)");
    std::string path = std::regex_replace(route.pattern, place, "@");
    path = std::regex_replace(path, optional, "");
    path = std::regex_replace(path, dot, ".");
    std::string filled;
    for (const char c : path) {
        if (c == '@') filled += value;
        else filled += c;
    }
    return filled;
}

// The path of something that is there, in a store of the tests.
inline std::string with_samples(const http::DeskRoute& route) {
    static const std::map<std::string, std::string> samples{{"users", "chief"},
                                                            {"review", "2026"},
                                                            {"reviews", "2026"},
                                                            {"imports", "1"}};
    static const std::regex part("^/(?:desk|api/v1)/([a-z]+)/");
    static const std::regex number(R"(\(\[0-9\][^()]*\))");
    static const std::regex choice(R"(\(([a-z]+)\|[^()]*\))");
    http::DeskRoute numbered = route;
    numbered.pattern = std::regex_replace(numbered.pattern, choice, "$1");
    std::smatch found;
    const bool has_part = std::regex_search(route.pattern, found, part);
    const auto sample = has_part ? samples.find(found[1]) : samples.end();
    if (sample == samples.end())
        numbered.pattern = std::regex_replace(numbered.pattern, number, "1");
    return with_value(numbered, sample == samples.end() ? "citizens" : sample->second);
}

}  // namespace tests
