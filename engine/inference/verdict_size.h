// The size for a verdict: how many answers to plan for, so that a reached target will be proved.
#pragma once

#include <cstdint>
#include <optional>

namespace engine {

struct VerdictQuestion {
    std::int64_t people = 0;
    std::int64_t needed = 0;         // satisfied people that reach the target
    std::int64_t satisfied = 0;      // as many as there are believed to be
    double error = 0;                // chance of "reached" when one fewer than needed is
    double power = 0;                // the chance of a verdict that is asked for
    std::int64_t answers_max = 0;    // looked no further
    bool asks_for_everybody = false; // the target is 100 %: only everybody's answer settles it
};

// With `answers`, the verdict "reached" takes at least `satisfied_answers`, and comes with this
// chance.
struct VerdictSize {
    std::int64_t answers = 0;
    std::int64_t satisfied_answers = 0;
    double chance = 0;
};

// The chance is saw-toothed: one more answer may lower it, hence two sizes. Each nullopt when not
// found up to answers_max.
struct VerdictSizes {
    std::optional<VerdictSize> first;                // the smallest with the power
    std::optional<VerdictSize> stable;               // and so have all above it
    std::optional<std::int64_t> if_all_satisfied;    // enough when nobody is dissatisfied
};

// Exact, of a simple random sample without replacement. "Reached" takes
//     crit(n) = min{ k : P(X >= k | needed - 1 satisfied) <= error }
// answers, a real tie taken as not reached; the chance is P(X >= crit(n) | satisfied). Goes through
// every n, as crit rises by one at most from n to n + 1: 12,000 sizes of 120,000 people in well
// under a second. Requires 1 <= needed <= people, 0 <= satisfied <= people,
// 1 <= answers_max <= people.
VerdictSizes sizes_for_verdict(const VerdictQuestion& question);

}  // namespace engine
