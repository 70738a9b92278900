#include "reports/checkpoints.h"

#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::last_day_of;
using reports::next_checkpoint;
using tests::day;

TEST(Checkpoints, end_with_march_june_october_and_december) {
    int marked = 0;
    for (int month = 1; month <= 12; ++month) marked += reports::is_checkpoint(month) ? month : 0;
    EXPECT_EQ(marked, 3 + 6 + 10 + 12);
    EXPECT_EQ(last_day_of(2026, 3), day(2026, 3, 31));
    EXPECT_EQ(last_day_of(2028, 2), day(2028, 2, 29));
    EXPECT_EQ(last_day_of(2026, 12), day(2026, 12, 31));
}

TEST(Checkpoints, come_next_until_their_last_day_is_over) {
    EXPECT_EQ(next_checkpoint(day(2026, 1, 1)).month, 3);
    EXPECT_EQ(next_checkpoint(day(2026, 3, 31)).month, 3);
    EXPECT_EQ(next_checkpoint(day(2026, 4, 1)).month, 6);
    EXPECT_EQ(next_checkpoint(day(2026, 7, 1)).percent, 75);
    EXPECT_EQ(next_checkpoint(day(2026, 12, 31)).month, 12);
}

}  // namespace
