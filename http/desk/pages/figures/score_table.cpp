#include "http/desk/pages/figures/score_table.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_routes.h"
#include "http/pages.h"
#include "reports/charts/of_score.h"
#include "reports/number.h"
#include "reports/words.h"

namespace http {
namespace {

const std::array<PageWord, 4> table_words{{
    {"w_n", {"有效 n", "Valid n"}},
    {"w_value", {"实际值", "Figure"}},
    {"w_interval", {"95% 界", "95 % bounds"}},
    {"w_nominal", {"（名义）", " (nominal)"}},
}};
const std::array<PageWord, 3> grade_words{{
    {"w_grade", {"等级", "Grade"}},
    {"w_count", {"份数", "Answers"}},
    {"w_percent", {"占有效", "Of valid"}},
}};

// A question that becomes part of a title loses its mark.
std::string as_title(std::string question) {
    for (const std::string_view mark : {"？", "?"})
        if (question.ends_with(mark)) question.resize(question.size() - mark.size());
    return question;
}

Filling row_of(const std::string& name, const std::string& count, const std::string& percent) {
    Filling row;
    row.set("name", name);
    row.set("count", count);
    row.set("percent", percent);
    return row;
}

}  // namespace

std::string value_with_unit(const reports::Score& score, surveys::Locale locale) {
    const auto value = reports::shown_value(score);
    return value ? *value + reports::unit_of(score.indicator.measure).in(locale) : "—";
}

std::string interval_words(const reports::Score& score) {
    const auto bounds = reports::shown_interval(score);
    return bounds ? bounds->lower + " – " + bounds->upper : "—";
}

std::string score_table(const Asked& asked, const ScoreTable& table) {
    Filling filling = filling_for(asked, table_words);
    filling.set("caption", table.caption);
    filling.set("groups", table.groups);
    Filling rows{Filling::type::list};
    for (const ScoreRow& group : table.rows) {
        Filling row;
        row.set("name", group.name);
        if (!group.address.empty()) row.set("address", group.address);
        row.set("n", std::to_string(group.score->n()));
        row.set("value", value_with_unit(*group.score, asked.locale));
        row.set("interval", interval_words(*group.score));
        if (is_nominal(*group.score)) filling.set("is_nominal", Filling::type::bool_true);
        rows << row;
    }
    filling.set("rows", rows);
    return fill(pages::desk_score_table_html, filling);
}

std::string grade_panel(const Asked& asked, const reports::Score& score, const std::string& id) {
    Filling filling = filling_for(asked, grade_words);
    const std::string name = as_title(score.indicator.name.in(asked.locale));
    const auto chart = reports::distribution_of(score.counts, name, id, asked.locale);
    filling.set("title", chart.title);
    filling.set("chart", reports::distribution(chart));
    Filling rows{Filling::type::list};
    for (const reports::GradeBar& bar : chart.bars)
        rows << row_of(bar.name, std::to_string(bar.count),
                       bar.percent.empty() ? "—" : bar.percent + "%");
    filling.set("rows", rows);
    Filling silent{Filling::type::list};
    const engine::Tally& counts = score.counts;
    const auto also = [&](const surveys::Words& words, std::int64_t count) {
        silent << row_of(words.in(asked.locale), std::to_string(count), "");
    };
    also({"不适用、不了解", "Not applicable"}, counts.not_applicable);
    also({"未答此题", "Left blank"}, counts.blank);
    if (counts.by_default > 0)
        also({"默认评价（不计入）", "By default (not counted)"}, counts.by_default);
    filling.set("silent", silent);
    return fill(pages::desk_grades_html, filling);
}

}  // namespace http
