// What a share of satisfied answers says about everybody: exact bounds on the satisfied people.
#pragma once

#include <cstdint>

namespace engine {

// Requires 0 <= satisfied <= answers.
struct Share {
    std::int64_t satisfied = 0;
    std::int64_t answers = 0;
};

// One-sided bounds on how many of `people` are satisfied, each wrong with chance `error` at most,
// whatever the truth: inversion of the exact hypergeometric test (Katz 1953; Buonaccorsi 1987).
// A count is kept while its tail is >= error × (1 - 1e-9), so real ties are kept. Never outside
// what the answers leave possible. Requires answers <= people.
std::int64_t fewest_satisfied(const Share& share, std::int64_t people, double error);
std::int64_t most_satisfied(const Share& share, std::int64_t people, double error);

// The p values of the two one-sided tests against "at least `needed` of `people` are satisfied":
// of the answers if one fewer were, and of the answers if just as many were.
double p_of_reached(const Share& share, std::int64_t people, std::int64_t needed);
double p_of_missed(const Share& share, std::int64_t people, std::int64_t needed);

// The same for a population of unknown size, as a proportion (Clopper & Pearson 1934).
// Requires answers > 0.
double clopper_pearson_lower(const Share& share, double error);
double clopper_pearson_upper(const Share& share, double error);

}  // namespace engine
