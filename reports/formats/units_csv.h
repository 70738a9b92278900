// The units as a CSV table: each one's figure, how far it is from all, and what it rests on.
#pragma once

#include <string>

#include "reports/unit_comparison.h"

namespace reports {

// A row for all, a row a unit in the order of the tree, and one for answers that named none.
std::string units_to_csv(const Score& whole, const UnitComparison& comparison,
                         surveys::Locale locale);

}  // namespace reports
