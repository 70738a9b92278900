#include "engine/comparison/funnel.h"

#include <boost/math/distributions/binomial.hpp>
#include <gtest/gtest.h>
#include <vector>

namespace {

using engine::funnel_limits;
using engine::FunnelLimits;
using engine::Share;

// Oracle: the definition, by Boost's distribution summed count by count; 1e-9.
TEST(Funnel, is_spiegelhalters_definition) {
    for (const double centre : {0.02, 0.5, 0.9, 0.95, 0.999})
        for (const std::int64_t n : {1, 2, 3, 10, 57, 300})
            for (const double error : {0.05, 0.002}) {
                const boost::math::binomial law(static_cast<double>(n), centre);
                const auto limit = [&](double p) {
                    std::int64_t r = 0;
                    while (cdf(law, static_cast<double>(r)) < p * (1 - 1e-12)) ++r;
                    const double up_to = cdf(law, static_cast<double>(r));
                    const double part = (up_to - p) / pdf(law, static_cast<double>(r));
                    return std::max(0.0, (static_cast<double>(r) - part) / static_cast<double>(n));
                };
                const FunnelLimits found = funnel_limits(centre, n, error);
                EXPECT_NEAR(found.share.lower, limit(error / 2), 1e-9) << centre << ' ' << n;
                EXPECT_NEAR(found.share.upper, limit(1 - error / 2), 1e-9) << centre << ' ' << n;
            }
}

// The chance of a count beyond the counts is the error at most, and a step further in it is more.
TEST(Funnel, leaves_out_as_little_as_it_promises) {
    for (const std::int64_t n : {30, 89, 1042, 120'000}) {
        const boost::math::binomial law(static_cast<double>(n), 0.93);
        const FunnelLimits found = funnel_limits(0.93, n, 0.05);
        const auto lower = static_cast<double>(found.lower_count);
        const auto upper = static_cast<double>(found.upper_count);
        EXPECT_LT(cdf(law, lower - 1), 0.025);
        EXPECT_GE(cdf(law, lower), 0.025);
        EXPECT_LE(cdf(complement(law, upper)), 0.025);
        EXPECT_GT(cdf(complement(law, upper - 1)), 0.025);
    }
}

// Every count of every small unit: each side is left with a chance of half the error at most, and a
// full house of twelve is no finding.
TEST(Funnel, calls_a_unit_other_no_oftener_than_promised) {
    using engine::FunnelPlace;
    for (const double centre : {0.05, 0.5, 0.9, 0.934, 0.99})
        for (std::int64_t n = 1; n <= 60; ++n) {
            const boost::math::binomial law(static_cast<double>(n), centre);
            const FunnelLimits limits = funnel_limits(centre, n, 0.05);
            double below = 0;
            double above = 0;
            for (std::int64_t k = 0; k <= n; ++k) {
                const FunnelPlace place = place_in(limits, {k, n});
                if (place == FunnelPlace::below) below += pdf(law, static_cast<double>(k));
                if (place == FunnelPlace::above) above += pdf(law, static_cast<double>(k));
            }
            EXPECT_LE(below, 0.025) << centre << ' ' << n;
            EXPECT_LE(above, 0.025) << centre << ' ' << n;
        }
    EXPECT_EQ(place_in(funnel_limits(0.934, 12, 0.05), {12, 12}), FunnelPlace::within);
    EXPECT_EQ(place_in(funnel_limits(0.934, 300, 0.05), {290, 300}), FunnelPlace::above);
    EXPECT_EQ(place_in(funnel_limits(0.934, 300, 0.05), {200, 300}), FunnelPlace::below);
}

TEST(Funnel, narrows_with_the_answers_and_closes_on_its_centre) {
    double width = 2;
    for (const std::int64_t n : {10, 30, 100, 1000, 100'000, 10'000'000}) {
        const FunnelLimits found = funnel_limits(0.9, n, 0.002);
        EXPECT_LT(found.share.upper - found.share.lower, width) << n;
        width = found.share.upper - found.share.lower;
        EXPECT_LT(found.share.lower, 0.9);
        EXPECT_GT(found.share.upper, 0.9);
    }
    EXPECT_NEAR(funnel_limits(0.9, 10'000'000, 0.05).share.lower, 0.9 - 1.95996 * 9.4868e-5, 1e-7);
}

TEST(Funnel, stays_a_share_where_everybody_agrees) {
    EXPECT_EQ(funnel_limits(1, 40, 0.05).lower_count, 40);
    EXPECT_EQ(funnel_limits(0, 40, 0.05).share.lower, 0);
    EXPECT_EQ(funnel_limits(0, 40, 0.05).share.upper, 0);
    EXPECT_GT(funnel_limits(1, 40, 0.05).share.lower, 39.0 / 40);
    EXPECT_EQ(funnel_limits(0.9, 1, 0.05).share.lower, 0);
    EXPECT_THROW((void)funnel_limits(0.9, 0, 0.05), std::logic_error);
}

// Oracle: by hand. Centre 1/2, 100 answers each: z is -2, 0, 2, so phi = 8/3, and w = 400 each:
// tau² = (8 - 2)/(1200 - 400).
TEST(Funnel, finds_more_spread_than_chance_makes) {
    const std::vector<Share> units{{40, 100}, {50, 100}, {60, 100}, {0, 0}};
    const auto found = engine::overdispersion(units, *engine::share_of_all(units));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->phi, 8.0 / 3, 1e-12);
    EXPECT_NEAR(found->tau_squared, 6.0 / 800, 1e-12);
    const engine::Interval limits = engine::widened_limits(0.5, 100, found->tau_squared, 0.05);
    EXPECT_NEAR(limits.upper, 0.5 + 1.959963984540054 * 0.1, 1e-12);
    EXPECT_NEAR(limits.lower, 0.5 - 1.959963984540054 * 0.1, 1e-12);
}

TEST(Funnel, sees_no_extra_spread_in_alike_units_nor_in_one_outlier_of_ten) {
    std::vector<Share> units(10, Share{50, 100});
    EXPECT_EQ(engine::overdispersion(units, 0.5)->tau_squared, 0);
    units[3].satisfied = 5;  // pulled in to its neighbour
    EXPECT_EQ(engine::overdispersion(units, 0.5)->phi, 0);
    EXPECT_FALSE(engine::overdispersion(units, 1));
    EXPECT_FALSE(engine::overdispersion(std::vector<Share>{{3, 4}}, 0.5));
    EXPECT_FALSE(engine::share_of_all({}));
}

}  // namespace
