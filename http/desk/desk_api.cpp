#include "http/desk/desk_api.h"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include "http/api.h"
#include "http/desk/accounts.h"
#include "http/desk/reply.h"
#include "http/front/metrics.h"

namespace http {
namespace {

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

bool is_reading(const httplib::Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

// A page of another site can make a browser send our cookie, but not hide where it stands.
bool comes_from_elsewhere(const httplib::Request& request) {
    if (is_reading(request)) return false;
    const std::string origin = request.get_header_value("Origin");
    const std::string host = request.get_header_value("Host");
    return origin != "http://" + host && origin != "https://" + host;
}

void add_general_routes(Router& router, const Desk& desk) {
    router.get("/healthz", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("ok\n", "text/plain; charset=utf-8");
    });
    router.get("/openapi\\.json", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(api::openapi_json.data(), api::openapi_json.size(),
                             "application/json");
    });
    router.get("/metrics", for_role(surveys::Role::viewer, desk,
                                    [&metrics = desk.metrics](const httplib::Request&,
                                                              httplib::Response& response) {
                                        response.set_content(
                                            metrics.prometheus(),
                                            "text/plain; version=0.0.4; charset=utf-8");
                                    }));
}

void finish(const httplib::Request& request, httplib::Response& response) {
    if (response.status >= 400 && response.body.empty()) {
        static const surveys::Words missing{"没有这个地址", "There is nothing at this address"};
        static const surveys::Words other{"请求未能完成", "The request was not completed"};
        reply_problem(response, response.status, response.status == 404 ? missing : other,
                      locale_of(request));
    }
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "same-origin");
    response.set_header("Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' "
                        "data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                        "base-uri 'none'");
    if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
}

}  // namespace

std::optional<Visitor> visitor_of(const httplib::Request& request, Accounts& accounts) {
    if (request.remote_addr == "unix")
        return Visitor{.name = "owner", .role = surveys::Role::administrator};
    const std::string authorization = request.get_header_value("Authorization");
    if (authorization.rfind("Bearer ", 0) == 0) return accounts.by_token(authorization.substr(7));
    const std::string secret = cookie(request, session_cookie);
    return secret.empty() ? std::nullopt : accounts.by_session(secret);
}

Handler for_role(surveys::Role role, const Desk& desk, Handler handler) {
    return [role, &accounts = desk.accounts, handler = std::move(handler)](
               const httplib::Request& request, httplib::Response& response) {
        const auto visitor = visitor_of(request, accounts);
        if (!visitor) {
            response.set_header("WWW-Authenticate", "Bearer");
            return reply_problem(response, 401, {"请先登录", "Please log in first"},
                                 locale_of(request));
        }
        if (visitor->role < role || (visitor->by_cookie && comes_from_elsewhere(request)))
            return reply_problem(response, 403, {"您没有这项权限", "You may not do this"},
                                 locale_of(request));
        handler(request, response);
    };
}

DeskApi::DeskApi(const Desk& desk) : desk_(desk) {
    add_general_routes(router_, desk_);
    add_page_routes(router_, desk_);
    add_account_routes(router_, desk_);
    add_survey_routes(router_, desk_);
    add_score_routes(router_, desk_);
    add_import_routes(router_, desk_);
    router_.finish(finish);
    router_.on_failure([](const httplib::Request& request, httplib::Response& response,
                          const std::exception& failure) {
        spdlog::error("desk {}: {}", request.method, failure.what());
        const bool ours = dynamic_cast<const std::logic_error*>(&failure) != nullptr;
        if (!ours) response.set_header("Retry-After", "5");
        reply_problem(response, ours ? 500 : 503,
                      {"服务器出错,已记入日志", "The server failed; it is logged"},
                      locale_of(request));
    });
}

}  // namespace http
