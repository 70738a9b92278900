// Every exact method covers every truth as often as it says: not simulated but summed, for all
// small populations there are (statistics: property 6). Tolerance 1e-12, for the sum's rounding.
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "engine/inference/betting.h"
#include "engine/inference/hypergeometric.h"
#include "engine/inference/mean.h"
#include "engine/inference/proportion.h"

namespace {

using engine::Bounds;
using engine::Grade;
using engine::Rational;
using engine::Share;
using engine::Tally;

constexpr double slack = 1e-12;

struct Ends {
    std::int64_t fewest;
    std::int64_t most;
};

// How often bounds leave a truth out, at the lower end and at the upper one.
struct Missed {
    double above = 0;
    double below = 0;
};

Missed missed(std::int64_t people, std::int64_t satisfied, std::int64_t n,
              const std::vector<Ends>& by_hits) {
    Missed missed;
    for (std::int64_t k = 0; k <= n; ++k) {
        const Ends& ends = by_hits[static_cast<std::size_t>(k)];
        const double chance =
            engine::chance_of({.people = people, .satisfied = satisfied, .sampled = n}, k);
        if (satisfied < ends.fewest) missed.above += chance;
        if (ends.most < satisfied) missed.below += chance;
    }
    return missed;
}

// Every N to 60, every n, every truth K, at two errors.
TEST(ExactCoverage, of_a_share_holds_for_every_population_up_to_60) {
    for (const double error : {0.05, 0.025})
        for (std::int64_t people = 1; people <= 60; ++people)
            for (std::int64_t n = 0; n <= people; ++n) {
                std::vector<Ends> by_hits;
                for (std::int64_t k = 0; k <= n; ++k)
                    by_hits.push_back(
                        {.fewest = engine::fewest_satisfied({k, n}, people, error),
                         .most = engine::most_satisfied({k, n}, people, error)});
                for (std::int64_t truth = 0; truth <= people; ++truth) {
                    const Missed wrong = missed(people, truth, n, by_hits);
                    ASSERT_LE(wrong.above, error + slack) << people << ' ' << n << ' ' << truth;
                    ASSERT_LE(wrong.below, error + slack) << people << ' ' << n << ' ' << truth;
                }
            }
}

// Clopper–Pearson is exact for a process: held here against every p = j/200 and n up to 60. That
// the others are not is why they prove nothing: Wilson misses p = 0.992 of 20 answers 15 times
// in 100 where 5 are allowed.
TEST(ExactCoverage, of_a_process_is_clopper_pearsons_and_not_wilsons) {
    const auto left_out = [](std::int64_t n, double p, auto interval) {
        double chance = 1;
        for (std::int64_t i = 0; i < n; ++i) chance *= 1 - p;  // of no hit
        double wrong = 0;
        for (std::int64_t k = 0; k <= n; ++k) {
            const engine::Interval around = interval(Share{k, n}, 0.05);
            if (p < around.lower || around.upper < p) wrong += chance;
            chance *= static_cast<double>(n - k) / static_cast<double>(k + 1) * p / (1 - p);
        }
        return wrong;
    };
    for (const std::int64_t n : {1, 2, 7, 20, 60})
        for (int j = 1; j < 200; ++j)
            EXPECT_LE(left_out(n, j / 200.0, engine::clopper_pearson), 0.05 + 1e-9)
                << n << ' ' << j;
    EXPECT_NEAR(left_out(20, 0.992, engine::wilson), 0.148, 0.001);
}

// Every way in which `people` can spread over the five grades.
void for_every_spread(std::int64_t people, const std::function<void(const Tally&)>& visit) {
    Tally spread;
    const std::function<void(std::size_t, std::int64_t)> fill = [&](std::size_t grade,
                                                                    std::int64_t left) {
        if (grade + 1 == spread.times.size()) {
            spread.times.at(grade) = left;
            visit(spread);
            return;
        }
        for (std::int64_t here = 0; here <= left; ++here) {
            spread.times.at(grade) = here;
            fill(grade + 1, left - here);
        }
    };
    fill(0, people);
}

// The chance of drawing just this from everybody: one grade after another.
double chance_of_drawing(const Tally& drawn, const Tally& everybody) {
    double chance = 1;
    std::int64_t people = everybody.n();
    std::int64_t sampled = drawn.n();
    for (const Grade grade : engine::grades) {
        chance *= engine::chance_of({.people = people,
                                     .satisfied = everybody.count(grade),
                                     .sampled = sampled},
                                    drawn.count(grade));
        people -= everybody.count(grade);
        sampled -= drawn.count(grade);
        if (chance == 0) return 0;
    }
    return chance;
}

struct Drawn {
    Tally tally;
    Bounds bounds;
};

void expect_means_covered(std::int64_t people, std::int64_t n, double error,
                          const std::function<Bounds(const Tally&)>& bounds_of) {
    std::vector<Drawn> draws;
    for_every_spread(n, [&](const Tally& tally) { draws.push_back({tally, bounds_of(tally)}); });
    for_every_spread(people, [&](const Tally& everybody) {
        const Rational truth{everybody.points(engine::bureau_scale), people};
        double above = 0;
        double below = 0;
        for (const Drawn& draw : draws) {
            const bool is_above = truth < draw.bounds.lower;
            const bool is_below = draw.bounds.upper < truth;
            if (!is_above && !is_below) continue;
            const double chance = chance_of_drawing(draw.tally, everybody);
            if (is_above) above += chance;
            if (is_below) below += chance;
        }
        EXPECT_LE(above, error + slack) << people << ' ' << n << ' ' << approximate(truth);
        EXPECT_LE(below, error + slack) << people << ' ' << n << ' ' << approximate(truth);
    });
}

// Every spread of 12 people over the grades, and every sample from it.
TEST(ExactCoverage, of_a_mean_by_steps_holds_for_every_spread_of_12) {
    for (const std::int64_t n : {1, 4, 7, 11})
        expect_means_covered(12, n, 0.05, [](const Tally& tally) {
            return proved_bounds(engine::Measure::mean_score, tally, engine::bureau_scale, 12,
                                 0.05);
        });
}

// The bet is proved for any sizes, and used for large ones only: here at an error of 1/3, where
// few answers already prove something.
TEST(ExactCoverage, of_a_mean_by_betting_holds_for_every_spread_of_9) {
    constexpr double error = 1.0 / 3;
    constexpr std::int64_t fine = 1'000'000'000;
    for (const std::int64_t n : {2, 5, 8})
        expect_means_covered(9, n, error, [&](const Tally& tally) {
            const double lower = betting_lower_bound(tally, engine::bureau_scale, error);
            const double upper = betting_upper_bound(tally, engine::bureau_scale, error);
            return Bounds{.lower = {static_cast<std::int64_t>(lower * fine), fine},
                          .upper = {static_cast<std::int64_t>(upper * fine) + 1, fine}};
        });
}

}  // namespace
