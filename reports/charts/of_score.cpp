#include "reports/charts/of_score.h"

#include <algorithm>

#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::Locale;

std::string nothing_yet(Locale locale) {
    return Words{"尚无答卷", "No answers yet"}.in(locale);
}

// Why a score by month or unit has nothing to draw.
std::string nothing_in(const Score& groups, Locale locale) {
    if (!groups.is_breakdown_withheld) return nothing_yet(locale);
    return Words{"人数太少或为无记名测评，不分组公布",
                 "Withheld: too few people, or a secret ballot"}
        .in(locale);
}

std::string unit_in(const Score& score, Locale locale) {
    return unit_of(score.indicator.measure).in(locale);
}

std::optional<Mark> value_mark(const Score& score) {
    const auto shown = shown_value(score);
    if (!shown) return std::nullopt;
    return Mark{.at = engine::approximate(*score.judgement.value), .shown = *shown};
}

std::optional<Mark> target_mark(const Score& score, Locale locale) {
    const engine::TargetReading& reading = score.indicator.target;
    if (!reading.comparable) return std::nullopt;
    return Mark{.at = engine::approximate(reading.target.number),
                .shown = Words{"目标 ", "target "}.in(locale) + reading.target.text};
}

bool rests_on_worst_case(const Score& score) {
    return score.judgement.assurance.method == engine::Method::worst_case;
}

std::optional<Reach> reach_of(const Score& score) {
    if (score.judgement.interval_method == engine::Method::everybody) return std::nullopt;
    const bool is_worst = rests_on_worst_case(score);
    const auto& bounds = is_worst ? score.judgement.worst_case : score.judgement.interval;
    const auto shown = is_worst ? shown_worst_case(score) : shown_interval(score);
    if (!bounds || !shown) return std::nullopt;
    return Reach{.lower = {engine::approximate(bounds->lower), shown->lower},
                 .upper = {engine::approximate(bounds->upper), shown->upper}};
}

Words reach_words(const Score& score) {
    if (rests_on_worst_case(score)) return {"最坏至最好", "worst to best"};
    if (is_nominal(score)) return {"名义区间", "nominal interval"};
    return {"区间", "interval"};
}

std::string interval_title(const Score& score, const IntervalLine& line, Locale locale) {
    const bool is_english = locale == Locale::en;
    const std::string comma = is_english ? ", " : "，";
    std::string title = score.indicator.name.in(locale) + (is_english ? ": " : "：") +
                        words(score.indicator.measure).in(locale) + " ";
    title += line.value ? line.value->shown + line.unit : nothing_yet(locale);
    if (line.target) title += comma + line.target->shown;
    if (line.reach)
        title += comma + line.reach_name + " " + line.reach->lower.shown + " – " +
                 line.reach->upper.shown + line.unit;
    return title;
}

ForestRow row_of(const Score& score, std::string name) {
    return {.name = std::move(name),
            .value = value_mark(score),
            .reach = reach_of(score),
            .n = score.n()};
}

}  // namespace

IntervalLine interval_line_of(const Score& score, std::string_view id, Locale locale) {
    IntervalLine line{.id = std::string(id), .title = {}};
    line.value = value_mark(score);
    line.reach = reach_of(score);
    line.reach_name = reach_words(score).in(locale);
    line.is_nominal = is_nominal(score);
    line.target = target_mark(score, locale);
    line.unit = unit_in(score, locale);
    line.nothing_yet = nothing_yet(locale);
    line.title = interval_title(score, line, locale);
    return line;
}

Trend trend_of(const Score& by_month, std::string_view id, Locale locale) {
    const std::string year = std::to_string(surveys::civil(by_month.period.last_day).year);
    const std::string& measure = words(by_month.indicator.measure).in(locale);
    const std::string& name = by_month.indicator.name.in(locale);
    Trend chart{.id = std::string(id), .title = {}};
    chart.title = locale == Locale::en
                      ? name + ": " + measure + " of each month of " + year +
                            ", checkpoints at the end of March, June, October and December"
                      : name + "：" + year + "年各月" + measure + "，季度点为3、6、10、12月底";
    chart.target = target_mark(by_month, locale);
    if (chart.target) chart.title += (locale == Locale::en ? ", " : "，") + chart.target->shown;
    chart.nothing_yet = nothing_in(by_month, locale);
    for (const ScoreGroup& group : by_month.groups) {
        const auto first = surveys::parse_date(group.key + "-01");
        if (!first || !group.key.starts_with(year + "-")) continue;
        const auto month = static_cast<std::size_t>(surveys::civil(*first).month - 1);
        chart.months.at(month) = value_mark(group.score);
    }
    return chart;
}

Distribution distribution_of(const engine::Tally& tally, std::string_view name,
                             std::string_view id, Locale locale) {
    Distribution chart{.id = std::string(id), .title = {}};
    chart.title = std::string(name) + (locale == Locale::en ? ": answers by grade, n=" :
                                                              "：各等级答卷数，n=") +
                  std::to_string(tally.n());
    chart.nothing_yet = nothing_yet(locale);
    for (const engine::Grade grade : engine::grades) {
        GradeBar& bar = chart.bars.at(engine::index(grade));
        bar.name = words(grade).in(locale);
        bar.count = tally.count(grade);
        if (tally.n() > 0) bar.percent = shown_part(bar.count, tally.n());
    }
    return chart;
}

Forest forest_of(const Score& by_unit, const std::vector<surveys::Unit>& units,
                 std::string_view id, Locale locale) {
    const bool is_english = locale == Locale::en;
    Forest chart{.id = std::string(id), .title = {}};
    chart.title = by_unit.indicator.name.in(locale) +
                  (is_english ? ": " : "：") + words(by_unit.indicator.measure).in(locale) +
                  (is_english ? " of each unit with its interval" : "，各单位及其区间");
    chart.target = target_mark(by_unit, locale);
    chart.is_nominal = is_nominal(by_unit);
    chart.unit = unit_in(by_unit, locale);
    chart.nothing_yet = nothing_in(by_unit, locale);
    chart.without_words = Words{"尚无答卷：", "No answers yet: "}.in(locale);
    chart.between_names = is_english ? ", " : "、";
    if (by_unit.is_breakdown_withheld) return chart;
    const auto& groups = by_unit.groups;
    for (const surveys::Unit& unit : units) {
        const auto found = std::ranges::find(groups, unit.code, &ScoreGroup::key);
        chart.rows.push_back(found == groups.end()
                                 ? ForestRow{.name = unit.name}
                                 : row_of(found->score, unit.name));
    }
    for (const ScoreGroup& group : groups)
        if (std::ranges::find(units, group.key, &surveys::Unit::code) == units.end())
            chart.rows.push_back(row_of(
                group.score, group.key.empty()
                                 ? Words{"（未注明）", "(no unit given)"}.in(locale)
                                 : group.key));
    return chart;
}

}  // namespace reports
