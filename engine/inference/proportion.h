// A proportion: customary two-sided intervals for a process without an end, or unknown many people.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/inference/interval.h"
#include "engine/inference/share.h"

namespace engine {

// All are for a share in 0..1 at confidence 1 - error; 0 < error < 1. Where the number of people
// is known the exact bounds of share.h are shorter and always cover; of those here only
// Clopper–Pearson and Agresti–Coull cover as often as they say. They stand here for comparison
// with other tools. Each requires share.answers > 0.
Interval clopper_pearson(const Share& share, double error);  // 1934; exact, never too short
Interval wilson(const Share& share, double error);           // 1927; the inverted score test
// Beta(k + 1/2, n - k + 1/2), the same half of the error at each end also at k = 0 and k = n:
// there the unmodified interval leaves out the value itself (Brown, Cai & DasGupta 2001).
Interval jeffreys(const Share& share, double error);
Interval agresti_coull(const Share& share, double error);    // 1998; cut to 0..1

// Wilson's with the answers counted as n (N - 1)/(N - n): short, but may cover too seldom.
// Everybody's answer has no width. Requires 0 < answers <= people.
Interval wilson_of_finite(const Share& share, std::int64_t people, double error);
// n (N - 1)/(N - n); nullopt without answers or without the silent.
std::optional<double> effective_answers(std::int64_t answers, std::int64_t people);

}  // namespace engine
