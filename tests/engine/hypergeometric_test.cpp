#include "engine/inference/hypergeometric.h"

#include <boost/math/distributions/hypergeometric.hpp>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <stdexcept>
#include <vector>

namespace {

using engine::chance_of;
using engine::chance_of_at_least;
using engine::chance_of_at_most;
using engine::Hypergeometric;

// Oracle: integers. C(60, 30) < 2^57 and each product of two is at most C(60, 30), so all exact.
std::uint64_t choose(std::int64_t n, std::int64_t k) {
    std::vector<std::uint64_t> row{1};
    for (std::int64_t i = 0; i < n; ++i) {
        row.push_back(0);
        for (std::size_t j = row.size() - 1; j > 0; --j) row[j] += row[j - 1];
    }
    return k < 0 || k > n ? 0 : row[static_cast<std::size_t>(k)];
}

void expect_close(double got, double wanted, double relative, const Hypergeometric& sample,
                  std::int64_t hits) {
    EXPECT_NEAR(got, wanted, relative * wanted)
        << hits << " of " << sample.sampled << ", " << sample.satisfied << " of " << sample.people;
}

TEST(Hypergeometric, agrees_with_exact_integers_for_every_small_population) {
    for (const std::int64_t people : {1, 2, 5, 13, 27, 40, 60})
        for (std::int64_t satisfied = 0; satisfied <= people; ++satisfied)
            for (std::int64_t sampled = 0; sampled <= people; sampled += people > 30 ? 3 : 1) {
                const Hypergeometric sample{people, satisfied, sampled};
                const auto all = static_cast<long double>(choose(people, sampled));
                long double below = 0;
                for (std::int64_t hits = 0; hits <= sampled; ++hits) {
                    const auto ways = static_cast<long double>(choose(satisfied, hits)) *
                                      static_cast<long double>(
                                          choose(people - satisfied, sampled - hits));
                    const long double above = all - below;
                    below += ways;
                    expect_close(chance_of(sample, hits), static_cast<double>(ways / all), 1e-12,
                                 sample, hits);
                    expect_close(chance_of_at_least(sample, hits),
                                 static_cast<double>(above / all), 1e-12, sample, hits);
                    expect_close(chance_of_at_most(sample, hits),
                                 static_cast<double>(below / all), 1e-12, sample, hits);
                }
            }
}

// Oracle: Boost.Math 1.74, itself within 1.6e-14 of exact integers up to N = 104729 and beyond.
TEST(Hypergeometric, agrees_with_boost_up_to_ten_million_people) {
    const std::vector<Hypergeometric> samples{
        {89, 80, 40},           {1042, 990, 300},          {1042, 989, 1041},
        {120'000, 108'000, 384}, {120'000, 107'999, 20'000}, {120'000, 6'000, 60'000},
        {10'000'000, 9'000'000, 2'000}, {10'000'000, 5'000'000, 100'000},
        {10'000'000, 9'999'990, 500'000}};
    for (const Hypergeometric& sample : samples) {
        const boost::math::hypergeometric_distribution<double> boosts(
            static_cast<unsigned>(sample.satisfied),
            static_cast<unsigned>(sample.sampled), static_cast<unsigned>(sample.people));
        const double mean = static_cast<double>(sample.sampled) *
                            static_cast<double>(sample.satisfied) /
                            static_cast<double>(sample.people);
        const double spread =
            std::sqrt(mean * (1 - static_cast<double>(sample.satisfied) /
                                      static_cast<double>(sample.people)));
        const auto lowest = std::max<std::int64_t>(
            0, sample.sampled + sample.satisfied - sample.people);
        const auto highest = std::min(sample.sampled, sample.satisfied);
        for (const double step : {-4.0, -2.0, -0.5, 0.0, 0.5, 2.0, 4.0}) {
            const auto hits = std::clamp(static_cast<std::int64_t>(mean + step * spread), lowest,
                                         highest);
            expect_close(chance_of(sample, hits), pdf(boosts, hits), 1e-9, sample, hits);
            expect_close(chance_of_at_most(sample, hits), cdf(boosts, hits), 1e-9, sample, hits);
            if (hits > lowest)
                expect_close(chance_of_at_least(sample, hits), cdf(complement(boosts, hits - 1)),
                             1e-9, sample, hits);
        }
    }
}

TEST(Hypergeometric, keeps_its_identities) {
    for (std::int64_t satisfied = 0; satisfied <= 30; ++satisfied)
        for (std::int64_t sampled = 0; sampled <= 30; ++sampled)
            for (std::int64_t hits = 0; hits <= sampled; ++hits) {
                const Hypergeometric sample{30, satisfied, sampled};
                const Hypergeometric swapped{30, sampled, satisfied};
                EXPECT_NEAR(chance_of_at_least(sample, hits) + chance_of_at_most(sample, hits - 1),
                            1, 1e-12);
                EXPECT_NEAR(chance_of(sample, hits), chance_of(swapped, hits), 1e-13);
            }
    for (std::int64_t sampled = 0; sampled <= 30; ++sampled)
        for (std::int64_t hits = 0; hits <= sampled; ++hits) {
            double sum = 0;
            for (std::int64_t satisfied = 0; satisfied <= 30; ++satisfied)
                sum += chance_of({30, satisfied, sampled}, hits);
            EXPECT_NEAR(sum, 31.0 / (static_cast<double>(sampled) + 1), 1e-12);
        }
}

// Fisher (1935), The Design of Experiments, chapter II: a lady finds the four of eight cups that
// had the milk first. All four by chance: 1/70; at least three: 17/70.
TEST(Hypergeometric, pours_fishers_tea) {
    const Hypergeometric cups{8, 4, 4};
    EXPECT_NEAR(chance_of_at_least(cups, 4), 1.0 / 70, 1e-15);
    EXPECT_NEAR(chance_of_at_least(cups, 3), 17.0 / 70, 1e-15);
}

TEST(Hypergeometric, knows_what_cannot_happen) {
    const Hypergeometric nearly_all{1042, 989, 1041};
    EXPECT_EQ(chance_of(nearly_all, 990), 0);
    EXPECT_EQ(chance_of_at_least(nearly_all, 990), 0);
    EXPECT_EQ(chance_of_at_least(nearly_all, 988), 1);
    EXPECT_EQ(chance_of_at_most(nearly_all, 987), 0);
    EXPECT_EQ(chance_of({5, 5, 5}, 5), 1);
    EXPECT_THROW((void)chance_of({5, 6, 5}, 5), std::logic_error);
}

}  // namespace
