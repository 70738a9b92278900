#include "engine/inference/weighted_proportion.h"

#include <gtest/gtest.h>

#include "engine/inference/proportion.h"

namespace {

using engine::Interval;
using engine::korn_graubard;
using engine::WeightedShare;

// Korn & Graubard's is Clopper & Pearson's when the variance is that of n answers.
TEST(WeightedProportion, is_clopper_pearson_for_a_simple_sample) {
    const WeightedShare share{.share = 0.9, .variance = 0.09 / 50, .answers = 50,
                              .effective_answers = 50};
    const Interval beta = korn_graubard(share, 0.05);
    const Interval exact = engine::clopper_pearson({45, 50}, 0.05);
    EXPECT_NEAR(beta.lower, exact.lower, 1e-12);
    EXPECT_NEAR(beta.upper, exact.upper, 1e-12);
}

TEST(WeightedProportion, falls_back_to_whole_answers_at_the_ends) {
    for (const double end : {0.0, 1.0}) {
        const WeightedShare share{.share = end, .variance = 0, .answers = 60,
                                  .effective_answers = 48.7};
        const Interval beta = korn_graubard(share, 0.05);
        const Interval exact =
            engine::clopper_pearson({end == 1 ? 48 : 0, 48}, 0.05);
        EXPECT_EQ(beta.lower, exact.lower);
        EXPECT_EQ(beta.upper, exact.upper);
        EXPECT_FALSE(engine::logit_interval(share, 0.05));
        EXPECT_FALSE(engine::arcsine_interval(share, 0.05));
        EXPECT_EQ(engine::plain_interval(share, 0.05)->lower, end);
    }
}

// Equal weights lose no answer to rounding, and a variance of rounding is none.
TEST(WeightedProportion, is_rounded_outward_without_a_variance) {
    const WeightedShare share{.share = 0.5, .variance = 1e-33, .answers = 11,
                              .effective_answers = 11 - 1e-13};
    const Interval beta = korn_graubard(share, 0.05);
    EXPECT_EQ(beta.lower, engine::clopper_pearson({5, 11}, 0.05).lower);
    EXPECT_EQ(beta.upper, engine::clopper_pearson({6, 11}, 0.05).upper);
    EXPECT_EQ(engine::logit_interval(share, 0.05)->lower, 0.5);
}

TEST(WeightedProportion, of_a_single_answer_is_only_the_exact_one) {
    const WeightedShare share{.share = 1, .variance = {}, .answers = 1, .effective_answers = 1};
    EXPECT_NEAR(korn_graubard(share, 0.05).lower, 0.025, 1e-15);
    EXPECT_FALSE(engine::logit_interval(share, 0.05));
    EXPECT_FALSE(engine::plain_interval(share, 0.05));
}

}  // namespace
