#include "http/desk/pages/refusal_page.h"

#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/filling.h"
#include "http/desk/pages/frame.h"
#include "http/pages.h"

namespace http {
namespace {

const surveys::Words title{"没有完成", "Not done"};
const std::array<PageWord, 1> refusal_words{{{"w_front", {"回到概览", "Back to the overview"}}}};

void show_missing(const Asked& asked, httplib::Response& response) {
    reply_refusal(asked, response, 404, {"没有这个页面", "There is no such page"});
}

}  // namespace

void add_missing_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/.+", show_missing);
}

void reply_refusal(const Asked& asked, httplib::Response& response, int status,
                   const surveys::Words& reason) {
    Filling filling = filling_for(asked, refusal_words);
    filling.set("title", title.in(asked.locale));
    filling.set("reason", reason.in(asked.locale));
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::front,
                     .body = fill(pages::desk_refusal_html, filling)},
                    status);
}

}  // namespace http
