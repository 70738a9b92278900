// The list of the surveys: which there are, whether they are open, and what came this year.
#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/figures/shown_year.h"
#include "http/desk/pages/filling.h"
#include "http/desk/pages/frame.h"
#include "http/desk/pages/surveys/survey_words.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/survey_report.h"
#include "reports/words.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

const surveys::Words title{"调查", "Surveys"};
const std::array<PageWord, 9> list_words{{
    {"w_surveys", {"调查", "Surveys"}},
    {"w_survey", {"调查", "Survey"}},
    {"w_mode", {"方式", "How"}},
    {"w_state", {"状态", "State"}},
    {"w_opened", {"开放日", "Opened"}},
    {"w_closes", {"最后一天", "Last day"}},
    {"w_change", {"开放或关闭", "Open or close"}},
    {"w_steps", {"无记名测评结束之前只显示收到的份数，每5份更新一次。",
                 "Of a secret ballot that is not closed yet, only the number of forms is shown, "
                 "in steps of five."}},
    {"w_none", {"还没有调查。", "There are no surveys yet."}},
}};

// Of a ballot all that came: one run is one ballot, whatever the year.
std::string answers_words(const Asked& asked, const surveys::Survey& survey,
                          const reports::Period& year,
                          const std::vector<surveys::Indicator>& indicators,
                          const surveys::Questionnaire& questionnaire) {
    if (survey.mode != surveys::Mode::ballot)
        return std::to_string(reports::answers_of(asked.desk.store, survey, year));
    const auto answers =
        reports::answers_of(asked.desk.store, survey, reports::all_days());
    if (answers == 0 && survey.state == surveys::SurveyState::draft) return "—";
    if (!reports::is_sealed(survey, answers)) return std::to_string(answers);
    const auto measure = reports::measure_of_survey(indicators, survey, questionnaire);
    return received_words(answers, measure.population.size, asked.locale);
}

void show_surveys(const Asked& asked, httplib::Response& response) {
    const surveys::Store& store = asked.desk.store;
    const auto year = reports::year_to(surveys::day_of(asked.desk.now_ms()));
    const auto indicators = store.indicators();
    Filling rows{Filling::type::list};
    bool has_any = false;
    for (const surveys::Survey& survey : store.surveys()) {
        const auto questionnaire = store.questionnaire(survey.id, survey.version);
        if (!questionnaire) continue;
        has_any = true;
        Filling row;
        row.set("address", "/desk/surveys/" + escape_url(survey.id));
        row.set("id", survey.id);
        row.set("title", questionnaire->title.in(asked.locale));
        row.set("mode", reports::words(survey.mode).in(asked.locale));
        row.set("state", state_words(survey, asked.desk.now_ms(), asked.locale));
        row.set("opened", first_day_words(survey));
        row.set("closes", last_day_words(survey));
        row.set("answers", answers_words(asked, survey, year, indicators, *questionnaire));
        if (!is_over_for_good(survey)) row.set("can_change", Filling::type::bool_true);
        rows << row;
    }
    Filling filling = filling_for(asked, list_words);
    filling.set("surveys", rows);
    if (has_any) filling.set("has_surveys", Filling::type::bool_true);
    const std::string this_one = std::to_string(surveys::civil(year.last_day).year);
    filling.set("answers_head", surveys::Words{this_one + "年答卷", "Answers of " + this_one}
                                    .in(asked.locale));
    if (asked.visitor.role >= surveys::Role::officer)
        filling.set("may_run", Filling::type::bool_true);
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::surveys,
                     .body = fill(pages::desk_surveys_html, filling),
                     .live = true});
}

}  // namespace

void add_survey_list_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/surveys", show_surveys);
}

}  // namespace http
