// A visitor: who sent a request to the desk, and whether another site could have made a browser
// send it.
#pragma once

#include <optional>
#include <string>

#include "http/desk/accounts/accounts.h"

namespace httplib {
struct Request;
struct Response;
}

namespace http {

// The name of the session's cookie; its prefix makes a browser keep it to this host and path.
inline constexpr const char* session_cookie = "__Host-manyidu";
inline constexpr const char* language_cookie = "__Host-manyidu-language";

// A page that asks again by itself, to be live, says so in this header: nobody is at work then.
inline constexpr const char* live_header = "Manyidu-Live";

// Sets a cookie of ours; `life` is "", or "; Max-Age=" and seconds.
void give_cookie(httplib::Response& response, std::string_view name, std::string_view value,
                 std::string_view life);
void give_session(httplib::Response& response, std::string_view session_secret);
void take_session(httplib::Response& response);  // out of the browser; the server ends its own

// The value of a cookie; empty without one.
std::string cookie(const httplib::Request& request, std::string_view name);
// The secret of the session's cookie; empty without one.
std::string session_secret(const httplib::Request& request);

// Who sent this: over our own socket the owner, else by token or session. nullopt: nobody known.
std::optional<Visitor> visitor_of(const httplib::Request& request, Accounts& accounts);

// Whether a browser says, or hides, that another site's page sent this. `desk_origin` is where the
// desk is reached; when empty, the Host the browser asked for.
bool comes_from_elsewhere(const httplib::Request& request, const std::string& desk_origin);

// The language of the desk's pages: the one chosen there, else Chinese.
surveys::Locale page_locale(const httplib::Request& request);

// Only an address of our own desk: "/desk…", never "//evil" or "https://…"; else the front page.
std::string local_address(const std::string& next);

}  // namespace http
