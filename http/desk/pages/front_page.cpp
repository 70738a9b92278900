#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/filling.h"
#include "http/desk/pages/frame.h"
#include "http/pages.h"
#include "reports/number.h"
#include "reports/score.h"
#include "reports/words.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Locale;

std::string in_chinese(const surveys::Words& words) { return words.in(Locale::zh_cn); }

// "名义" marks what volunteers would prove if they had been drawn by lot: a description, no proof.
std::string proof_of(const reports::Score& score) {
    const engine::Assurance& assurance = score.judgement.assurance;
    std::string text = in_chinese(reports::words(assurance.verdict));
    if (assurance.certain) text += "（确定）";
    if (assurance.nominal_verdict != assurance.verdict)
        text += "（名义：" + in_chinese(reports::words(assurance.nominal_verdict)) + "）";
    return text;
}

Filling row_of(const reports::Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    const auto& official = score.judgement.official;
    const auto value = reports::shown_value(score);
    const auto bounds = reports::shown_interval(score);
    const std::string unit = in_chinese(reports::unit_of(indicator.measure));
    Filling row;
    row.set("name", in_chinese(indicator.name));
    row.set("value", value ? *value + unit : "—");
    row.set("target", indicator.target.target.text);
    row.set("official", official ? in_chinese(reports::words(*official)) : "—");
    row.set("state", official ? std::string(engine::name(*official)) : "none");
    row.set("proof", proof_of(score));
    const bool is_nominal = indicator.population.design == surveys::Design::volunteer;
    row.set("bounds", bounds ? bounds->lower + " – " + bounds->upper + (is_nominal ? "（名义）" : "")
                             : "—");
    row.set("n", std::to_string(score.n()));
    row.set("people", score.population ? std::to_string(*score.population) : "未知");
    row.set("design", in_chinese(reports::words(indicator.population.design)));
    row.set("earned", reports::shown_points(score).value_or("—"));
    row.set("full", std::to_string(indicator.weight));
    return row;
}

void show_front(const Asked& asked, httplib::Response& response) {
    const auto today = reports::year_to(surveys::day_of(asked.desk.now_ms()));
    const auto scores = reports::make_scores(asked.desk.store, today);
    Filling rows{Filling::type::list};
    for (const reports::Score& score : scores) rows << row_of(score);
    Filling filling = filling_for(asked, {});
    filling.set("as_of", surveys::iso_date(today.last_day));
    filling.set("scores", rows);
    reply_desk_page(asked, response,
                    {.title = surveys::Words{"满意度指标", "Indicators"}.in(asked.locale),
                     .place = Place::front,
                     .body = fill(pages::desk_front_html, filling),
                     .live = true});
}

}  // namespace

void add_front_page(DeskRoutes& routes) {
    routes.show(surveys::Role::viewer, "/desk/?", show_front);
}

}  // namespace http
