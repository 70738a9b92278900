// A part's header: what is said of one part of a multipart/form-data body before its content.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace http {

// "form-data; name=\"map\"; filename=\"a.csv\"": the first word and its parameters, both in small
// letters, the values as they are meant.
struct HeaderValue {
    std::string word;
    std::map<std::string, std::string, std::less<>> parameters;
};

// nullopt when it is not well-formed, or names a parameter twice.
[[nodiscard]] std::optional<HeaderValue> read_header_value(std::string_view text);

struct PartHeader {
    std::string name;
    std::optional<std::string> file_name;  // as the client sent it, a path perhaps
};

// The lines of a part's header, without the empty line behind them. nullopt when anything but a
// Content-Disposition and at most one Content-Type is there.
[[nodiscard]] std::optional<PartHeader> read_part_header(std::string_view lines);

}  // namespace http
