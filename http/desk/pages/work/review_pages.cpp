// The review of a year: its forms as they will print, what is missing, and the files of it.
#include <httplib.h>

#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/download.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "reports/review/gaps.h"
#include "reports/review/review_page.h"
#include "reports/review/review_workbook.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using reports::FilledForm;
using reports::Review;
using surveys::Role;
using surveys::Words;

constexpr int years_shown = 4;

const std::array<PageWord, 8> review_words{{
    {"w_years", {"年度", "Years"}},
    {"w_gaps", {"还缺什么", "What is still missing"}},
    {"w_xlsx", {"下载 Excel（自评表）", "Download Excel (the forms)"}},
    {"w_csv", {"下载 CSV", "Download CSV"}},
    {"w_json", {"下载 JSON", "Download JSON"}},
    {"w_html", {"下载网页", "Download as a page"}},
    {"w_print", {"打印版", "To print"}},
    {"w_lead",
     {"下面就是自评表的样子：满意度一行已经填好，浅黄色的格由填报人填写。"
      "表后附方法与计数。",
      "Below are the forms as they will print, in Chinese: the satisfaction rows are filled, the "
      "pale yellow cells are left to the officers. Method and counts follow."}},
}};

// A year's review with its forms, which refer to it.
struct Reviewed {
    Review review;
    std::vector<FilledForm> forms;

    Reviewed(const Asked& asked, int year)
        : review(reports::make_review(asked.desk.store, year,
                                      surveys::day_of(asked.desk.now_ms()))),
          forms(reports::fill_forms(review, reports::shipped_forms())) {}
    Reviewed(const Reviewed&) = delete;
    Reviewed& operator=(const Reviewed&) = delete;
};

int this_year(const Asked& asked) {
    return surveys::civil(surveys::day_of(asked.desk.now_ms())).year;
}

std::vector<Choice> years_to(const Asked& asked, int shown) {
    std::vector<Choice> years;
    const int newest = std::max(this_year(asked), shown);
    for (int year = newest; year > newest - years_shown; --year)
        years.push_back({std::to_string(year), std::to_string(year)});
    if (shown <= newest - years_shown)
        years.push_back({std::to_string(shown), std::to_string(shown)});
    return years;
}

void put_gaps(Filling& filling, const Asked& asked, const Reviewed& reviewed) {
    Filling list{Filling::type::list};
    for (const reports::Gap& gap : gaps_of(reviewed.review, reviewed.forms,
                                           surveys::day_of(asked.desk.now_ms()))) {
        Filling item;
        if (!gap.form.empty()) item.set("form", gap.form);
        else item.set("form", Filling::type::bool_false);
        item.set("words", gap.words.in(asked.locale));
        list << item;
    }
    filling.set("gaps", list);
}

void show_review(const Asked& asked, httplib::Response& response) {
    const int year = std::stoi(asked.match(1));
    const Reviewed reviewed(asked, year);
    const std::string number = std::to_string(year);
    const Words title{number + "年度绩效自评", "Review of " + number};
    Filling filling = filling_for(asked, review_words);
    filling.set("title", title.in(asked.locale));
    filling.set("year", number);
    filling.set("is_chinese", asked.locale == surveys::Locale::zh_cn
                                  ? Filling::type::bool_true
                                  : Filling::type::bool_false);
    put_choices(filling, "years", years_to(asked, year), number);
    put_gaps(filling, asked, reviewed);
    filling.set("sections", to_sections(reviewed.review, reviewed.forms));
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::review,
                     .body = fill(pages::desk_review_html, filling),
                     .live = true});
}

void print_review(const Asked& asked, httplib::Response& response) {
    const Reviewed reviewed(asked, std::stoi(asked.match(1)));
    reply_page(response, 200,
               to_page(reviewed.review, reviewed.forms,
                       "/desk/review/" + asked.match(1) + "/print.css"));
}

void send_style(const Asked& asked, httplib::Response& response) {
    const Reviewed reviewed(asked, std::stoi(asked.match(1)));
    response.set_content(review_style(reviewed.review), "text/css; charset=utf-8");
}

void send_file(const Asked& asked, httplib::Response& response) {
    const std::string year = asked.match(1);
    const std::string ending = asked.match(3);
    if (asked.match(2) != year) {
        response.status = 404;
        return;
    }
    const Reviewed reviewed(asked, std::stoi(year));
    Download file{.name = year + "年度绩效自评-满意度指标." + ending,
                  .plain_name = "review-" + year + "." + ending,
                  .type = {},
                  .bytes = {}};
    if (ending == "xlsx") {
        file.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        file.bytes = workbook_bytes(reviewed.review, reviewed.forms);
    } else if (ending == "csv") {
        file.type = "text/csv; charset=utf-8";
        file.bytes = to_csv(reviewed.review, asked.locale);
    } else if (ending == "json") {
        file.type = "application/json";
        file.bytes = to_json(reviewed.review);
    } else {
        file.type = "text/html; charset=utf-8";
        file.bytes = to_page(reviewed.review, reviewed.forms);
    }
    reply_download(response, std::move(file));
}

}  // namespace

void add_review_pages(DeskRoutes& routes) {
    routes.show(Role::viewer, "/desk/review", [](const Asked& asked, auto& response) {
        reply_see_other(response, "/desk/review/" + std::to_string(this_year(asked)));
    });
    routes.show(Role::viewer, "/desk/review/(2[0-9]{3})", show_review);
    routes.show(Role::viewer, "/desk/review/(2[0-9]{3})/print", print_review);
    routes.show(Role::viewer, "/desk/review/(2[0-9]{3})/print\\.css", send_style);
    routes.show(Role::viewer,
                "/desk/review/(2[0-9]{3})/review-(2[0-9]{3})\\.(xlsx|csv|json|html)", send_file);
}

}  // namespace http
