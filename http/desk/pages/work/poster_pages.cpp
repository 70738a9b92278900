// The posters: which survey hangs where, and the sheet itself, ready to be printed.
#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/desk/pages/refusal_page.h"
#include "http/desk/pages/work/paper_words.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Role;

const surveys::Words whole_bureau{"不写单位（全局通用）", "No unit (the whole bureau)"};
const std::array<PageWord, 3> poster_words{{
    {"w_lead", {"海报贴在大厅、窗口和便民中心，谁都可以扫码评价。每个单位一张：结果按单位统计。",
                "A poster hangs where anybody may scan it. One for each unit, so that the figures "
                "can be told apart."}},
    {"w_open_poster", {"打开海报", "Open the poster"}},
    {"w_no_survey", {"没有可以贴海报的调查：海报只用于不凭码、还没有结束的调查。",
                     "No survey has a poster: it is for surveys without codes that are not "
                     "closed."}},
}};

void list_posters(const Asked& asked, httplib::Response& response) {
    Filling filling = filling_for(asked, poster_words);
    put_paper_words(filling, asked);
    Filling list{Filling::type::list};
    bool has_any = false;
    for (const surveys::Survey& survey : asked.desk.store.surveys()) {
        if (!poster_problems(asked.desk.store, survey.id).empty()) continue;
        Filling item;
        item.set("id", survey.id);
        item.set("title", title_of(asked.desk.store, survey, asked.locale));
        list << item;
        has_any = true;
    }
    filling.set("surveys", list);
    filling.set("has_surveys", has_any ? Filling::type::bool_true : Filling::type::bool_false);
    put_choices(filling, "units",
                unit_choices(asked.desk.store.units(), whole_bureau.in(asked.locale)), "");
    put_choices(filling, "languages", language_choices(), "");
    const surveys::Words title{"海报", "Posters"};
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::codes,
                     .body = fill(pages::desk_posters_html, filling)});
}

void show_poster(const Asked& asked, httplib::Response& response) {
    const auto reading =
        make_poster(paper_room(asked, language_named(asked.parameter("language"))),
                    asked.match(1), asked.parameter("unit"));
    if (!reading.poster) return reply_refusal(asked, response, 404, reading.problems[0].words);
    const surveys::Words how{
        "请用浏览器的“打印”（Ctrl+P）打印这一页：A4，缩放 100%，不要页眉页脚。这行字不会印出来。",
        "Print this page with your browser (Ctrl+P): A4, 100 %, no headers or footers. This line "
        "is not printed."};
    const surveys::Words back{"返回海报", "Back to the posters"};
    reply_page(response, 200,
               to_html(*reading.poster,
                       {.style_address = "/desk/paper/poster.css",
                        .notice = reports::SheetNotice{.title = "",
                                                       .text = how.in(asked.locale),
                                                       .back = "/desk/posters",
                                                       .back_word = back.in(asked.locale)}}));
}

void send_style(httplib::Response& response, std::string_view style) {
    response.set_content(style.data(), style.size(), "text/css; charset=utf-8");
}

}  // namespace

void add_poster_pages(DeskRoutes& routes) {
    routes.show(Role::viewer, "/desk/posters", list_posters);
    routes.show(Role::viewer, "/desk/surveys/([^/]+)/poster", show_poster);
    routes.show(Role::viewer, "/desk/paper/poster\\.css", [](const Asked&, auto& response) {
        send_style(response, reports::poster_style());
    });
    routes.show(Role::viewer, "/desk/paper/slips\\.css", [](const Asked&, auto& response) {
        send_style(response, reports::slip_style());
    });
}

}  // namespace http
