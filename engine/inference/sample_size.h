// A sample size: how many people to ask before anything is known about their answers.
#pragma once

#include <cstdint>
#include <optional>

namespace engine {

// The customary size for a share within ±5 points at 95 % whatever the share is, corrected for a
// known population: n0 = 1.96² × 0.25 / 0.05² = 384.16, n = n0 / (1 + (n0 - 1) / N), rounded up
// (Cochran 1977, 4.2): 281 of 1042, 383 of 120,000, 385 of unknown many. It says how close the
// figure will be, not that it proves a target. Requires people > 0.
std::int64_t customary_sample(std::optional<std::int64_t> people);

}  // namespace engine
