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

// Krejcie & Morgan (1970), Educational and Psychological Measurement 30:607-610, table 1: a share
// of one half within 0.05 at 95 %. The table rounds to the nearest.
TEST(SampleSize, agrees_with_krejcie_and_morgan_1970) {
    for (const Row& row : {Row{10, 10}, Row{50, 44}, Row{100, 80}, Row{500, 217}, Row{1000, 278},
                           Row{2000, 322}, Row{5000, 357}, Row{10'000, 370}}) {
        const engine::SampleSize size =
            engine::size_for_share(row.people, 0.5, {.half_width = 0.05, .error = 0.05});
        EXPECT_EQ(std::llround(size.exact), row.sample) << row.people;
        EXPECT_EQ(size.answers, static_cast<std::int64_t>(std::ceil(size.exact)));
    }
}

TEST(SampleSize, needs_no_answer_where_nothing_varies_and_never_more_than_everybody) {
    const engine::Precision narrow{.half_width = 1e-6, .error = 0.05};
    EXPECT_EQ(engine::size_for_share(1, 1, narrow).answers, 0);
    EXPECT_EQ(engine::size_for_mean(1042, 0, narrow).answers, 0);
    EXPECT_EQ(engine::size_for_share(1042, 0.5, narrow).answers, 1042);
    EXPECT_EQ(engine::size_for_mean(1042, 30, narrow).answers, 1042);
}

// By hand: 280.87 answers, half as many again for weighting, and two of five of the asked answer.
TEST(SampleSize, grows_with_what_is_lost) {
    const engine::Precision usual{.half_width = 0.05, .error = 0.05};
    const engine::SampleSize size = engine::size_for_share(1042, 0.5, usual);
    const engine::Fieldwork lossless = engine::fieldwork_for(size, 1042, {});
    EXPECT_EQ(lossless.answers, size.answers);
    EXPECT_EQ(lossless.invited, size.answers);
    const engine::Fieldwork lossy =
        engine::fieldwork_for(size, 1042, {.design_effect = 1.5, .response_rate = 0.4});
    EXPECT_EQ(lossy.answers, 422);
    EXPECT_EQ(lossy.invited, 1042);
    EXPECT_EQ(engine::fieldwork_for(size, 100'000, {.response_rate = 0.4}).invited, 703);
}

}  // namespace
