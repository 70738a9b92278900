// The grammar of requests (RFC 9110, 9112, 3986), each rule as one pure question over bytes.
#pragma once

#include <optional>
#include <string_view>

namespace http {

struct RequestLine {
    std::string_view method;
    std::string_view target;
    std::string_view version;
};
// nullopt unless there are exactly three words with one space between them.
std::optional<RequestLine> split_request_line(std::string_view line);

struct HeaderLine {
    std::string_view name;
    std::string_view value;  // without the white space around it
};
// nullopt for a name that is no token, white space before the colon, a folded line, or control
// characters in the value.
std::optional<HeaderLine> split_header_line(std::string_view line);

std::string_view trim(std::string_view text);  // spaces and tabs

bool is_token(std::string_view text);
bool is_digits(std::string_view text);  // at least one
bool is_host(std::string_view value);
bool is_http_version(std::string_view text);  // HTTP/9.9
bool is_same_but_for_case(std::string_view one, std::string_view other);  // in ASCII
// Most names are told apart by their length alone.
inline bool is_same_name(std::string_view one, std::string_view other) {
    return one.size() == other.size() && is_same_but_for_case(one, other);
}
bool lists(std::string_view value, std::string_view word);  // in a comma-separated list
bool is_utf8(std::string_view bytes);

// Begins with '/', no fragment, every percent sign begins two hex digits, decodes to UTF-8
// without NUL and, in the path, without any control character.
bool is_target(std::string_view target);

}  // namespace http
