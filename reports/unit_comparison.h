// A unit comparison: each unit's figure beside that of all, honest about the small ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/comparison/funnel.h"
#include "engine/comparison/ranking.h"
#include "reports/score.h"
#include "surveys/questionnaires/unit.h"

namespace reports {

// Below this a unit is not compared (domain: the floor for quoting a rate).
inline constexpr std::int64_t compared_answers_min = engine::ranked_answers_min;

// `below` and `above`: the whole interval of the unit lies on that side of the figure of all.
enum class Standing { silent, too_few, below, alike, above };

// The limits of the funnel: of a hundred units like all, five lie outside the inner ones by chance
// alone, and one in five hundred outside the outer ones.
inline constexpr double inner_limits_error = 0.05;
inline constexpr double outer_limits_error = 0.002;

// Where a unit's share satisfied lies in the funnel around that of all, and which places it may
// truly hold among the units that are ranked with it.
struct UnitRank {
    engine::FunnelPlace inner = engine::FunnelPlace::within;
    engine::FunnelPlace outer = engine::FunnelPlace::within;
    engine::RankInterval places;
};

struct UnitLine {
    surveys::Unit unit;
    int depth = 0;           // 0 at the root
    bool has_below = false;  // units below it, whose answers are counted here too
    Score score{};
    Standing standing = Standing::silent;
    std::optional<UnitRank> rank{};  // of those compared that have no units below them
};

struct UnitComparison {
    std::vector<UnitLine> lines; // parents before children, in the order of the units
    Score without_unit;           // answers that named no unit, or one nobody knows
    // Those with enough answers, as a score by unit: for the chart.
    Score compared;
    std::vector<surveys::Unit> compared_units;
    std::int64_t ranked = 0;
    std::optional<engine::Overdispersion> spread;  // of the ranked units around all
};

// Nothing but the units when the breakdown is withheld.
[[nodiscard]] UnitComparison compare_units(const Score& by_unit,
                                           const std::vector<surveys::Unit>& units);

// The satisfied among those who gave a grade, by the indicator's own scale.
engine::Share share_of(const Score& score);

const surveys::Words& words(Standing standing);
const surveys::Words& words(const UnitRank& rank);  // its place in the funnel
std::string shown_places(const UnitRank& rank);      // "3–9", "1"

}  // namespace reports
