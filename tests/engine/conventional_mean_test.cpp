#include "engine/inference/conventional_mean.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace {

using engine::bureau_scale;
using engine::conventional_mean;
using engine::MeanEstimate;
using engine::Scale;
using engine::Stratum;
using engine::t_interval;
using engine::Tally;

// Oracle: by hand. Scores 100 and 80: S² = 200, se² = (1 - 2/27) 200/2; t of one degree at 2.5 %.
TEST(ConventionalMean, of_two_answers_follows_the_book) {
    const std::array strata{Stratum{27, {.times = {1, 1}}}};
    const MeanEstimate estimate = conventional_mean(strata, bureau_scale);
    EXPECT_DOUBLE_EQ(estimate.mean, 90);
    EXPECT_DOUBLE_EQ(*estimate.standard_error, std::sqrt(100 * 25.0 / 27));
    EXPECT_NEAR(t_interval(estimate, 0.025)->lower,
                90 - 12.7062047361747 * std::sqrt(100 * 25.0 / 27), 1e-9);
}

TEST(ConventionalMean, knows_no_error_of_a_single_answer) {
    const std::array alone{Stratum{27, {.times = {1}}}};
    EXPECT_FALSE(conventional_mean(alone, bureau_scale).standard_error);
    EXPECT_FALSE(t_interval(conventional_mean(alone, bureau_scale), 0.05));
    // Nor with other strata beside it, unless it is everybody there.
    const std::array beside{Stratum{27, {.times = {5, 1}}}, Stratum{2, {.times = {1}}}};
    EXPECT_FALSE(conventional_mean(beside, bureau_scale).standard_error);
    const std::array whole{Stratum{27, {.times = {5, 1}}}, Stratum{1, {.times = {1}}}};
    EXPECT_GT(conventional_mean(whole, bureau_scale).standard_error, 0);
    EXPECT_EQ(conventional_mean(whole, bureau_scale).freedom, 5);
}

TEST(ConventionalMean, of_everybody_is_exact_but_of_one_person_has_no_freedom) {
    const std::array everybody{Stratum{27, {.times = {20, 5, 2}}}};
    const MeanEstimate estimate = conventional_mean(everybody, bureau_scale);
    EXPECT_EQ(estimate.standard_error, 0);
    EXPECT_EQ(t_interval(estimate, 0.05)->lower, estimate.mean);
    const std::array one{Stratum{1, {.times = {1}}}};
    EXPECT_EQ(conventional_mean(one, bureau_scale).standard_error, 0);
    EXPECT_FALSE(t_interval(conventional_mean(one, bureau_scale), 0.05));
}

// Scores turned round, 100 - s: the ends change places (statistics.md, property 4).
RC_GTEST_PROP(ConventionalMean, turns_upside_down_with_its_scores, ()) {
    const Scale mirrored{.points = {100, 70, 40, 20, 0}};  // 100 less the bureau's, best first
    std::vector<Stratum> upright;
    std::vector<Stratum> turned;
    const int strata = *rc::gen::inRange(1, 6);
    for (int i = 0; i < strata; ++i) {
        Tally tally;
        Tally mirror;
        for (std::size_t grade = 0; grade < 5; ++grade) {
            tally.times.at(grade) = *rc::gen::inRange(0, 50);
            mirror.times.at(4 - grade) = tally.times.at(grade);
        }
        RC_PRE(tally.n() > 1);
        const std::int64_t people = tally.n() + *rc::gen::inRange(0, 1000);
        upright.push_back({people, tally});
        turned.push_back({people, mirror});
    }
    const auto plain = *t_interval(conventional_mean(upright, bureau_scale), 0.05);
    const auto flipped = *t_interval(conventional_mean(turned, mirrored), 0.05);
    RC_ASSERT(std::abs(flipped.lower - (100 - plain.upper)) < 1e-9);
    RC_ASSERT(std::abs(flipped.upper - (100 - plain.lower)) < 1e-9);
}

}  // namespace
