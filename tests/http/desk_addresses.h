// The desk's addresses, as its routes match them: what a test asks of every page finds new ones.
#pragma once

#include <map>
#include <regex>
#include <string>

#include "http/desk/desk_routes.h"

namespace tests {

inline bool is_page(const http::DeskRoute& route) {
    return route.kind == http::DeskRoute::Kind::show || route.kind == http::DeskRoute::Kind::submit;
}
inline bool is_reading(const http::DeskRoute& route) {
    return route.kind == http::DeskRoute::Kind::show || route.kind == http::DeskRoute::Kind::read;
}

// The path with `value` in each of the pattern's places.
inline std::string with_value(const std::string& pattern, const std::string& value) {
    static const std::regex place(R"(\([^()]*\))");
    static const std::regex optional(R"(\?)");
    static const std::regex dot(R"(\\\.)");
    static const std::regex anything(R"(\.\+)");
    std::string path = std::regex_replace(pattern, place, "@");
    path = std::regex_replace(path, optional, "");
    path = std::regex_replace(path, dot, ".");
    path = std::regex_replace(path, anything, "@");
    std::string filled;
    for (const char c : path) {
        if (c == '@') filled += value;
        else filled += c;
    }
    return filled;
}

// The path of something that is there, in a store of the tests.
inline std::string with_samples(const std::string& pattern) {
    static const std::map<std::string, std::string> samples{
        {"users", "chief"}, {"review", "2026"}, {"reviews", "2026"}, {"imports", "1"},
        {"units", "xz01"}};
    static const std::regex choice(R"(\(([a-z]+)\|[^()]*\))");
    static const std::regex number(R"(\(\[0-9\][^()]*\))");
    static const std::regex part("^/(?:desk|api/v1)/([a-z]+)/");
    std::smatch found;
    const bool has_part = std::regex_search(pattern, found, part);
    const auto sample = has_part ? samples.find(found[1]) : samples.end();
    const std::string plain = std::regex_replace(pattern, choice, "$1");
    if (sample != samples.end()) return with_value(plain, sample->second);
    return with_value(std::regex_replace(plain, number, "1"), "citizens");
}

inline bool has_place(const std::string& pattern) {
    return pattern.find('(') != std::string::npos;
}

}  // namespace tests
