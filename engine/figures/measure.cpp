#include "engine/figures/measure.h"

#include "engine/expects.h"

namespace engine {

Rational value_of(Measure measure, const Tally& tally, const Scale& scale) {
    expects(tally.n() > 0, "a figure needs answers");
    const std::int64_t sum =
        measure == Measure::mean_score ? tally.points(scale) : 100 * tally.satisfied(scale);
    return {.numerator = sum, .denominator = tally.n()};
}

Rational best_of(Measure measure, const Scale& scale) {
    return {.numerator = measure == Measure::mean_score ? scale.points.front() : 100};
}

Rational worst_of(Measure measure, const Scale& scale) {
    return {.numerator = measure == Measure::mean_score ? scale.points.back() : 0};
}

}  // namespace engine
