// The hypergeometric distribution: how many satisfied people a sample without replacement finds.
#pragma once

#include <cstdint>

namespace engine {

// `satisfied` of `people` are satisfied, and any `sampled` of them are equally likely to be asked.
// Requires 0 <= satisfied <= people and 0 <= sampled <= people.
struct Hypergeometric {
    std::int64_t people = 0;
    std::int64_t satisfied = 0;
    std::int64_t sampled = 0;
};

// The saddle-point form of Loader (2000), "Fast and accurate computation of binomial
// probabilities", with tails summed by the ratio of neighbours from the smaller side: no prime
// tables and no lgamma, a relative error under 1e-11 up to 10^7 people.
double chance_of(const Hypergeometric& sample, std::int64_t hits);
double log_chance_of(const Hypergeometric& sample, std::int64_t hits);  // -inf if impossible
double chance_of_at_least(const Hypergeometric& sample, std::int64_t hits);
double chance_of_at_most(const Hypergeometric& sample, std::int64_t hits);

}  // namespace engine
