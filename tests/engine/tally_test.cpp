#include "engine/figures/tally.h"

#include <gtest/gtest.h>

namespace {

using engine::Grade;
using engine::Tally;

TEST(Tally, counts_what_the_bureaus_scale_calls_satisfied) {
    const Tally tally{.times = {300, 60, 15, 6, 3}, .not_applicable = 2, .blank = 1};
    EXPECT_EQ(tally.n(), 384);
    EXPECT_EQ(tally.satisfied(engine::bureau_scale), 375);
    EXPECT_EQ(tally.points(engine::bureau_scale), 35'880);
}

TEST(Tally, forgets_exactly_what_is_taken_back) {
    const Tally before{.times = {5, 4, 3, 2, 1}, .not_applicable = 6, .blank = 7, .by_default = 8};
    const Tally more{.times = {1, 0, 2, 0, 9}, .not_applicable = 1, .blank = 3, .by_default = 2};
    EXPECT_EQ(before + more - more, before);
}

}  // namespace
