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

// `of_many` answers out of unlimited many people, fewer of these, and those rounded up.
struct SampleSize {
    double of_many = 0;
    double exact = 0;
    std::int64_t answers = 0;
};

// How near the figure shall come to the truth: within ± `half_width`, but for a chance `error`.
struct Precision {
    double half_width = 0;  // > 0
    double error = 0;       // 0 < error < 1
};

// Cochran (1977), 4.1-4.2, for a share near `share`: n0 = z² p (1 - p) / half_width²,
// n = n0 / (1 + (n0 - 1) / N). A share of 0 or 1 has no spread and needs no answer.
// Requires people > 0, 0 <= share <= 1.
SampleSize size_for_share(std::int64_t people, double share, const Precision& precision);

// Cochran (1977), 4.6-4.7, for a mean whose answers spread by `deviation` >= 0, in the unit of
// half_width: n0 = (z sd / half_width)², n = n0 / (1 + n0 / N). Requires people > 0.
SampleSize size_for_mean(std::int64_t people, double deviation, const Precision& precision);

// What makes more answers, and more people to ask, necessary.
struct Losses {
    double design_effect = 1;  // >= 1: how much weighting or clusters cost
    double response_rate = 1;  // 0 < rate <= 1: the part of the asked who answer
};

struct Fieldwork {
    std::int64_t answers = 0;
    std::int64_t invited = 0;
};

// The exact size times the design effect are the answers, those over the response rate the
// invited, each rounded up and never more than the people.
Fieldwork fieldwork_for(const SampleSize& size, std::int64_t people, const Losses& losses);

}  // namespace engine
