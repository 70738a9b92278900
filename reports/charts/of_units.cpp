#include "reports/charts/of_units.h"

#include <algorithm>

#include "reports/number.h"

namespace reports {
namespace {

using surveys::Locale;
using surveys::Words;

double percent_of(const engine::Share& share) {
    return 100 * static_cast<double>(share.satisfied) / static_cast<double>(share.answers);
}

FunnelRim rim_at(double centre, std::int64_t n) {
    const engine::Interval inner = engine::funnel_limits(centre, n, inner_limits_error).share;
    const engine::Interval outer = engine::funnel_limits(centre, n, outer_limits_error).share;
    return {.n = static_cast<double>(n),
            .outer_lower = 100 * outer.lower,
            .inner_lower = 100 * inner.lower,
            .inner_upper = std::min(100.0, 100 * inner.upper),
            .outer_upper = std::min(100.0, 100 * outer.upper)};
}

// Close together where the funnel is steep, and to the last dot.
std::vector<FunnelRim> rims_of(double centre, std::int64_t most) {
    constexpr std::int64_t first = 10;
    constexpr std::int64_t denser = 12;  // a twelfth more each time
    std::vector<FunnelRim> rims;
    for (std::int64_t n = first; n < most; n += std::max<std::int64_t>(1, n / denser))
        rims.push_back(rim_at(centre, n));
    rims.push_back(rim_at(centre, most));
    return rims;
}

}  // namespace

Funnel funnel_of(const UnitComparison& comparison, const Score& whole, std::string_view id,
                 Locale locale) {
    const Words title{"各单位满意率与答卷数的漏斗图",
                      "Funnel plot of the units' shares satisfied by number of answers"};
    Funnel chart{.id = std::string(id), .title = title.in(locale)};
    chart.answers_words = Words{"有效 n（平方根刻度）", "valid n (square-root scale)"}.in(locale);
    chart.nothing_yet = Words{"还没有可以排名的单位", "No units to rank yet"}.in(locale);
    std::int64_t most = 0;
    for (const UnitLine& line : comparison.lines) {
        if (!line.rank) continue;
        chart.dots.push_back({.name = line.unit.name,
                              .n = line.score.n(),
                              .percent = percent_of(share_of(line.score)),
                              .is_outside = line.rank->inner != engine::FunnelPlace::within});
        most = std::max(most, line.score.n());
    }
    if (chart.dots.empty()) return chart;
    const engine::Share all = share_of(whole);
    const double centre = percent_of(all) / 100;
    chart.centre = {.at = 100 * centre,
                    .shown = Words{"全体 ", "all "}.in(locale) +
                             shown_part(all.satisfied, all.answers) + "%"};
    chart.rims = rims_of(centre, most);
    return chart;
}

}  // namespace reports
