// The conventional mean: a graded score with its standard error and the t interval around it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/figures/scale.h"
#include "engine/figures/tally.h"
#include "engine/inference/interval.h"

namespace engine {

// Part of the people, from which its own sample was drawn. Requires 0 < n <= people.
struct Stratum {
    std::int64_t people = 0;
    Tally tally;
};

// `freedom` is answers less strata. Without a standard error there is nothing to go by: a stratum
// of more people gave one answer.
struct MeanEstimate {
    double mean = 0;
    std::optional<double> standard_error;
    std::int64_t freedom = 0;
};

// A simple random sample from each stratum, without replacement (Cochran 1977, 5.4-5.5):
//     mean = Σ W_h mean_h,  se² = Σ W_h² (1 - f_h) S²_h / n_h,  W_h = N_h/N, f_h = n_h/N_h.
// As R survey's svymean with fpc. Everybody of a stratum adds nothing to se. Requires strata.
MeanEstimate conventional_mean(std::span<const Stratum> strata, const Scale& scale);

// mean ± t se, each end exceeded with chance `error`; not cut at the ends of the scale. Near the
// best score its lower end is wrong far oftener than it says (6 to 74 % of the time instead of 5,
// up to 300 answers), and equal answers give no width: for reconciliation with other tools, never
// for a verdict. nullopt without a standard error or freedom.
std::optional<Interval> t_interval(const MeanEstimate& estimate, double error);

}  // namespace engine
