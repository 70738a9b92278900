// Charts of a score: what each chart is given, in numbers of reports/number.h and words.
#pragma once

#include <string_view>
#include <vector>

#include "reports/charts/distribution.h"
#include "reports/charts/forest.h"
#include "reports/charts/interval_line.h"
#include "reports/charts/trend.h"
#include "reports/score.h"
#include "surveys/questionnaires/unit.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// `id` is the chart's own on its page. The reach is what the verdict stands on: the worst case
// where only certainty counts, else the interval; none when everybody answered.
[[nodiscard]] IntervalLine interval_line_of(const Score& score, std::string_view id,
                                            surveys::Locale locale);

// Of a score by month; months of other years than the period's last are left out.
[[nodiscard]] Trend trend_of(const Score& by_month, std::string_view id, surveys::Locale locale);

// Of any grade question: `name` is the indicator's or the question's.
[[nodiscard]] Distribution distribution_of(const engine::Tally& tally, std::string_view name,
                                           std::string_view id, surveys::Locale locale);

// Of a score by unit: the units in their order, answered or not, then answers without a unit.
[[nodiscard]] Forest forest_of(const Score& by_unit, const std::vector<surveys::Unit>& units,
                               std::string_view id, surveys::Locale locale);

}  // namespace reports
