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

// The breakdown point: which part of the silent would have to be satisfied for a share to reach a
// floor, (needed - satisfied) / silent. Below 0 it is reached and above 1 missed whatever they
// think. nullopt when nobody is silent. Requires n <= people.
std::optional<Rational> breakdown_point(const Tally& tally, const Scale& scale,
                                        std::int64_t people, const Rational& floor_percent);

// The fewest satisfied people that reach a floor: 990 for 95 % of 1042.
std::int64_t needed_people(std::int64_t people, const Rational& floor_percent);

}  // namespace engine
