#include "engine/inference/watching.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/inference/hypergeometric.h"

namespace {

using engine::CountBand;
using engine::Share;
using engine::watch_share;
using engine::watched_band;
using engine::watched_bounds;

constexpr double error = 0.05;

// How likely it is that a watcher who looks after every answer is ever told so, when `satisfied`
// of the people are: exact, by a dynamic programme over every path of satisfied answers.
double chance_ever(std::int64_t people, std::int64_t satisfied,
                   const std::function<bool(const Share&)>& told) {
    std::vector<double> at(static_cast<std::size_t>(people) + 1, 0.0);
    at[0] = 1;
    double ever = 0;
    for (std::int64_t n = 0; n <= people; ++n) {
        std::vector<double> next(at.size(), 0.0);
        for (std::int64_t k = 0; k <= n; ++k) {
            const double here = at[static_cast<std::size_t>(k)];
            if (here == 0) continue;
            if (told({.satisfied = k, .answers = n})) {
                ever += here;
            } else if (n < people) {
                const double happy = static_cast<double>(satisfied - k) /
                                     static_cast<double>(people - n);
                next[static_cast<std::size_t>(k) + 1] += here * happy;
                next[static_cast<std::size_t>(k)] += here * (1 - happy);
            }
        }
        at = next;
    }
    return ever;
}

// Ville's inequality, exactly: for every target of some small populations.
TEST(Watching, is_ever_wrong_with_chance_error_at_most) {
    for (const std::int64_t people : {5, 12, 17, 24})
        for (std::int64_t needed = 1; needed <= people; ++needed) {
            const auto reached = [&](const Share& share) {
                return engine::is_settled(watch_share(share, people, needed).reached, error);
            };
            const auto missed = [&](const Share& share) {
                return engine::is_settled(watch_share(share, people, needed).missed, error);
            };
            EXPECT_LE(chance_ever(people, needed - 1, reached), error + 1e-12);
            EXPECT_LE(chance_ever(people, needed, missed), error + 1e-12);
            EXPECT_LE(chance_ever(people, std::max<std::int64_t>(0, needed - 2), reached),
                      error + 1e-12);
            EXPECT_LE(chance_ever(people, std::min(people, needed + 1), missed), error + 1e-12);
        }
}

// Looking after each answer with the exact one-look test instead errs far more often: the reason
// why watching has methods of its own.
TEST(Watching, is_needed_because_one_look_tests_err_when_repeated) {
    const std::int64_t people = 40;
    const std::int64_t needed = 36;
    const auto tested = [&](const Share& share) {
        return engine::p_of_reached(share, people, needed) < error;
    };
    EXPECT_GT(chance_ever(people, needed - 1, tested), 2 * error);
}

// An e-value is 1 or less on average, whatever the number of answers, under the whole hypothesis.
TEST(Watching, expects_no_gain_while_the_hypothesis_is_true) {
    const std::int64_t people = 40;
    for (const std::int64_t needed : {1, 20, 36, 40})
        for (std::int64_t n = 0; n <= people; ++n)
            for (std::int64_t satisfied = 0; satisfied <= people; ++satisfied) {
                double gain = 0;
                for (std::int64_t k = 0; k <= n; ++k) {
                    const double chance = engine::chance_of(
                        {.people = people, .satisfied = satisfied, .sampled = n}, k);
                    if (chance == 0) continue;
                    const auto e = watch_share({k, n}, people, needed);
                    gain += chance * std::exp(satisfied < needed ? e.reached : e.missed);
                }
                EXPECT_LE(gain, 1 + 1e-9) << needed << ' ' << n << ' ' << satisfied;
            }
}

TEST(Watching, proves_by_its_bounds_just_what_its_evidence_proves) {
    for (const std::int64_t people : {1, 2, 9, 27, 40})
        for (std::int64_t n = 0; n <= people; ++n)
            for (std::int64_t k = 0; k <= n; ++k) {
                const Share share{.satisfied = k, .answers = n};
                for (std::int64_t needed = 1; needed <= people; ++needed) {
                    const CountBand bounds = watched_bounds(share, people, needed, error);
                    EXPECT_LE(k, bounds.fewest);
                    EXPECT_LE(bounds.fewest, bounds.most);
                    EXPECT_LE(bounds.most, people - (n - k));
                    const auto evidence = watch_share(share, people, needed);
                    EXPECT_EQ(engine::is_settled(evidence.reached, error),
                              bounds.fewest >= needed)
                        << people << ' ' << n << ' ' << k << ' ' << needed;
                    EXPECT_EQ(engine::is_settled(evidence.missed, error),
                              bounds.most < needed)
                        << people << ' ' << n << ' ' << k << ' ' << needed;
                }
            }
}

// For every truth and some targets of 24 people, exactly: each end errs at all looks together with
// chance `error` at most.
TEST(Watching, keeps_the_truth_within_its_bounds_at_all_looks) {
    const std::int64_t people = 24;
    for (const std::int64_t needed : {1, 12, 22, 24})
        for (std::int64_t truth = 0; truth <= people; ++truth) {
            const auto above = [&](const Share& share) {
                return watched_bounds(share, people, needed, error).fewest > truth;
            };
            const auto below = [&](const Share& share) {
                return watched_bounds(share, people, needed, error).most < truth;
            };
            EXPECT_LE(chance_ever(people, truth, above), error + 1e-12) << needed << ' ' << truth;
            EXPECT_LE(chance_ever(people, truth, below), error + 1e-12) << needed << ' ' << truth;
        }
}

TEST(Watching, ends_in_certainty_when_everybody_answered) {
    for (const std::int64_t k : {0, 13, 27}) {
        const CountBand bounds = watched_bounds({.satisfied = k, .answers = 27}, 27, 25, error);
        EXPECT_EQ(bounds.fewest, k);
        EXPECT_EQ(bounds.most, k);
        const CountBand band = watched_band({.satisfied = k, .answers = 27}, 27, error);
        EXPECT_EQ(band.fewest, k);
        EXPECT_EQ(band.most, k);
    }
}

// The band holds the truth at every look together, exactly, for every truth of 24 people.
TEST(Watching, keeps_the_truth_within_its_band_at_all_looks) {
    const std::int64_t people = 24;
    for (std::int64_t truth = 0; truth <= people; ++truth) {
        const auto lost = [&](const Share& share) {
            const CountBand band = watched_band(share, people, error);
            return truth < band.fewest || band.most < truth;
        };
        EXPECT_LE(chance_ever(people, truth, lost), error + 1e-12) << truth;
    }
}

// A population without end: N = 10^7 stands in for it, to one part in 10,000.
TEST(Watching, of_unknown_many_people_is_the_limit_of_many) {
    for (const Share share : {Share{190, 200}, Share{45, 50}, Share{3, 60}, Share{20, 20}}) {
        const auto limit = engine::watched_proportion(share, 0.9, error);
        const CountBand many = watched_bounds(share, 10'000'000, 9'000'000, error);
        EXPECT_NEAR(limit.lower, static_cast<double>(many.fewest) / 1e7, 1e-4);
        EXPECT_NEAR(limit.upper, static_cast<double>(many.most) / 1e7, 1e-4);
    }
    EXPECT_EQ(engine::watched_proportion({0, 9}, 0.9, error).lower, 0);
    EXPECT_EQ(engine::watched_proportion({9, 9}, 0.9, error).upper, 1);
    EXPECT_EQ(engine::watched_proportion({9, 9}, 1, error).upper, 1);
    EXPECT_LT(engine::watched_proportion({8, 9}, 1, error).upper, 1);
}

// Simulated with a fixed seed: 300 runs of 200 answers from a process that satisfies 90 %, looked
// at after every answer. Nominal 5 % at each end; the standard error is 1.3 points.
TEST(Watching, of_unknown_many_people_is_seldom_wrong_however_often_it_is_looked_at) {
    std::uint64_t state = 20261127;
    const auto chance = [&] {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<double>(state >> 11) * 0x1p-53;
    };
    int above = 0;
    int below = 0;
    for (int run = 0; run < 300; ++run) {
        bool was_above = false;
        bool was_below = false;
        Share share;
        for (int i = 0; i < 200; ++i) {
            ++share.answers;
            share.satisfied += chance() < 0.9 ? 1 : 0;
            const auto band = engine::watched_proportion(share, 0.9, error);
            was_above = was_above || band.lower > 0.9;
            was_below = was_below || band.upper < 0.9;
        }
        above += was_above ? 1 : 0;
        below += was_below ? 1 : 0;
    }
    EXPECT_LE(above, 27);  // 15 expected at most, and three standard errors
    EXPECT_LE(below, 27);
}

}  // namespace
