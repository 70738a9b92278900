#include "engine/comparison/shrinkage.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

using engine::Beta;
using engine::between_units;
using engine::Prospect;
using engine::prospects;
using engine::Share;

// Oracle: the beta-binomial likelihood as the product of Polya's urn, answer by answer.
double log_likelihood(const std::vector<Share>& units, double a, double b) {
    double sum = 0;
    for (const auto& [satisfied, answers] : units) {
        for (std::int64_t i = 0; i < satisfied; ++i) sum += std::log(a + static_cast<double>(i));
        for (std::int64_t i = 0; i < answers - satisfied; ++i)
            sum += std::log(b + static_cast<double>(i));
        for (std::int64_t i = 0; i < answers; ++i) sum -= std::log(a + b + static_cast<double>(i));
    }
    return sum;
}

TEST(Shrinkage, finds_the_likeliest_beta) {
    for (const std::vector<Share>& units :
         {std::vector<Share>{{90, 100}, {70, 100}, {99, 100}, {45, 60}, {0, 0}},
          std::vector<Share>{{28, 30}, {900, 1000}, {160, 200}, {30, 30}, {35, 50}},
          std::vector<Share>{{1, 10}, {9, 10}, {5, 10}},
          std::vector<Share>{{905, 1000}, {880, 1000}, {921, 1000}, {899, 1000}}}) {
        const auto found = between_units(units);
        ASSERT_TRUE(found);
        const double best = log_likelihood(units, found->a, found->b);
        for (const double up : {-0.02, 0.0, 0.02})
            for (const double across : {-0.02, 0.0, 0.02}) {
                const Beta beside{found->a * std::exp(up), found->b * std::exp(across)};
                EXPECT_LE(log_likelihood(units, beside.a, beside.b), best + 1e-9) << found->a;
            }
    }
}

TEST(Shrinkage, sees_no_difference_where_chance_explains_it_all) {
    EXPECT_FALSE(between_units(std::vector<Share>{{90, 100}, {91, 100}, {89, 100}, {90, 100}}));
    EXPECT_FALSE(between_units(std::vector<Share>{{30, 30}, {40, 40}}));
    EXPECT_FALSE(between_units(std::vector<Share>{{0, 30}, {0, 40}}));
    EXPECT_FALSE(between_units(std::vector<Share>{{1, 1}, {0, 1}, {1, 1}}));
    EXPECT_FALSE(between_units(std::vector<Share>{{0, 0}}));
    EXPECT_FALSE(between_units({}));
}

TEST(Shrinkage, stays_finite_where_every_unit_is_all_or_nothing) {
    const auto found = between_units(std::vector<Share>{{50, 50}, {0, 50}, {50, 50}, {0, 50}});
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->mean(), 0.5, 1e-6);
    EXPECT_LT(found->a + found->b, 0.1);
}

TEST(Shrinkage, pulls_a_small_unit_further_than_a_large_one) {
    const std::vector<Share> units{{20, 20}, {700, 1000}, {900, 1000}, {850, 1000}, {14, 20}};
    const Beta between = *between_units(units);
    const auto pull = [&](const Share& unit) {
        const double own = static_cast<double>(unit.satisfied) / static_cast<double>(unit.answers);
        return (posterior(between, unit).mean() - own) / (between.mean() - own);
    };
    EXPECT_GT(pull(units[0]), 0.2);
    EXPECT_LT(pull(units[1]), 0.05);
    const engine::Interval interval = engine::central_interval({3, 1}, 0.1);  // F(x) = x³
    EXPECT_NEAR(interval.lower, std::cbrt(0.05), 1e-12);
    EXPECT_NEAR(interval.upper, std::cbrt(0.95), 1e-12);
}

// Oracle: P(B > A) for whole parts, a finite sum of Beta functions (A. Cook 2003, "Exact
// calculation of Beta inequalities").
double chance_of_better(const Beta& better, const Beta& other) {
    const auto log_beta = [](double a, double b) {
        return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
    };
    double sum = 0;
    for (double i = 0; i < better.a; ++i)
        sum += std::exp(log_beta(other.a + i, other.b + better.b) - std::log(better.b + i) -
                        log_beta(1 + i, better.b) - log_beta(other.a, other.b));
    return sum;
}

TEST(Shrinkage, knows_the_chance_that_one_is_better_than_another) {
    for (const auto& [better, other] :
         {std::array<Beta, 2>{{{9, 3}, {8, 4}}}, {{{1, 1}, {1, 1}}}, {{{1, 1}, {500, 20}}},
          {{{2000, 100}, {30, 2}}}, {{{1, 30}, {2, 20}}}, {{{3000, 10}, {2990, 20}}}}) {
        const std::vector<Prospect> found = prospects(std::array{better, other}, 1);
        const double chance = chance_of_better(better, other);
        EXPECT_NEAR(found[0].among_top, chance, 1e-5) << better.a;
        EXPECT_NEAR(found[1].among_top, 1 - chance, 1e-5) << better.a;
        EXPECT_NEAR(found[0].expected_place, 2 - chance, 1e-5) << better.a;
    }
}

TEST(Shrinkage, gives_units_that_are_alike_the_same_prospects) {
    const std::vector<Prospect> found = prospects(std::vector<Beta>(22, Beta{90, 10}), 10);
    for (const Prospect& prospect : found) {
        EXPECT_NEAR(prospect.among_top, 10.0 / 22, 1e-6);
        EXPECT_NEAR(prospect.expected_place, 11.5, 1e-5);
    }
}

// There are `top` places among the top, and each place once.
RC_GTEST_PROP(Shrinkage, hands_out_every_place_once, ()) {
    std::vector<Beta> units(*rc::gen::inRange(1, 13));
    for (Beta& unit : units)
        unit = {.a = 0.5 + *rc::gen::inRange(0, 3000), .b = 0.5 + *rc::gen::inRange(0, 300)};
    const std::size_t top = *rc::gen::inRange(std::size_t{1}, units.size() + 3);
    double among = 0;
    double places = 0;
    for (const Prospect& prospect : prospects(units, top)) {
        among += prospect.among_top;
        places += prospect.expected_place;
    }
    const auto count = static_cast<double>(units.size());
    RC_ASSERT(std::abs(among - static_cast<double>(std::min(top, units.size()))) < 1e-4);
    RC_ASSERT(std::abs(places - count * (count + 1) / 2) < 1e-4);
}

}  // namespace
