// The run of a survey: opening it, with its last day, and closing it in a second step.
#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/confirm_page.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/refusal_page.h"
#include "http/desk/pages/surveys/ballot_words.h"
#include "http/desk/pages/surveys/survey_words.h"
#include "http/desk/trail.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/words.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Role;
using surveys::Survey;
using surveys::SurveyState;
using surveys::Words;

const Words no_such_survey{"没有这个调查", "There is no such survey"};
const std::array<PageWord, 7> run_words{{
    {"w_run", {"开放与关闭", "Opening and closing"}},
    {"w_state", {"状态", "State"}},
    {"w_mode", {"方式", "How"}},
    {"w_days", {"起止", "Days"}},
    {"w_closes", {"最后一天（可不填；写作 2026-12-31）",
                  "Last day (may be left empty; as 2026-12-31)"}},
    {"w_open", {"现在开放", "Open now"}},
    {"w_close", {"关闭…", "Close…"}},
}};

const Words about_ballot{
    "扫码投票：开放前先在“调查码”做好码、打印纸条。纸质表用“导入”录入。开放期间不显示结果；关闭后"
    "不能重新开放。开放期间的票不在备份里：磁盘损坏须重新投票。",
    "To vote by code, make the codes and print the slips before opening. Paper forms are brought "
    "in as an import. While it is open nothing of the results is shown; once closed it cannot be "
    "opened again. Votes of an open ballot are in no backup: if the disk is lost, vote again."};
const Words over_for_good{"无记名测评已经结束，不能重新开放。",
                          "The secret ballot is over and cannot be opened again."};

std::string address_of(const Survey& survey) { return "/desk/surveys/" + escape_url(survey.id); }

void reply_run(const Asked& asked, httplib::Response& response, const Survey& survey,
               const surveys::Problems& problems = {}) {
    const bool is_ballot = survey.mode == surveys::Mode::ballot;
    const bool is_open = survey.state == SurveyState::open;
    const bool is_over = is_over_for_good(survey);
    Filling filling = filling_for(asked, run_words);
    const std::string title = title_of(asked.desk.store, survey, asked.locale);
    filling.set("title", title);
    filling.set("address", address_of(survey));
    filling.set("state", state_words(survey, asked.desk.now_ms(), asked.locale));
    filling.set("mode", reports::words(survey.mode).in(asked.locale));
    filling.set("days", survey.opened_ms ? days_words(survey, asked.locale) : "—");
    if (is_open) filling.set("can_close", Filling::type::bool_true);
    else if (!is_over) filling.set("can_open", Filling::type::bool_true);
    if (const auto ballot = asked.desk.store.ballot(survey.id))
        put_ballot(filling, *ballot, asked.locale);
    if (is_ballot) filling.set("about", (is_over ? over_for_good : about_ballot).in(asked.locale));
    filling.set("closes", asked.field("closes"));
    put_problems(filling, problems, asked.locale);
    reply_desk_page(asked, response,
                    {.title = title, .place = Place::surveys,
                     .body = fill(pages::desk_survey_run_html, filling)},
                    problems.empty() ? 200 : 422);
}

// Its survey, or the page that says there is none.
std::optional<Survey> find(const Asked& asked, httplib::Response& response) {
    auto survey = asked.desk.store.survey(asked.match(1));
    if (!survey) reply_refusal(asked, response, 404, no_such_survey);
    return survey;
}

void show_run(const Asked& asked, httplib::Response& response) {
    if (const auto survey = find(asked, response)) reply_run(asked, response, *survey);
}

void open_survey(const Asked& asked, httplib::Response& response) {
    const auto survey = find(asked, response);
    if (!survey) return;
    surveys::Problems problems;
    std::optional<std::int64_t> closes_ms;
    if (const std::string date = asked.field("closes"); !date.empty()) {
        const auto day = surveys::parse_date(date);
        if (day) closes_ms = surveys::midnight_ms(*day + 1);  // the last day still counts
        else problems.push_back({"closes", {"日期应写作 2026-12-31", "Write a date as 2026-12-31"}});
    }
    if (problems.empty())
        problems = asked.desk.store.open(survey->id, asked.desk.now_ms(), closes_ms);
    if (!problems.empty()) return reply_run(asked, response, *survey, problems);
    write_down_ballot(asked, survey->id);
    reply_see_other(response, address_of(*survey) + "/run");
}

void ask_to_close(const Asked& asked, httplib::Response& response) {
    const auto survey = find(asked, response);
    if (!survey) return;
    if (survey->state != SurveyState::open) return reply_run(asked, response, *survey);
    const bool is_ballot = survey->mode == surveys::Mode::ballot;
    const Words later{"关闭后马上不再收答卷，正在填写的人也不能提交。以后可以再开放。",
                      "Once closed it takes no more answers, not even of those who are writing "
                      "now. It can be opened again."};
    const Words for_good{"关闭后马上公布结果，不能重新开放，也不再补收。",
                         "Once closed its results are shown; it cannot be opened again."};
    reply_confirm_page(
        asked, response,
        {.title = {"关闭调查", "Close the survey"},
         .place = Place::surveys,
         .facts = {{Words{"调查", "Survey"}.in(asked.locale),
                    title_of(asked.desk.store, *survey, asked.locale)},
                   {Words{"开放日", "Opened"}.in(asked.locale), first_day_words(*survey)}},
         .warning = is_ballot ? for_good : later,
         .action = address_of(*survey) + "/close",
         .back = address_of(*survey) + "/run",
         .button = {"关闭", "Close"}});
}

void close_survey(const Asked& asked, httplib::Response& response) {
    const auto survey = find(asked, response);
    if (!survey) return;
    const auto problems = asked.desk.store.close(survey->id, asked.desk.now_ms());
    if (!problems.empty()) return reply_run(asked, response, *survey, problems);
    write_down_ballot(asked, survey->id);
    reply_see_other(response, address_of(*survey) + "/run");
}

}  // namespace

void add_survey_run_pages(DeskRoutes& routes) {
    routes.show(Role::officer, "/desk/surveys/([^/]+)/run", show_run);
    routes.submit(Role::officer, "/desk/surveys/([^/]+)/open", "survey.open", open_survey);
    routes.show(Role::officer, "/desk/surveys/([^/]+)/close", ask_to_close);
    routes.submit(Role::officer, "/desk/surveys/([^/]+)/close", "survey.close", close_survey);
}

}  // namespace http
