// A weighted proportion: customary intervals for a share whose answers do not all weigh the same.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/inference/interval.h"

namespace engine {

// In 0..1, with the variance of the design and Kish's effective answers (weighted.h). A variance
// that is nothing but rounding counts as none.
struct WeightedShare {
    double share = 0;
    std::optional<double> variance;  // nullopt of a single answer
    std::int64_t answers = 0;        // the degrees of freedom are one less
    double effective_answers = 0;
};

// As R survey's svyciprop, at confidence 1 - error. Each nullopt where R leaves it undefined: the
// transformed ones at a share of 0 or 1, and all but the first for a single answer.
// Clopper & Pearson's for p(1 - p)/variance answers (Korn & Graubard 1998): the best of these for
// shares near 1. At 0 or 1 and without a variance it is exact for as many whole answers as weigh
// as much, rounded outward.
Interval korn_graubard(const WeightedShare& share, double error);
// p ± t se on the scale of log(p/(1 - p)); R's "logit" and "xlogit" differ by rounding only.
std::optional<Interval> logit_interval(const WeightedShare& share, double error);
// p ± t se on the scale of asin √p, and back by sin². Not cut: beyond a right angle it turns back,
// as R's does, so it may leave out 1.
std::optional<Interval> arcsine_interval(const WeightedShare& share, double error);
// p ± t se. Not cut: it may leave 0..1.
std::optional<Interval> plain_interval(const WeightedShare& share, double error);

}  // namespace engine
