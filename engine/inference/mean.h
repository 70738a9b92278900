// What graded answers say about everybody: proved bounds on a share or on a mean score.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/figures/measure.h"
#include "engine/inference/bounds.h"

namespace engine {

enum class ProvedBy {
    hypergeometric,        // a share: exact
    clopper_pearson,       // a share, population unknown
    step_hypergeometric,   // a mean: four exact shares
    step_clopper_pearson,  // a mean: four shares, population unknown
    betting,               // a mean of many answers
};

// How bounds will be proved, from the sizes alone and so before any answer is looked at. Steps
// are the shorter for a mean while answers are few or many of the people were heard.
ProvedBy proof_method(Measure measure, std::int64_t n, std::optional<std::int64_t> people);

// Each end is wrong with chance `error` at most, whatever everybody thinks. A share takes the
// exact bounds of share.h. A mean takes either the bet of betting.h, or steps: it is the worst
// value plus a step for every grade reached, and each of the four cumulative shares is bounded at
// a quarter of the error (Bonferroni). Never outside what the silent leave possible. Without
// `people` the shares are Clopper–Pearson's, rounded outward to 1e-12; a bet is rounded outward
// to 1e-8 points. Requires 0 < n <= people.
Bounds proved_bounds(Measure measure, const Tally& tally, const Scale& scale,
                     std::optional<std::int64_t> people, double error);

}  // namespace engine
