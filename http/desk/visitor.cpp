#include "http/desk/visitor.h"

#include <httplib.h>

#include <algorithm>

namespace http {

void give_cookie(httplib::Response& response, std::string_view name, std::string_view value,
                 std::string_view life) {
    std::string text(name);
    text.append("=").append(value).append("; Path=/; Secure; HttpOnly; SameSite=Strict");
    response.set_header("Set-Cookie", text.append(life));
}

void give_session(httplib::Response& response, std::string_view session_secret) {
    give_cookie(response, session_cookie, session_secret, "");
}

void take_session(httplib::Response& response) {
    give_cookie(response, session_cookie, "", "; Max-Age=0");
}

std::string cookie(const httplib::Request& request, std::string_view name) {
    const std::string cookies = request.get_header_value("Cookie");
    const std::string prefix = std::string(name) + "=";
    std::size_t from = 0;
    while (from < cookies.size()) {
        const auto end = std::min(cookies.find(';', from), cookies.size());
        const auto start = cookies.find_first_not_of(' ', from);
        if (start < end && cookies.compare(start, prefix.size(), prefix) == 0)
            return cookies.substr(start + prefix.size(), end - start - prefix.size());
        from = end + 1;
    }
    return {};
}

std::string session_secret(const httplib::Request& request) {
    return cookie(request, session_cookie);
}

std::optional<Visitor> visitor_of(const httplib::Request& request, Accounts& accounts) {
    if (request.remote_addr == "unix")
        return Visitor{.name = std::string(owner_name), .role = surveys::Role::administrator};
    const std::string authorization = request.get_header_value("Authorization");
    if (authorization.rfind("Bearer ", 0) == 0) return accounts.by_token(authorization.substr(7));
    const std::string secret = session_secret(request);
    if (secret.empty()) return std::nullopt;
    return accounts.by_session(
        secret, request.has_header(live_header) ? Presence::page_alone : Presence::person);
}

// A page of another site can make a browser send our cookie, but not hide where it stands.
bool comes_from_elsewhere(const httplib::Request& request, const std::string& desk_origin) {
    const std::string origin = request.get_header_value("Origin");
    if (!desk_origin.empty()) return origin != desk_origin;
    const std::string host = request.get_header_value("Host");
    return origin != "http://" + host && origin != "https://" + host;
}

surveys::Locale page_locale(const httplib::Request& request) {
    return surveys::locale_named(cookie(request, language_cookie))
        .value_or(surveys::Locale::zh_cn);
}

std::string local_address(const std::string& next) {
    const bool plain = std::all_of(next.begin(), next.end(),
                                   [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
    return plain && (next == "/desk" || next.rfind("/desk/", 0) == 0) ? next : "/desk/";
}

}  // namespace http
