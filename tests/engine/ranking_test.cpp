#include "engine/comparison/ranking.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using engine::PairTest;
using engine::rank_intervals;
using engine::RankInterval;
using engine::Share;

// Oracle: Fisher's test by hand. 30 of 30 against 0 of 30 is 1/C(60, 30); 30 against 29 is 1/2.
TEST(Ranking, proves_what_is_plain_and_nothing_else) {
    const std::vector<Share> units{{30, 30}, {29, 30}, {0, 30}, {29, 29}, {0, 0}};
    const auto places = rank_intervals(units, 0.05);
    EXPECT_EQ(places[0], (RankInterval{1, 2}));
    EXPECT_EQ(places[1], (RankInterval{1, 2}));
    EXPECT_EQ(places[2], (RankInterval{3, 3}));
    EXPECT_FALSE(places[3]);  // too few answers
    EXPECT_FALSE(places[4]);  // no cases
    EXPECT_TRUE(rank_intervals({}, 0.05).empty());
    EXPECT_EQ(rank_intervals(std::vector<Share>{{30, 40}}, 0.05)[0], (RankInterval{1, 1}));
}

double chance_of_count(double p, std::int64_t n, std::int64_t k) {
    return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)) *
           std::pow(p, k) * std::pow(1 - p, n - k);
}

// Every outcome of three units of 7, 8 and 9 answers, for many truths: how often all three true
// places lie in their intervals, those of ties whole. Holm and Fisher promise at least 1 - error.
TEST(Ranking, holds_every_true_place_as_often_as_promised) {
    constexpr double error = 0.1;
    const std::vector<std::int64_t> answers{7, 8, 9};
    for (const std::vector<double>& truth :
         {std::vector{0.5, 0.5, 0.5}, std::vector{0.9, 0.9, 0.9}, std::vector{0.2, 0.5, 0.8},
          std::vector{0.95, 0.95, 0.1}, std::vector{0.05, 0.9, 0.9}}) {
        double wrong = 0;
        for (std::int64_t i = 0; i <= 7; ++i)
            for (std::int64_t j = 0; j <= 8; ++j)
                for (std::int64_t k = 0; k <= 9; ++k) {
                    const std::vector<Share> units{{i, 7}, {j, 8}, {k, 9}};
                    const auto places = rank_intervals(units, error, PairTest::exact, 1);
                    bool holds = true;
                    for (std::size_t unit = 0; unit < 3; ++unit) {
                        const auto better = std::ranges::count_if(
                            truth, [&](double p) { return p > truth[unit]; });
                        const auto worse = std::ranges::count_if(
                            truth, [&](double p) { return p < truth[unit]; });
                        holds = holds && places[unit]->best <= 1 + better &&
                                places[unit]->worst >= 3 - worse;
                    }
                    if (!holds)
                        wrong += chance_of_count(truth[0], 7, i) *
                                 chance_of_count(truth[1], 8, j) * chance_of_count(truth[2], 9, k);
                }
        EXPECT_LE(wrong, error);
    }
}

RC_GTEST_PROP(Ranking, follows_the_units_and_narrows_with_mid_p, ()) {
    std::vector<Share> units(*rc::gen::inRange(1, 9));
    for (Share& unit : units) {
        unit.answers = *rc::gen::inRange(0, 200);
        unit.satisfied = *rc::gen::inRange(std::int64_t{0}, unit.answers + 1);
    }
    const auto exact = rank_intervals(units, 0.05);
    const auto mid = rank_intervals(units, 0.05, PairTest::mid_p);
    std::vector<Share> turned(units.rbegin(), units.rend());
    const auto backwards = rank_intervals(turned, 0.05);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        RC_ASSERT(exact[unit] == backwards[units.size() - 1 - unit]);
        RC_ASSERT(exact[unit].has_value() == (units[unit].answers >= 30));
        if (!exact[unit]) continue;
        RC_ASSERT(1 <= exact[unit]->best);
        RC_ASSERT(exact[unit]->best <= exact[unit]->worst);
        RC_ASSERT(exact[unit]->best <= mid[unit]->best);
        RC_ASSERT(mid[unit]->worst <= exact[unit]->worst);
    }
}

}  // namespace
