// UTF-8: what people type, counted in characters and never trusted to be well-formed.
#pragma once

#include <cstddef>
#include <string_view>

namespace surveys {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
// How many bytes at the front are whole characters of it.
std::size_t utf8_bytes(std::string_view text);
bool has_nul(std::string_view text);
// Code points; requires is_utf8(text).
std::size_t characters(std::string_view text);
// Nothing but spaces, tabs and line breaks, the full-width space among them.
bool is_blank(std::string_view text);
// Without ASCII spaces at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace surveys
