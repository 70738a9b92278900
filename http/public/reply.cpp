#include "http/public/reply.h"

#include <httplib.h>

#include <nlohmann/json.hpp>

namespace http {
namespace {

// Answers may be sent again by our own script, so it may connect to us and to nobody else.
constexpr const char* content_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

constexpr const char* retry_after_seconds = "5";

const char* title_of(int status) {
    switch (status) {
        case 400: return "Bad Request";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 503: return "Service Unavailable";
        default: return "Internal Server Error";
    }
}

void set(httplib::Response& response, const char* name, const char* value) {
    response.headers.erase(name);
    response.set_header(name, value);
}

}  // namespace

void secure(httplib::Response& response) {
    set(response, "Content-Security-Policy", content_policy);
    set(response, "X-Content-Type-Options", "nosniff");
    set(response, "Referrer-Policy", "no-referrer");
    if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
    if (response.status == 503) set(response, "Retry-After", retry_after_seconds);
}

void reply_page(httplib::Response& response, int status, const std::string& html) {
    response.status = status;
    response.set_content(html, "text/html; charset=utf-8");
}

void reply_json(httplib::Response& response, int status, const std::string& json) {
    response.status = status;
    response.set_content(json, "application/json");
}

void reply_see_other(httplib::Response& response, const std::string& path) {
    response.status = 303;
    response.set_header("Location", path);
}

void reply_problem(httplib::Response& response, int status, Phrase detail,
                   surveys::Locale locale, const surveys::Problems& problems) {
    reply_problem(response, status, std::string(say(detail, locale)), locale, problems);
}

void reply_problem(httplib::Response& response, int status, const std::string& detail,
                   surveys::Locale locale, const surveys::Problems& problems) {
    nlohmann::ordered_json body{{"type", "about:blank"},
                                {"title", title_of(status)},
                                {"status", status},
                                {"detail", detail}};
    if (!problems.empty()) {
        auto list = nlohmann::ordered_json::array();
        for (const surveys::Problem& problem : problems) {
            list.push_back({{"question", problem.place}, {"problem", problem.words.in(locale)}});
        }
        body["problems"] = list;
    }
    response.status = status;
    response.set_header("Content-Language", std::string(name(locale)));
    // A problem may quote what was sent: bytes that are no UTF-8 are replaced, never thrown at.
    response.set_content(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                         "application/problem+json");
}

bool reply_unchanged(const httplib::Request& request, httplib::Response& response,
                     const std::string& tag) {
    const std::string quoted = "\"" + tag + "\"";
    response.set_header("ETag", quoted);
    if (request.get_header_value("If-None-Match").find(quoted) == std::string::npos) return false;
    response.status = 304;
    return true;
}

}  // namespace http
