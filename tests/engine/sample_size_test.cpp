#include "engine/inference/sample_size.h"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using engine::customary_sample;

struct Row {
    std::int64_t people;
    std::int64_t sample;
};

// The customary table of survey practice for ±5 %.
TEST(SampleSize, is_the_customary_one) {
    EXPECT_EQ(customary_sample({}), 385);
    for (const Row& row : {Row{120'000, 383}, Row{1'042, 281}, Row{89, 73}, Row{27, 26},
                           Row{1, 1}, Row{2, 2}, Row{1'000'000'000, 385}})
        EXPECT_EQ(customary_sample(row.people), row.sample) << row.people;
}

// Oracle: the formula of the header in doubles.
TEST(SampleSize, follows_its_formula) {
    for (std::int64_t people = 1; people < 50'000; people += 37) {
        const double n0 = 384.16;
        const double n = n0 / (1 + (n0 - 1) / static_cast<double>(people));
        EXPECT_EQ(customary_sample(people), static_cast<std::int64_t>(std::ceil(n - 1e-9)));
    }
}

}  // namespace
