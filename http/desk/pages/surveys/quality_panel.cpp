#include "http/desk/pages/surveys/quality_panel.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/pages.h"
#include "http/public/markup.h"
#include "reports/charts/of_quality.h"
#include "reports/quality_words.h"

namespace http {
namespace {

using reports::ItemQuality;
using reports::QualityGap;

const std::array<PageWord, 14> quality_words{{
    {"w_quality", {"问卷质量", "Quality of the questionnaire"}},
    {"w_compute", {"计算问卷质量（读一遍全部答卷）", "Compute the quality (reads every answer once)"}},
    {"w_promise",
     {"各题是否一致，哪道题最值得改进。", "Whether the questions agree, and which to improve first."}},
    {"w_consistency", {"各题是否一致", "Whether the questions agree"}},
    {"w_question", {"题目", "Question"}},
    {"w_mean", {"平均（1–5）", "Mean (1–5)"}},
    {"w_with_rest", {"与其余题的相关", "Correlation with the rest"}},
    {"w_if_dropped", {"去掉后的 α", "α without it"}},
    {"w_drivers", {"重要性与评分", "Importance and rating"}},
    {"w_not_cause", {"相关，不是因果", "Association, not cause"}},
    {"w_importance", {"重要性", "Importance"}},
    {"w_rating", {"评分", "Rating"}},
    {"w_points", {"分", " points"}},
    {"w_place", {"位置", "Place"}},
}};

std::string coefficient(const std::optional<double>& number) {
    return number ? reports::shown_coefficient(*number) : "—";
}

Filling items_of(const ItemQuality& quality, surveys::Locale locale) {
    Filling items{Filling::type::list};
    for (const engine::ItemQuality& item : quality.reliability.items) {
        Filling row;
        row.set("question", quality.items.at(item.item).text.in(locale));
        row.set("mean", reports::shown_mean(quality, item.item));
        row.set("with_rest", coefficient(item.with_rest));
        row.set("if_dropped", coefficient(item.alpha_if_dropped));
        items << row;
    }
    return items;
}

Filling standings_of(const ItemQuality& quality, surveys::Locale locale) {
    Filling standings{Filling::type::list};
    int number = 0;
    for (const reports::QuestionStanding& standing : quality.standings) {
        Filling row;
        row.set("number", std::to_string(++number));
        row.set("question", quality.items.at(standing.item).text.in(locale));
        row.set("importance", reports::shown_importance(standing));
        row.set("rating", reports::shown_performance(quality, standing));
        row.set("place", reports::words(standing.quadrant).in(locale));
        if (standing.quadrant == engine::Quadrant::improve_first)
            row.set("is_first", Filling::type::bool_true);
        standings << row;
    }
    return standings;
}

void put_quality(Filling& filling, const ItemQuality& quality, surveys::Locale locale) {
    filling.set("is_told", Filling::type::bool_true);
    const std::string rows = reports::about_rows(quality).in(locale);
    if (!rows.empty()) filling.set("rows", rows);
    filling.set("alpha", reports::about_alpha(quality).in(locale));
    const std::string constants = reports::about_constants(quality).in(locale);
    if (!constants.empty()) filling.set("constants", constants);
    if (quality.gap == QualityGap::none) {
        filling.set("has_items", Filling::type::bool_true);
        filling.set("items", items_of(quality, locale));
    }
    const std::string drivers = reports::about_drivers(quality).in(locale);
    if (!drivers.empty()) filling.set("drivers", drivers);
    if (quality.standings.empty()) return;
    filling.set("has_standings", Filling::type::bool_true);
    filling.set("standings", standings_of(quality, locale));
    filling.set("chart", reports::quadrants(reports::quadrants_of(quality, "quadrants", locale)));
}

}  // namespace

bool asks_for_quality(const Asked& asked) { return asked.parameter("quality") == "1"; }

std::string quality_panel(const Asked& asked, const reports::SurveyReport& report,
                          const ShownYear& shown) {
    if (!reports::can_tell_item_quality(report)) return "";
    Filling filling = filling_for(asked, quality_words);
    if (asks_for_quality(asked))
        put_quality(filling, reports::item_quality_of(asked.desk.store, report), asked.locale);
    else
        filling.set("address", "/desk/surveys/" + escape_url(report.survey.id) +
                                   "?year=" + std::to_string(shown.year) + "&quality=1#quality");
    return fill(pages::desk_quality_html, filling);
}

}  // namespace http
