#include <httplib.h>

#include "http/desk/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/pages.h"
#include "http/front/reply.h"
#include "http/public/asset_shelf.h"
#include "surveys/calendar.h"

namespace http {
namespace {

void show_front(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto visitor = visitor_of(request, desk.accounts);
    if (!visitor) return reply_see_other(response, "/desk/login");
    const auto today = reports::year_to(surveys::day_of(desk.now_ms()));
    const auto scores = reports::make_scores(desk.store, today);
    reply_page(response, 200, front_page(desk.assets, scores, *visitor));
}

void send_asset(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    if (!reply_asset(desk.assets, request, response)) response.status = 404;
}

}  // namespace

void add_page_routes(Router& router, const Desk& desk) {
    router.get("/", [](const auto&, auto& response) { reply_see_other(response, "/desk/"); });
    router.get("/desk/?", [desk](const auto& request, auto& response) {
        show_front(desk, request, response);
    });
    router.get("/desk/login", [desk](const auto&, auto& response) {
        reply_page(response, 200, login_page(desk.assets));
    });
    router.get("/assets/([A-Za-z0-9._-]+)", [desk](const auto& request, auto& response) {
        send_asset(desk, request, response);
    });
}

}  // namespace http
