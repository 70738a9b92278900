// A survey's page: what its answers say, by unit, month and channel, and how many there are.
#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/figures/score_table.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/desk/pages/refusal_page.h"
#include "http/desk/pages/surveys/answer_counts.h"
#include "http/desk/pages/surveys/ballot_words.h"
#include "http/desk/pages/surveys/comment_list.h"
#include "http/desk/pages/surveys/quality_panel.h"
#include "http/desk/pages/surveys/survey_words.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/charts/of_score.h"
#include "reports/unit_comparison.h"
#include "reports/words.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using reports::Score;
using reports::SurveyReport;
using surveys::Words;

const std::array<PageWord, 13> survey_words{{
    {"w_run", {"开放或关闭…", "Open or close…"}},
    {"w_years", {"年度", "Years"}},
    {"w_indicator", {"这个指标的全部说明", "The whole indicator in words"}},
    {"w_others", {"其他分级题", "Other graded questions"}},
    {"w_groups", {"分组", "Groups"}},
    {"w_by_unit", {"按单位", "By unit"}},
    {"w_silent", {"尚无答卷：", "No answers yet: "}},
    {"w_compare", {"单位比较与下载", "Compare the units, download"}},
    {"w_by_month", {"按月", "By month"}},
    {"w_by_channel", {"按渠道", "By channel"}},
    {"w_counts", {"发放、回收、有效", "Given out, received, valid"}},
    {"w_kind", {"项目", "What"}},
    {"w_number", {"数量", "How many"}},
}};
const PageWord note_word{"w_note", {"说明", "Note"}};

const Words withheld_ballot{"无记名测评不分单位、月份和渠道显示，以免认出个人。",
                            "A secret ballot is not broken down: groups could name people."};
const Words withheld_small{"对象不足100人，不分组显示，以免认出个人。",
                           "Fewer than 100 people: a breakdown could name them."};
const Words no_grades{"这份问卷没有分级题，不计算满意度。",
                      "This questionnaire grades nothing, so there is no figure."};

std::string sealed_words(const SurveyReport& report, surveys::Locale locale) {
    using surveys::SurveyState;
    if (report.survey.state == SurveyState::closed)
        return Words{"答卷不足5份，结果不予显示，以免认出个人。",
                     "Fewer than 5 answers: results stay closed, they could name people."}
            .in(locale);
    if (report.survey.state == SurveyState::draft)
        return Words{"测评还没有开放。纸质表全部录入以后，先开放再关闭，结果才显示；在那之前只显示收到的份"
                     "数，每5份更新一次。",
                     "Not opened yet. When all paper forms are in, open and close it: then results "
                     "are shown. Until then only the number of forms, in steps of five."}
            .in(locale);
    return Words{"无记名测评结束之前只显示收到的份数，每5份更新一次。结果、意见和分组都在结束后显示。",
                 "Until a secret ballot is closed, only the number of forms is shown, in steps of "
                 "five. Results and comments come after closing."}
        .in(locale);
}

std::string figure_words(const Score& score, surveys::Locale locale) {
    const bool is_english = locale == surveys::Locale::en;
    if (score.n() == 0) return Words{"尚无答卷", "No answers yet"}.in(locale);
    const std::string nominal = is_nominal(score) ? Words{"（名义）", " (nominal)"}.in(locale) : "";
    std::string text = reports::words(score.indicator.measure).in(locale) + " " +
                       value_with_unit(score, locale);
    if (score.judgement.interval)
        text += (is_english ? ", 95 % bounds " : "，95% 界 ") + interval_words(score) + nominal;
    return text + (is_english ? ", n = " : "，有效答卷 n = ") + std::to_string(score.n());
}

class SurveyPage {
public:
    SurveyPage(const Asked& asked, const SurveyReport& report, const ShownYear& shown)
        : asked_(asked),
          report_(report),
          shown_(shown),
          locale_(asked.locale),
          filling_(filling_for(asked, survey_words)) {}

    std::string html() {
        put_words(filling_, {&note_word, 1}, locale_);
        head();
        if (report_.is_sealed) {
            filling_.set("received", received_words(report_.counts.answers,
                                                    report_.whole().indicator.population.size,
                                                    locale_));
            filling_.set("sealed", sealed_words(report_, locale_));
            return fill(pages::desk_survey_html, filling_);
        }
        if (report_.has_grades) told();
        filling_.set("counts", answer_counts(report_, locale_));
        filling_.set("comments", comment_list(asked_, report_, shown_));
        return fill(pages::desk_survey_html, filling_);
    }

private:
    void head() {
        const surveys::Survey& survey = report_.survey;
        filling_.set("id", survey.id);
        filling_.set("title", report_.questionnaire.title.in(locale_));
        std::string state = state_words(survey, asked_.desk.now_ms(), locale_) + " · " +
                            reports::words(survey.mode).in(locale_);
        if (survey.opened_ms) state.append(" · ").append(days_words(survey, locale_));
        filling_.set("state", state + " · " + survey.id);
        if (asked_.visitor.role >= surveys::Role::officer && !is_over_for_good(survey))
            filling_.set("may_run", Filling::type::bool_true);
        filling_.set("year", std::to_string(shown_.year));
        if (const auto ballot = asked_.desk.store.ballot(survey.id))
            put_ballot(filling_, *ballot, locale_);
        if (survey.mode == surveys::Mode::ballot) return;
        const int first = survey.opened_ms
                              ? surveys::civil(surveys::day_of(*survey.opened_ms)).year
                              : shown_.this_year;
        put_years(filling_, shown_, first, "/desk/surveys/" + escape_url(survey.id) + "?year=");
    }

