// Non-response: what the figure could be, whatever the silent think.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/figures/measure.h"
#include "engine/figures/target.h"
#include "engine/inference/bounds.h"

namespace engine {

// From "all the silent give the worst grade" to "all give the best" (Manski 1989). Needs no
// assumption and no chance. Requires n <= people and people > 0.
Bounds worst_case(Measure measure, const Tally& tally, const Scale& scale, std::int64_t people);

// A simple random sample of the people was invited, and some of those answered.
// Requires 0 <= satisfied <= answers <= invited <= people.
struct Invited {
    std::int64_t people = 0;
    std::int64_t invited = 0;
    std::int64_t answers = 0;
    std::int64_t satisfied = 0;
};

// Satisfied people.
struct WorstCounts {
    std::int64_t fewest = 0;
    std::int64_t most = 0;
};

// The worst case of a sample: the exact bound of share.h if every silent invited is dissatisfied,
// and if every one is satisfied. Each wrong with chance `error` at most whatever the silent think;
// of those never invited only the draw is taken for random. With everybody invited it is
// worst_case.
WorstCounts worst_case_of_invited(const Invited& sample, double error);

// The breakdown point: which part of the silent would have to be satisfied for a share to reach a
// floor, (needed - satisfied) / silent. Below 0 it is reached and above 1 missed whatever they
// think. nullopt when nobody is silent. Requires n <= people.
std::optional<Rational> breakdown_point(const Tally& tally, const Scale& scale,
                                        std::int64_t people, const Rational& floor_percent);

// The fewest satisfied people that reach a floor: 990 for 95 % of 1042.
std::int64_t needed_people(std::int64_t people, const Rational& floor_percent);

}  // namespace engine
