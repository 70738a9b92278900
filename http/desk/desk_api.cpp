#include "http/desk/desk_api.h"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include "http/api.h"
#include "http/desk/accounts.h"
#include "http/desk/reply.h"
#include "http/front/metrics.h"
#include "http/front/reply.h"
#include "http/public/look.h"

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

void add_general_routes(Router& router, const Desk& desk) {
    router.get("/healthz", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(R"({"status":"alive"})", "application/json");
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
                      asked_locale(request));
    }
    secure(response, Referrer::to_ourselves);
}

}  // namespace

std::string session_secret(const httplib::Request& request) {
    return cookie(request, session_cookie);
}

// A page of another site can make a browser send our cookie, but not hide where it stands.
bool comes_from_elsewhere(const httplib::Request& request) {
    const std::string origin = request.get_header_value("Origin");
    const std::string host = request.get_header_value("Host");
    return origin != "http://" + host && origin != "https://" + host;
}

std::optional<Visitor> visitor_of(const httplib::Request& request, Accounts& accounts) {
    if (request.remote_addr == "unix")
        return Visitor{.name = "owner", .role = surveys::Role::administrator};
    const std::string authorization = request.get_header_value("Authorization");
    if (authorization.rfind("Bearer ", 0) == 0) return accounts.by_token(authorization.substr(7));
    const std::string secret = session_secret(request);
    return secret.empty() ? std::nullopt : accounts.by_session(secret);
}

Handler for_role(surveys::Role role, const Desk& desk, Handler handler) {
    return [role, &accounts = desk.accounts, handler = std::move(handler)](
               const httplib::Request& request, httplib::Response& response) {
        const auto visitor = visitor_of(request, accounts);
        if (!visitor) {
            response.set_header("WWW-Authenticate", "Bearer");
            return reply_problem(response, 401, {"请先登录", "Please log in first"},
                                 asked_locale(request));
        }
        const bool is_forged =
            visitor->by_cookie && !is_reading(request) && comes_from_elsewhere(request);
        if (visitor->role < role || is_forged)
            return reply_problem(response, 403, {"您没有这项权限", "You may not do this"},
                                 asked_locale(request));
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
        const bool world_failed = dynamic_cast<const std::runtime_error*>(&failure) != nullptr;
        reply_problem(response, world_failed ? 503 : 500,
                      {"服务器出错，已记入日志", "The server failed; it is logged"},
                      asked_locale(request));
    });
}

}  // namespace http
