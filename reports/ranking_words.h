// What is said beside the funnel and the possible places of the units.
#pragma once

#include "reports/unit_comparison.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// How both are to be read, and whether the units differ more than chance explains.
[[nodiscard]] surveys::Words about_ranks(const UnitComparison& comparison);

}  // namespace reports
