// A weighted estimate: mean score and satisfied share of answers that do not all weigh the same.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/figures/scale.h"
#include "engine/inference/calibration.h"

namespace engine {

// Of the two estimates, in points, as a part of one, and the product of both.
struct EstimateVariance {
    double of_mean = 0;
    double of_share = 0;
    double covariance = 0;
};

struct WeightedEstimate {
    double mean = 0;
    double share = 0;
    std::optional<EstimateVariance> variance;  // nullopt of a single answer
    std::int64_t answers = 0;
    double weights = 0;            // the sum over all answers
    double design_effect = 1;      // Kish (1965): n Σw² / (Σw)², never below 1
    double effective_answers = 0;  // n / design_effect
};

// Σ w y / Σ w, and its variance by Taylor linearisation (as R survey's postStratify and rake):
//     u = w (y - mean) / Σw;  (1 - f) n/(n - 1) Σ (z - mean of z)²,
// where z is u less what the margins explain: u/w goes ten times round the margins, each taking
// away the plain mean of every level, and is weighted again. For one margin that is the distance
// from the level's own mean. From cell and grade counts alone. The sample is taken for a simple
// random one and the weights for fixed, so this is asymptotic; weights cannot repair that unhappy
// people of the same cell answer less. f = n/people, 0 without `people`. Requires answers, a
// weight > 0 for every cell with answers, n <= people.
WeightedEstimate weighted(std::span<const WeighedCell> cells, std::span<const double> weights,
                          const Scale& scale, std::optional<std::int64_t> people);

}  // namespace engine