    void told() {
        const Score& whole = report_.whole();
        filling_.set("is_told", Filling::type::bool_true);
        const auto* const question = report_.questionnaire.find(whole.indicator.question);
        if (question != nullptr) filling_.set("question", question->text.in(locale_));
        filling_.set("figure", figure_words(whole, locale_));
        if (report_.has_indicator) filling_.set("indicator", whole.indicator.id);
        filling_.set("grades", grade_panel(asked_, whole, "grades"));
        others();
        if (whole.is_breakdown_withheld) {
            const bool is_ballot = report_.survey.mode == surveys::Mode::ballot;
            filling_.set("withheld", (is_ballot ? withheld_ballot : withheld_small).in(locale_));
            return;
        }
        by_unit();
        by_month();
        by_channel();
        filling_.set("quality", quality_panel(asked_, report_, shown_));
    }

    void others() {
        Filling list{Filling::type::list};
        int number = 0;
        for (const reports::OtherQuestion& other : report_.others) {
            Filling item;
            item.set("text", other.text.in(locale_));
            item.set("figure", figure_words(other.score, locale_));
            item.set("grades",
                     grade_panel(asked_, other.score, "grades-" + std::to_string(++number)));
            list << item;
        }
        filling_.set("others", list);
        if (!report_.others.empty()) filling_.set("has_others", Filling::type::bool_true);
    }

    void by_unit() {
        const auto units = asked_.desk.store.units();
        const auto comparison = reports::compare_units(report_.by_unit, units);
        const std::string bound = std::to_string(reports::compared_answers_min);
        const Words about{"上级单位含下属单位的答卷。有效答卷不足" + bound +
                              "份的单位另列，样本不足，不参与排名。点单位名看它的意见。",
                          "A unit's figure includes the units below it. Units with fewer than " +
                              bound + " valid answers stand apart: too few to be ranked. A name "
                              "leads to the unit's comments."};
        filling_.set("about_units", about.in(locale_));
        filling_.set("forest", reports::forest(reports::forest_of(
                                   comparison.compared, comparison.compared_units, "forest",
                                   locale_)));
        ScoreTable compared = unit_table({"各单位", "Units"});
        ScoreTable few = unit_table({"样本不足，不参与排名", "Too few answers to be ranked"});
        std::string silent;
        for (const reports::UnitLine& line : comparison.lines) {
            const ScoreRow row{.name = line.unit.name, .score = &line.score,
                               .address = comments_of(line.unit.code)};
            if (line.standing == reports::Standing::silent)
                silent += (silent.empty() ? "" : locale_ == surveys::Locale::en ? ", " : "、") +
                          line.unit.name;
            else if (line.standing == reports::Standing::too_few) few.rows.push_back(row);
            else compared.rows.push_back(row);
        }
        if (comparison.without_unit.n() > 0)
            few.rows.push_back({.name = Words{"（未注明单位）", "(no unit given)"}.in(locale_),
                                .score = &comparison.without_unit});
        if (!few.rows.empty()) filling_.set("has_few", Filling::type::bool_true);
        filling_.set("units", score_table(asked_, compared));
        filling_.set("few", score_table(asked_, few));
        if (!silent.empty()) filling_.set("silent", silent);
    }

    ScoreTable unit_table(const Words& caption) const {
        return {.caption = caption.in(locale_), .groups = Words{"单位", "Unit"}.in(locale_)};
    }

    std::string comments_of(const std::string& unit) const {
        return "/desk/surveys/" + escape_url(report_.survey.id) +
               "?year=" + std::to_string(shown_.year) + "&unit=" + escape_url(unit) + "#comments";
    }

    void by_month() {
        filling_.set("trend",
                     reports::trend(reports::trend_of(report_.by_month, "trend", locale_)));
        ScoreTable table{.caption = Words{"各月", "Months"}.in(locale_),
                         .groups = Words{"月份", "Month"}.in(locale_)};
        for (const reports::ScoreGroup& group : report_.by_month.groups)
            table.rows.push_back({.name = group.key, .score = &group.score});
        filling_.set("months", score_table(asked_, table));
    }

    void by_channel() {
        ScoreTable table{.caption = Words{"各渠道", "Channels"}.in(locale_),
                         .groups = Words{"渠道", "Channel"}.in(locale_)};
        for (const reports::ScoreGroup& group : report_.by_channel.groups)
            if (const auto channel = surveys::channel_named(group.key))
                table.rows.push_back(
                    {.name = reports::words(*channel).in(locale_), .score = &group.score});
        filling_.set("channels", score_table(asked_, table));
    }

    const Asked& asked_;
    const SurveyReport& report_;
    const ShownYear& shown_;
    surveys::Locale locale_;
    Filling filling_;
};

// A survey that is over is looked at in the year it ended.
int usual_year(const Asked& asked, const surveys::Survey& survey) {
    if (!survey.closed_ms) return this_year(asked);
    return surveys::civil(surveys::day_of(*survey.closed_ms)).year;
}

void show_survey(const Asked& asked, httplib::Response& response) {
    const auto survey = asked.desk.store.survey(asked.match(1));
    if (!survey) return reply_refusal(asked, response, 404, {"没有这个调查", "There is no such survey"});
    const ShownYear shown = shown_year(asked, usual_year(asked, *survey));
    const SurveyReport report =
        reports::make_survey_report(asked.desk.store, *survey, shown.period);
    reply_desk_page(asked, response,
                    {.title = report.questionnaire.title.in(asked.locale),
                     .place = Place::surveys,
                     .body = SurveyPage(asked, report, shown).html(),
                     .live = !asks_for_quality(asked)});
}

}  // namespace

void add_survey_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/surveys/([^/]+)", show_survey);
}

}  // namespace http
