// A measure: how the grades of a tally become one figure.
#pragma once

#include "engine/figures/rational.h"
#include "engine/figures/scale.h"
#include "engine/figures/tally.h"

namespace engine {

enum class Measure {
    mean_score,       // 分: the mean of the grades' values
    satisfied_share,  // %: satisfied among those who gave a grade
};

// Not cancelled down, so that the parts can be shown: points and n, or 100 × satisfied and n.
// Requires tally.n() > 0.
Rational value_of(Measure measure, const Tally& tally, const Scale& scale);

// The best and the worst figure there can be: 100 and 0 percent, or the scale's own ends.
Rational best_of(Measure measure, const Scale& scale);
Rational worst_of(Measure measure, const Scale& scale);

}  // namespace engine
