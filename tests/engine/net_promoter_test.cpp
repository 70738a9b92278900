#include "engine/quality/net_promoter.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using engine::net_promoter;
using engine::NetPromoter;
using engine::Promotion;

// Oracle: the sample's variance of 100, 0 and -100, score by score.
TEST(NetPromoter, is_a_mean_of_hundreds_drawn_without_replacement) {
    const NetPromoter found = *net_promoter({6, 3, 2}, 40, 0.05);
    const double mean = 400.0 / 11;
    const double squares = 6 * std::pow(100 - mean, 2) + 3 * std::pow(mean, 2) +
                           2 * std::pow(100 + mean, 2);
    EXPECT_NEAR(found.score, mean, 1e-12);
    EXPECT_NEAR(*found.standard_error, std::sqrt(squares / 10 / 11 * (29.0 / 40)), 1e-12);
    constexpr double t10 = 2.228138851964939;  // R: qt(0.975, 10)
    EXPECT_NEAR(found.interval->upper - found.score, t10 * *found.standard_error, 1e-9);
}

TEST(NetPromoter, says_only_what_it_can) {
    EXPECT_FALSE(net_promoter({}, 40, 0.05));
    const NetPromoter one = *net_promoter({1, 0, 0}, 40, 0.05);
    EXPECT_EQ(one.score, 100);
    EXPECT_FALSE(one.standard_error || one.interval);
    EXPECT_EQ(net_promoter({5, 0, 0}, 40, 0.05)->standard_error, 0);
    EXPECT_EQ(net_promoter({3, 1, 2}, 6, 0.05)->standard_error, 0);
    EXPECT_THROW((void)net_promoter({3, 1, 3}, 6, 0.05), std::logic_error);
    EXPECT_THROW((void)net_promoter({3, -1, 3}, 6, 0.05), std::logic_error);
}

TEST(NetPromoter, changes_its_sign_when_friends_and_foes_change_places) {
    for (std::int64_t promoters = 0; promoters < 8; ++promoters)
        for (std::int64_t detractors = 0; detractors < 8; ++detractors) {
            const NetPromoter here = *net_promoter({promoters, 2, detractors}, 100, 0.05);
            const NetPromoter there = *net_promoter({detractors, 2, promoters}, 100, 0.05);
            EXPECT_EQ(here.score, -there.score);
            EXPECT_EQ(here.standard_error, there.standard_error);
            EXPECT_EQ(here.interval->lower, -there.interval->upper);
        }
}

}  // namespace
