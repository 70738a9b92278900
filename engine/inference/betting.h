// A bound by betting: how low the mean of everybody can be before a fair bet against it pays.
#pragma once

#include "engine/figures/scale.h"
#include "engine/figures/tally.h"

namespace engine {

// The constant-bet mixture for bounded scores: against "the mean is m or less" a gambler stakes a
// part λ on every answer, and the average wealth over λ uniform on [0, 1/m),
//     mean over λ of ∏ (1 + λ (score/100 - m/100)) ^ count,
// is at least 1/error with chance `error` at most. Holds without replacement too, by Maclaurin's
// inequality, and for the final counts only, not for repeated looks (Orabona & Jun 2021;
// Waudby-Smith & Ramdas 2024). In points, at most 1e-9 too low. Requires n > 0.
double betting_lower_bound(const Tally& tally, const Scale& scale, double error);
double betting_upper_bound(const Tally& tally, const Scale& scale, double error);

}  // namespace engine
