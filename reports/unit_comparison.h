// A unit comparison: each unit's figure beside that of all, honest about the small ones.
#pragma once

#include <cstdint>
#include <vector>

#include "reports/score.h"
#include "surveys/questionnaires/unit.h"

namespace reports {

// Below this a unit is not compared (domain: the floor for quoting a rate).
inline constexpr std::int64_t compared_answers_min = 30;

// `below` and `above`: the whole interval of the unit lies on that side of the figure of all.
enum class Standing { silent, too_few, below, alike, above };

struct UnitLine {
    surveys::Unit unit;
    int depth = 0;           // 0 at the root
    bool has_below = false;  // units below it, whose answers are counted here too
    Score score{};
    Standing standing = Standing::silent;
};

struct UnitComparison {
    std::vector<UnitLine> lines; // parents before children, in the order of the units
    Score without_unit;           // answers that named no unit, or one nobody knows
    // Those with enough answers, as a score by unit: for the chart.
    Score compared;
    std::vector<surveys::Unit> compared_units;
};

// Nothing but the units when the breakdown is withheld.
[[nodiscard]] UnitComparison compare_units(const Score& by_unit,
                                           const std::vector<surveys::Unit>& units);

const surveys::Words& words(Standing standing);

}  // namespace reports
