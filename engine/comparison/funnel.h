// A funnel: how far a unit's share may lie from that of all by chance, given its answers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/inference/interval.h"
#include "engine/inference/share.h"

namespace engine {

// The satisfied among `answers` if every one is satisfied with chance `centre`. Each count is the
// smallest r with F(r) >= p, for p = error/2 and 1 - error/2; each limit interpolates between it
// and its neighbour, (r - (F(r) - p)/(F(r) - F(r-1)))/n, so that the funnel has no steps
// (Spiegelhalter 2005, Statistics in Medicine 24:1185–1202, appendix A.1.1). A limit below 0, as
// where r = 0, is 0.
struct FunnelLimits {
    std::int64_t lower_count = 0;
    std::int64_t upper_count = 0;
    Interval share;
};

// The customary pair is an error of 0.05 for the inner and 0.002 for the outer limits. About a
// process, hence no finite population: "is this unit's service other than the county's". Requires
// 0 <= centre <= 1, answers > 0, 0 < error < 1. Costs a microsecond, whatever the sizes.
FunnelLimits funnel_limits(double centre, std::int64_t answers, double error);

// Judged by the counts: beyond either has a chance of error/2 at most. The limits of the share are
// for drawing, and near the ends lie inside the counts: with a centre of 0.93 all of 12 are
// satisfied nearly every second time, and yet lie above the upper one, 0.995.
enum class FunnelPlace { below, within, above };

FunnelPlace place_in(const FunnelLimits& limits, const Share& unit);

// Whether the units differ more than chance allows even if nothing is wrong with any: phi is the
// mean of z², z = (p_i - centre)/sqrt(centre (1 - centre)/n_i), after the tenth of the units at
// either end (rounded down) was pulled in to its neighbour. tau² is the variance between units
// that explains it: (I phi - (I - 1))/(sum w - sum w²/sum w), w = n_i/(centre (1 - centre)); none
// while phi <= (I - 1)/I.
struct Overdispersion {
    double phi = 0;
    double tau_squared = 0;
};

// Of the units with answers; nullopt for fewer than two of them, or a centre of 0 or 1.
std::optional<Overdispersion> overdispersion(std::span<const Share> units, double centre);

// centre ± z sqrt(centre (1 - centre)/n + tau²), cut to 0..1: wider, and approximate. Without
// tau² prefer the exact limits. Requires what funnel_limits does and tau_squared >= 0.
Interval widened_limits(double centre, std::int64_t answers, double tau_squared, double error);

// The share of all, which the units are held against; nullopt without answers.
std::optional<double> share_of_all(std::span<const Share> units);

}  // namespace engine
