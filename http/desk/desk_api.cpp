#include "http/desk/desk_api.h"

#include <httplib.h>

#include "http/api.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_routes.h"
#include "http/desk/import_watch.h"
#include "http/desk/visitor.h"
#include "http/front/reply.h"
#include "http/public/asset_shelf.h"
#include "http/public/look.h"
#include "http/watch/log.h"

namespace http {
namespace {

const surveys::Words server_stops{
    "服务正在停止：已导入的部分都已保存，服务启动后再导入同一文件，就会接着做",
    "The server is stopping: what was imported is kept, and the same file goes on behind it when "
    "the server runs again"};

void add_general_routes(Router& router, const Desk& desk) {
    router.get("/healthz", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(R"({"status":"alive"})", "application/json");
    });
    router.get("/openapi\\.json", [](const httplib::Request&, httplib::Response& response) {
        response.set_content(api::openapi_json.data(), api::openapi_json.size(),
                             "application/json");
    });
    router.get("/", [](const auto&, auto& response) { reply_see_other(response, "/desk/"); });
    router.get("/assets/([A-Za-z0-9._-]+)", [&desk](const auto& request, auto& response) {
        if (!reply_asset(desk.assets, request, response)) response.status = 404;
    });
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

DeskApi::DeskApi(Desk desk) : desk_(std::move(desk)), uploads_(desk_.now_ms, desk_.uploads) {
    DeskRoutes routes(router_, desk_, book_);
    add_general_routes(router_, desk_);
    add_metrics_route(routes);
    add_login_routes(router_, routes, desk_);
    add_account_routes(routes);
    add_own_account_routes(routes);
    add_audit_routes(routes);
    add_survey_routes(routes);
    add_score_routes(routes);
    add_import_routes(routes);
    add_backup_routes(routes);
    add_front_page(routes);
    add_indicator_page(routes);
    add_account_page(routes);
    add_users_pages(routes);
    add_audit_page(routes);
    add_survey_list_page(routes);
    add_survey_page(routes);
    add_survey_run_pages(routes);
    add_units_page(routes);
    add_code_pages(routes);
    add_poster_pages(routes);
    add_import_pages(routes, uploads_);
    add_review_pages(routes);
    add_missing_page(routes);
    router_.finish(finish);
    router_.on_failure([](const httplib::Request& request, httplib::Response& response,
                          const std::exception& failure) {
        if (dynamic_cast<const ServerStops*>(&failure) != nullptr)
            return reply_problem(response, 503, server_stops, asked_locale(request));
        note(LogLevel::error, "desk_request_failed", {{"reason", reason_of(failure)}});
        const bool world_failed = dynamic_cast<const std::runtime_error*>(&failure) != nullptr;
        reply_problem(response, world_failed ? 503 : 500,
                      {"服务器出错，已记入日志", "The server failed; it is logged"},
                      asked_locale(request));
    });
}

bool DeskApi::knows_who_sent(std::string_view head) const {
    httplib::Request request;
    read_headers(head, request);
    return visitor_of(request, desk_.accounts).has_value();
}

}  // namespace http
