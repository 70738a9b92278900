#include <httplib.h>

#include "http/desk/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/pages.h"
#include "http/public/asset_shelf.h"
#include "surveys/calendar.h"

namespace http {
namespace {

void send_page(httplib::Response& response, const std::string& html) {
    response.status = 200;
    response.set_content(html, "text/html; charset=utf-8");
}

void lead_to(httplib::Response& response, const char* address) {
    response.status = 303;
    response.set_header("Location", address);
}

void show_front(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto visitor = visitor_of(request, desk.accounts);
    if (!visitor) return lead_to(response, "/desk/login");
    const auto today = reports::year_to(surveys::day_of(desk.now_ms()));
    send_page(response, front_page(desk.assets, reports::make_scores(desk.store, today),
                                   *visitor));
}

void send_asset(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto asset = desk.assets.find(request.matches[1].str());
    if (!asset) {
        response.status = 404;
        return;
    }
    response.set_header("Cache-Control", "public, max-age=31536000, immutable");
    response.status = 200;
    response.set_content(asset->text, asset->type.c_str());
}

}  // namespace

void add_page_routes(Router& router, const Desk& desk) {
    router.get("/", [](const auto&, auto& response) { lead_to(response, "/desk/"); });
    router.get("/desk/?", [desk](const auto& request, auto& response) {
        show_front(desk, request, response);
    });
    router.get("/desk/login", [desk](const auto&, auto& response) {
        send_page(response, login_page(desk.assets));
    });
    router.get("/assets/([A-Za-z0-9._-]+)", [desk](const auto& request, auto& response) {
        send_asset(desk, request, response);
    });
}

}  // namespace http
