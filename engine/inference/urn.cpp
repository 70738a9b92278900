#include "engine/inference/urn.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/expects.h"

#include <boost/random/binomial_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>

namespace engine {
namespace {

std::int64_t step_of(std::span<const UrnBalls> urn) {
    std::int64_t step = 0;
    for (const UrnBalls& part : urn) step = std::gcd(step, part.worth - urn.back().worth);
    return std::max<std::int64_t>(step, 1);
}

// How many steps above the least worth each is.
std::vector<std::size_t> heights_of(std::span<const UrnBalls> urn) {
    std::vector<std::size_t> heights;
    for (const UrnBalls& part : urn)
        heights.push_back(
            static_cast<std::size_t>((part.worth - urn.back().worth) / step_of(urn)));
    return heights;
}

// log of balls (balls + 1) … (balls + t - 1) / t! for every t up to the draws. Long doubles, so
// that differences of large logs keep all digits of a double.
std::vector<long double> log_ways(std::int64_t balls, std::size_t draws) {
    std::vector<long double> logs(draws + 1);
    for (std::size_t t = 1; t <= draws; ++t)
        logs[t] = logs[t - 1] + std::log((static_cast<long double>(balls) +
                                          static_cast<long double>(t - 1)) /
                                         static_cast<long double>(t));
    return logs;
}

// How many of the remaining draws have one worth, when the rest of the urn is `others`.
class Split {
public:
    Split(std::int64_t balls, std::int64_t others, std::size_t draws)
        : mine_(log_ways(balls, draws)),
          others_(log_ways(others, draws)),
          both_(log_ways(balls + others, draws)) {}

    double chance(std::size_t mine, std::size_t remaining) const {
        return std::exp(
            static_cast<double>(mine_[mine] + others_[remaining - mine] - both_[remaining]));
    }

private:
    std::vector<long double> mine_;
    std::vector<long double> others_;
    std::vector<long double> both_;
};

// The chances of every sum of heights, by how many draws were dealt out so far. A row starts at
// the least sum of its draws.
struct Dealt {
    std::vector<std::vector<double>> rows;
    std::size_t lowest = 0;  // height of the worth dealt last
};

Dealt deal(const Dealt& before, const Split& split, std::size_t highest, std::size_t height) {
    const std::size_t draws = before.rows.size() - 1;
    Dealt after{.rows = {}, .lowest = height};
    for (std::size_t d = 0; d <= draws; ++d)
        after.rows.emplace_back(d * (highest - height) + 1);
    for (std::size_t d = 0; d <= draws; ++d) {
        if (before.rows[d].empty()) continue;
        for (std::size_t t = 0; t <= draws - d; ++t) {
            const double chance = split.chance(t, draws - d);
            const std::size_t shift = d * (before.lowest - height);
            for (std::size_t i = 0; i < before.rows[d].size(); ++i)
                after.rows[d + t][shift + i] += before.rows[d][i] * chance;
        }
    }
    return after;
}

// The last but one worth takes its part, the last one, of height 0, the rest.
std::vector<double> sums_of(const Dealt& before, const Split& split, std::size_t highest,
                            std::size_t height) {
    const std::size_t draws = before.rows.size() - 1;
    std::vector<double> sums(draws * highest + 1);
    for (std::size_t d = 0; d <= draws; ++d) {
        if (before.rows[d].empty()) continue;
        for (std::size_t t = 0; t <= draws - d; ++t) {
            const double chance = split.chance(t, draws - d);
            const std::size_t shift = d * before.lowest + t * height;
            for (std::size_t i = 0; i < before.rows[d].size(); ++i)
                sums[shift + i] += before.rows[d][i] * chance;
        }
    }
    return sums;
}

}  // namespace

std::int64_t urn_quantile(std::span<const UrnBalls> urn, std::int64_t draws, double lower_tail) {
    expects(!urn.empty() && draws >= 0, "draws from an urn with balls");
    if (urn.size() == 1) return draws * urn.front().worth;
    const auto all = static_cast<std::size_t>(draws);
    const std::vector<std::size_t> heights = heights_of(urn);
    std::int64_t others = 0;
    for (const UrnBalls& part : urn) others += part.balls;
    Dealt dealt{.rows = std::vector<std::vector<double>>(all + 1), .lowest = heights.front()};
    dealt.rows[0] = {1};
    for (std::size_t j = 0; j + 2 < urn.size(); ++j) {
        others -= urn[j].balls;
        dealt = deal(dealt, {urn[j].balls, others, all}, heights.front(), heights[j]);
    }
    const std::vector<double> sums =
        sums_of(dealt, {urn[urn.size() - 2].balls, urn.back().balls, all}, heights.front(),
                heights[urn.size() - 2]);
    double chance = 0;
    std::size_t sum = 0;
    for (; sum + 1 < sums.size(); ++sum) {
        chance += sums[sum];
        if (chance >= lower_tail * (1 - 1e-9)) break;
    }
    return draws * urn.back().worth + static_cast<std::int64_t>(sum) * step_of(urn);
}

bool is_countable(std::span<const UrnBalls> urn, std::int64_t draws) {
    constexpr double additions_max = 1e8;
    constexpr double logs_max = 2e5;
    constexpr double exponential = 20;  // costs as much as so many additions
    const auto m = static_cast<double>(draws);
    if (urn.size() <= 1) return true;
    if (m > logs_max) return false;
    double additions = m * exponential;
    const std::vector<std::size_t> heights = heights_of(urn);
    for (std::size_t j = 1; j + 1 < urn.size(); ++j)
        additions += exponential * m * m / 2 +
                     static_cast<double>(heights[0] - heights[j - 1]) * m * m * m / 6;
    return additions <= additions_max;
}

std::int64_t simulated_urn_quantile(std::span<const UrnBalls> urn, std::int64_t draws,
                                    double lower_tail) {
    constexpr std::size_t sums_count = 100'000;
    constexpr std::uint64_t seed = 20'261'231;
    boost::random::mt19937_64 chance(seed);
    std::vector<std::int64_t> sums(sums_count);
    std::vector<double> parts(urn.size());
    for (std::int64_t& sum : sums) {
        double rest = 0;
        for (std::size_t j = 0; j < urn.size(); ++j) {
            parts[j] = boost::random::gamma_distribution<double>(
                static_cast<double>(urn[j].balls))(chance);
            rest += parts[j];
        }
        std::int64_t remaining = draws;
        for (std::size_t j = 0; j + 1 < urn.size(); ++j) {
            const double share = rest > 0 ? std::clamp(parts[j] / rest, 0.0, 1.0) : 0;
            const std::int64_t drawn =
                boost::random::binomial_distribution<std::int64_t>(remaining, share)(chance);
            sum += drawn * urn[j].worth;
            remaining -= drawn;
            rest -= parts[j];
        }
        sum += remaining * urn.back().worth;
    }
    const auto rank = static_cast<std::ptrdiff_t>(
        std::ceil(lower_tail * static_cast<double>(sums_count) * (1 - 1e-9)));
    const auto found = sums.begin() + std::max<std::ptrdiff_t>(rank, 1) - 1;
    std::nth_element(sums.begin(), found, sums.end());
    return *found;
}

}  // namespace engine
