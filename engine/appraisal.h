// An appraisal: the points of the annual form that a figure earns against its target.
#pragma once

#include <cstdint>

#include "engine/figures/rational.h"
#include "engine/figures/target.h"

namespace engine {

// `earned` is what the form prints, hundredths; `unrounded` what it was rounded from: a missed
// target may earn "10.00" of 10, and only the unrounded points then show that it was missed.
struct Points {
    Rational earned;
    Rational unrounded;
};

// 项目支出绩效自评表, from the unrounded figure: a reached target earns the full weight; a missed
// floor actual / target × weight; a missed ceiling (1 - (actual - target) / target) × weight, so
// nothing from twice the target on. Halves are rounded away from zero, never below 0 or above
// the weight. Requires value >= 0 and weight >= 0.
Points appraise(const Rational& value, const Target& target, std::int64_t weight);

}  // namespace engine
