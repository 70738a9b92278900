// Markup: the few pieces of HTML that are put together outside the templates.
#pragma once

#include <string>
#include <string_view>

namespace http {

std::string escape_html(std::string_view text);
std::string hidden_field(std::string_view name, std::string_view value);
// Percent-encodes everything but unreserved characters.
std::string escape_url(std::string_view text);

}  // namespace http
