#include "engine/figures/streamed.h"

#include <cmath>
#include <gtest/gtest.h>
#include <stdexcept>

namespace {

using engine::Streamed;

TEST(Streamed, has_nothing_to_say_without_values) {
    const Streamed nothing;
    EXPECT_EQ(nothing.count(), 0);
    EXPECT_EQ(nothing.weight(), 0);
    EXPECT_FALSE(nothing.mean() || nothing.variance() || nothing.smallest() || nothing.largest());
}

// Oracle: by hand. 2 4 4 4 5 5 7 9: mean 5, squares about it sum to 32.
TEST(Streamed, gives_the_mean_and_the_samples_variance) {
    Streamed seconds;
    for (const double value : {2, 4, 4, 4, 5, 5, 7, 9}) seconds.add(value);
    EXPECT_EQ(seconds.count(), 8);
    EXPECT_NEAR(*seconds.mean(), 5, 1e-12);
    EXPECT_NEAR(*seconds.variance(), 32.0 / 7, 1e-12);
    EXPECT_EQ(seconds.smallest(), 2);
    EXPECT_EQ(seconds.largest(), 9);
}

TEST(Streamed, keeps_small_spreads_of_large_values) {
    Streamed instants;
    for (int i = 0; i < 1000; ++i) instants.add(1e9 + i % 2);
    EXPECT_NEAR(*instants.variance(), 250.0 / 999, 1e-6);
}

TEST(Streamed, takes_a_tally_as_weighted_values) {
    const engine::Tally tally{.times = {300, 60, 15, 6, 3}};
    Streamed fed;
    fed.add(tally, engine::bureau_scale);
    EXPECT_EQ(fed.count(), 5);
    EXPECT_EQ(fed.weight(), 384);
    EXPECT_NEAR(*fed.mean(), 35'880.0 / 384, 1e-12);
    double squares = 0;
    for (const engine::Grade grade : engine::grades)
        squares += static_cast<double>(tally.count(grade)) *
                   std::pow(engine::bureau_scale.worth(grade) - 35'880.0 / 384, 2);
    EXPECT_NEAR(*fed.variance(), squares / 383, 1e-9);
}

TEST(Streamed, refuses_what_is_no_number) {
    Streamed values;
    EXPECT_THROW(values.add(std::nan("")), std::logic_error);
    EXPECT_THROW(values.add(1, 0), std::logic_error);
    values.add(1);
    EXPECT_FALSE(values.variance());
}

// Chan, Golub & LeVeque: any cut of the stream, combined, is the stream.
TEST(Streamed, can_be_combined_from_parts) {
    Streamed whole;
    std::array<Streamed, 3> parts;
    for (int i = 0; i < 1'000; ++i) {
        const double seconds = 20 + 0.37 * ((i * 7919) % 1'000);
        const double weight = 1 + i % 3;
        whole.add(seconds, weight);
        parts.at(static_cast<std::size_t>(i % 7 == 0 ? 0 : 1 + i % 2)).add(seconds, weight);
    }
    engine::Moments together;
    for (const Streamed& part : parts) together = combined(together, part.moments());
    EXPECT_EQ(together.count, whole.count());
    EXPECT_NEAR(together.weight, whole.weight(), 1e-9);
    EXPECT_NEAR(together.mean, *whole.mean(), 1e-9);
    EXPECT_NEAR(*together.variance(), *whole.variance(), 1e-6);
    EXPECT_EQ(together.smallest, *whole.smallest());
    EXPECT_EQ(together.largest, *whole.largest());
    EXPECT_EQ(combined(whole.moments(), {}).mean, *whole.mean());
}

// Oracle: by hand (type 7). Of 1 … 11 a quarter is 3.5, the median 6.
TEST(Streamed, gives_exact_quantiles_of_a_few_values) {
    Streamed seconds;
    EXPECT_FALSE(seconds.quantile(0.5));
    for (const double value : {11, 3, 7, 1, 5, 9, 2, 10, 4, 8, 6}) seconds.add(value);
    EXPECT_EQ(seconds.quantile(0.5), 6);
    EXPECT_EQ(seconds.quantile(0.25), 3.5);
    EXPECT_EQ(seconds.quantile(0.9), 10);
    EXPECT_THROW(static_cast<void>(seconds.quantile(0.42)), std::logic_error);
}

// Of 100,000 values 0 … 9,999 in a scattered order every quantile is 10,000 p; P² comes within 1 %
// of the range.
TEST(Streamed, estimates_quantiles_of_many_values) {
    Streamed seconds;
    for (int i = 0; i < 100'000; ++i) seconds.add((i * 7919) % 10'000);
    for (const double p : Streamed::quantiles) EXPECT_NEAR(*seconds.quantile(p), 1e4 * p, 100);
}

}  // namespace
