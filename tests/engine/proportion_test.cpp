#include "engine/inference/proportion.h"

#include <gtest/gtest.h>

namespace {

using engine::Interval;
using engine::Share;

struct Row {
    Share share;
    Interval published;
};

// Newcombe (1998), Statistics in Medicine 17:857-872, table I, methods 3 and 5, to four places.
TEST(Proportion, agrees_with_newcombe_1998) {
    for (const Row& row : {Row{{81, 263}, {0.2553, 0.3662}}, Row{{15, 148}, {0.0624, 0.1605}},
                           Row{{0, 20}, {0.0000, 0.1611}}, Row{{1, 29}, {0.0061, 0.1718}}}) {
        const Interval score = engine::wilson(row.share, 0.05);
        EXPECT_NEAR(score.lower, row.published.lower, 0.00005) << row.share.satisfied;
        EXPECT_NEAR(score.upper, row.published.upper, 0.00005) << row.share.satisfied;
    }
    for (const Row& row : {Row{{81, 263}, {0.2527, 0.3676}}, Row{{15, 148}, {0.0578, 0.1617}},
                           Row{{0, 20}, {0.0000, 0.1684}}, Row{{1, 29}, {0.0009, 0.1776}}}) {
        const Interval exact = engine::clopper_pearson(row.share, 0.05);
        EXPECT_NEAR(exact.lower, row.published.lower, 0.00005) << row.share.satisfied;
        EXPECT_NEAR(exact.upper, row.published.upper, 0.00005) << row.share.satisfied;
    }
}

}  // namespace
