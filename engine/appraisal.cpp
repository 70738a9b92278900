#include "engine/appraisal.h"

#include <algorithm>

#include "engine/expects.h"
#include "engine/figures/decimal.h"

namespace engine {
namespace {

constexpr Rational none{.numerator = 0};

Rational part_earned(const Rational& value, const Target& target) {
    // "=0" missed, or a floor of nothing: there is no fraction of zero to earn.
    if (target.number <= none) return none;
    const Rational ratio = value / target.number;
    const bool is_ceiling =
        target.comparator == Comparator::at_most || target.comparator == Comparator::less_than;
    return is_ceiling ? Rational{.numerator = 2} - ratio : ratio;
}

}  // namespace

Points appraise(const Rational& value, const Target& target, std::int64_t weight) {
    expects(value >= none && weight >= 0, "a figure and its weight are not negative");
    const Rational full{.numerator = weight};
    if (target.is_met_by(value)) return {.earned = full, .unrounded = full};
    // "=100%" over-fulfilled counts as reached, as the form's own rule has it.
    const Rational points =
        std::clamp(part_earned(value, target) * full, none, full,
                   [](const Rational& left, const Rational& right) { return left < right; });
    return {.earned = rounded(points, 2), .unrounded = points};
}

}  // namespace engine
