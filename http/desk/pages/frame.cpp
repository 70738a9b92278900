#include "http/desk/pages/frame.h"

#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/filling.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "http/public/asset_shelf.h"
#include "http/public/markup.h"
#include "reports/words.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Role;

const std::array<PageWord, 4> frame_words{{
    {"w_product", {"满意度", "satisfaction"}},
    {"w_skip", {"跳到正文", "Skip to content"}},
    {"w_navigation", {"办公端导航", "Desk navigation"}},
    {"w_log_out", {"退出", "Log out"}},
}};

// One entry of the navigation, for those who may open it.
struct Entry {
    Place place;
    const char* address;
    surveys::Words words;
    Role least = Role::viewer;
};

const std::array<Entry, 8> entries{{
    {Place::front, "/desk/", {"概览", "Overview"}},
    {Place::surveys, "/desk/surveys", {"调查", "Surveys"}},
    {Place::units, "/desk/units", {"单位", "Units"}},
    {Place::codes, "/desk/codes", {"调查码", "Codes"}},
    {Place::imports, "/desk/imports", {"导入", "Imports"}},
    {Place::review, "/desk/review", {"绩效自评", "Review"}},
    {Place::users, "/desk/users", {"用户", "Users"}, Role::administrator},
    {Place::audit, "/desk/audit", {"审计", "Audit"}, Role::administrator},
}};

Filling navigation(const Asked& asked, Place here) {
    Filling list{Filling::type::list};
    for (const Entry& entry : entries) {
        if (asked.visitor.role < entry.least) continue;
        Filling item;
        item.set("address", std::string(entry.address));
        item.set("name", entry.words.in(asked.locale));
        if (entry.place == here) item.set("is_here", Filling::type::bool_true);
        list << item;
    }
    return list;
}

std::string lay_out(const Asked& asked, const DeskPage& page, const std::string& tag) {
    const bool is_english = asked.locale == surveys::Locale::en;
    Filling filling = filling_for(asked, frame_words);
    filling.set("title", page.title);
    filling.set("bureau", asked.desk.bureau.in(asked.locale));
    filling.set("base_sheet", asked.desk.assets.address("manyidu.css"));
    filling.set("desk_sheet", asked.desk.assets.address("desk.css"));
    filling.set("entries", navigation(asked, page.place));
    filling.set("who", asked.visitor.name);
    if (page.place == Place::account) filling.set("at_account", Filling::type::bool_true);
    filling.set("other_language", std::string(is_english ? "中文" : "English"));
    filling.set("other_lang", std::string(is_english ? "zh-CN" : "en"));
    const bool is_reading = asked.request.method == "GET";
    filling.set("here", escape_url(is_reading ? asked.request.target : "/desk/"));
    filling.set("body", page.body);
    if (asked.desk.store.is_demo())
        filling.set("demo", reports::demo_sentence().in(asked.locale));
    if (page.live) {
        filling.set("live", tag);
        filling.set("script", asked.desk.assets.address("desk.js"));
    }
    return fill(pages::desk_layout_html, filling);
}

}  // namespace

void reply_desk_page(const Asked& asked, httplib::Response& response, const DeskPage& page,
                     int status) {
    std::string tag;
    if (page.live) {
        tag = content_hash(std::string(name(asked.locale)) + asked.visitor.name + page.title +
                           page.body);
        if (reply_unchanged(asked.request, response, tag)) return;
    }
    reply_page(response, status, lay_out(asked, page, tag));
}

}  // namespace http
