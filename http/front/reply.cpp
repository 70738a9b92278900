#include "http/front/reply.h"

#include <httplib.h>

namespace http {
namespace {

// Answers may be sent again by our own script, so it may connect to us and to nobody else.
constexpr const char* content_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

constexpr std::chrono::seconds usual_wait{5};

void set(httplib::Response& response, const char* name, const char* value) {
    response.headers.erase(name);
    response.set_header(name, value);
}

}  // namespace

void secure(httplib::Response& response, Referrer referrer) {
    set(response, "Content-Security-Policy", content_policy);
    set(response, "X-Content-Type-Options", "nosniff");
    set(response, "Referrer-Policy",
        referrer == Referrer::to_nobody ? "no-referrer" : "same-origin");
    if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
    if (response.status == 503 && !response.has_header("Retry-After"))
        retry_after(response, usual_wait);
}

void retry_after(httplib::Response& response, std::chrono::seconds wait) {
    set(response, "Retry-After", std::to_string(wait.count()).c_str());
}

void reply_page(httplib::Response& response, int status, const std::string& html) {
    response.status = status;
    response.set_content(html, "text/html; charset=utf-8");
}

void reply_see_other(httplib::Response& response, const std::string& path) {
    response.status = 303;
    response.set_header("Location", path);
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
