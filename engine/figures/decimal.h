// A decimal: an exact number as people read it, with so many places after the point.
#pragma once

#include <optional>
#include <string>

#include "engine/figures/rational.h"
#include "engine/figures/target.h"

namespace engine {

// The nearest number with so many places, halves away from zero: what the fiscal system's own
// `round` does (domain: not the half-to-even of laboratory work). 0 <= places <= 9.
Rational rounded(const Rational& number, int places);

// "93.44": rounded as above, and nothing else.
std::string decimal(const Rational& number, int places = 2);

// What a printed figure may not claim. `target`: a figure is never rounded to where the verdict
// would read differently (94.996 against ≥95 is "94.99"). `maximum`: never rounded up to the best
// there is (99.996 is "99.99", only everybody is "100.00").
struct Honesty {
    std::optional<Target> target{};
    std::optional<Rational> maximum{};
};
std::string honest_decimal(const Rational& number, const Honesty& honesty, int places = 2);

// With as many places as it takes: "90", "366.7". Requires a denominator of only twos and fives,
// which every number read from a decimal text has.
std::string shortest_decimal(const Rational& number);

}  // namespace engine
