// Charts of an item quality: what the quadrants are given, in numbers and words.
#pragma once

#include <string_view>

#include "reports/charts/quadrants.h"
#include "reports/item_quality.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// The standings in their order, numbered from 1.
[[nodiscard]] Quadrants quadrants_of(const ItemQuality& quality, std::string_view id,
                                     surveys::Locale locale);

}  // namespace reports
