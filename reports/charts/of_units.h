// Charts of a unit comparison: what the funnel is given, in numbers and words.
#pragma once

#include <string_view>

#include "reports/charts/funnel.h"
#include "reports/unit_comparison.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// The ranked units' shares satisfied around that of all, whatever the indicator's measure.
[[nodiscard]] Funnel funnel_of(const UnitComparison& comparison, const Score& whole,
                               std::string_view id, surveys::Locale locale);

}  // namespace reports
