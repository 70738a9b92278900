#include "engine/inference/betting.h"

#include <cmath>
#include <gtest/gtest.h>

#include "engine/inference/hypergeometric.h"

namespace {

using engine::betting_lower_bound;
using engine::betting_upper_bound;
using engine::bureau_scale;
using engine::Scale;
using engine::Tally;

// Oracle: the defining average by 200,000 midpoints, at the bound found.
TEST(Betting, pays_just_enough_at_its_bound) {
    constexpr int midpoints = 200'000;
    for (const Tally& tally :
         {Tally{.times = {300, 60, 15, 6, 3}}, Tally{.times = {200, 0, 0, 0, 0}},
          Tally{.times = {0, 90, 200, 90, 10}}, Tally{.times = {9000, 800, 100, 50, 50}}}) {
        const double m = betting_lower_bound(tally, bureau_scale, 0.05);
        double average = 0;
        for (int i = 0; i < midpoints; ++i) {
            const double stake = (i + 0.5) / midpoints / m;
            double log_wealth = 0;
            for (const engine::Grade grade : engine::grades)
                log_wealth += static_cast<double>(tally.count(grade)) *
                              std::log1p(stake * (bureau_scale.worth(grade) - m));
            average += std::exp(log_wealth) / midpoints;
        }
        EXPECT_NEAR(average, 20, 1e-3) << m;
    }
}

TEST(Betting, stays_sane_at_the_ends) {
    EXPECT_EQ(betting_lower_bound({.times = {0, 0, 0, 0, 500}}, bureau_scale, 0.05), 0);
    EXPECT_EQ(betting_upper_bound({.times = {500}}, bureau_scale, 0.05), 100);
    EXPECT_LT(betting_lower_bound({.times = {500}}, bureau_scale, 0.05), 100);
    const Tally millions{.times = {8'000'000, 1'500'000, 300'000, 150'000, 50'000}};
    constexpr double mean = 80 + 12 + 1.8 + 0.45;
    EXPECT_NEAR(betting_lower_bound(millions, bureau_scale, 0.05), mean, 0.03);
    EXPECT_LT(betting_lower_bound(millions, bureau_scale, 0.05), mean);
    EXPECT_GT(betting_upper_bound(millions, bureau_scale, 0.05), mean);
}

// Every sample of 12 out of 40 people, for every split into contented (100) and not (0).
TEST(Betting, is_wrong_no_oftener_than_promised) {
    for (std::int64_t truth = 0; truth <= 40; ++truth) {
        double wrong = 0;
        for (std::int64_t hits = 0; hits <= 12; ++hits) {
            const double lower =
                betting_lower_bound({.times = {hits, 0, 0, 0, 12 - hits}}, bureau_scale, 0.1);
            if (lower > 2.5 * static_cast<double>(truth))
                wrong += engine::chance_of({40, truth, 12}, hits);
        }
        EXPECT_LE(wrong, 0.1) << truth << " of 40";
    }
}

}  // namespace
