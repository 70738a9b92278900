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

}  // namespace
