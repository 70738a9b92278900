// An urn: how the silent may be thought of, given those who were heard.
#pragma once

#include <cstdint>
#include <span>

namespace engine {

// Balls that are worth the same. In every span of them the worth falls from one to the next, and
// each has balls.
struct UrnBalls {
    std::int64_t worth = 0;
    std::int64_t balls = 0;
};

// Every draw is put back together with one more of its worth (Pólya), so the draws of each worth
// are Dirichlet-multinomial. A quantile of the sum of the draws' worth: the smallest sum that is
// reached or not exceeded with a chance of `lower_tail`, real ties included.
//
// By an exact dynamic programme over worth and draws: O(draws²) of three worths, O(draws³) of more.
std::int64_t urn_quantile(std::span<const UrnBalls> urn, std::int64_t draws, double lower_tail);
// Whether that takes well under a second; known from the sizes alone.
bool is_countable(std::span<const UrnBalls> urn, std::int64_t draws);

// The same from 100,000 simulated sums, always with the same seed and generator: off by some 0.01
// standard deviations at a tail of 5 %.
std::int64_t simulated_urn_quantile(std::span<const UrnBalls> urn, std::int64_t draws,
                                    double lower_tail);

// For draws without end the mean worth of a draw is Σ worth W, W ~ Dirichlet(balls). Its quantile,
// to 1e-8 of the widest difference, by the integral of Imhof (1961) for the sign of a sum of
// gammas: P(Σ (worth - t) G <= 0), G ~ Gamma(balls), along the line through the saddle point, where
// it hardly swings and keeps its digits in the tails (Rice 1980). O(1) in the balls.
double endless_urn_quantile(std::span<const UrnBalls> urn, double lower_tail);

}  // namespace engine
