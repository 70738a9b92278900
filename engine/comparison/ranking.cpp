#include "engine/comparison/ranking.h"

#include <algorithm>

#include "engine/comparison/multiple.h"
#include "engine/expects.h"
#include "engine/inference/hypergeometric.h"

namespace engine {
namespace {

struct Pair {
    std::size_t better;
    std::size_t worse;
};

// The chance of so many satisfied at the better one if both are alike, given those of both.
double p_of_better(const Share& better, const Share& worse, PairTest test) {
    const Hypergeometric both{.people = better.answers + worse.answers,
                              .satisfied = better.satisfied + worse.satisfied,
                              .sampled = better.answers};
    const double p = chance_of_at_least(both, better.satisfied);
    const double half = test == PairTest::mid_p ? chance_of(both, better.satisfied) / 2 : 0;
    return std::clamp(p - half, 0.0, 1.0);
}

}  // namespace

std::vector<std::optional<RankInterval>> rank_intervals(std::span<const Share> units, double error,
                                                        PairTest test, std::int64_t answers_min) {
    expects(0 < error && error < 1, "the error lies between 0 and 1");
    std::vector<std::size_t> ranked;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        expects(0 <= units[unit].satisfied && units[unit].satisfied <= units[unit].answers,
                "the satisfied are some of the answers");
        if (units[unit].answers > 0 && units[unit].answers >= answers_min) ranked.push_back(unit);
    }
    std::vector<Pair> pairs;
    std::vector<double> p;
    for (const std::size_t better : ranked)
        for (const std::size_t worse : ranked) {
            if (better == worse) continue;
            pairs.push_back({.better = better, .worse = worse});
            p.push_back(p_of_better(units[better], units[worse], test));
        }
    std::vector<std::optional<RankInterval>> places(units.size());
    for (const std::size_t unit : ranked)
        places[unit] = {.best = 1, .worst = static_cast<std::int64_t>(ranked.size())};
    const std::vector<double> adjusted = holm(p);
    for (std::size_t at = 0; at < pairs.size(); ++at) {
        if (adjusted[at] > error) continue;
        ++places[pairs[at].worse]->best;
        --places[pairs[at].better]->worst;
    }
    return places;
}

}  // namespace engine
