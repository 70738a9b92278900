#include "engine/inference/weight_care.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using engine::collapse;
using engine::Collapsed;
using engine::Margin;
using engine::WeighedCell;

std::vector<WeighedCell> cells_of(const std::vector<std::int64_t>& answers) {
    std::vector<WeighedCell> cells;
    for (const std::int64_t n : answers)
        cells.push_back({.levels = {cells.size()}, .tally = {.times = {n}}});
    return cells;
}

TEST(WeightCare, takes_small_levels_together_in_their_order) {
    struct Row {
        std::vector<std::int64_t> answers;
        std::vector<std::size_t> group_of;
        std::size_t groups;
    };
    for (const Row& row : {Row{{5, 9, 20}, {0, 1, 2}, 3}, Row{{4, 9, 20}, {0, 0, 1}, 2},
                           Row{{2, 2, 1, 7}, {0, 0, 0, 1}, 2}, Row{{7, 2, 2}, {0, 0, 0}, 1},
                           Row{{1, 1}, {0, 0}, 1}}) {
        const Margin margin{std::vector<std::int64_t>(row.answers.size(), 100)};
        const Collapsed collapsed = collapse(cells_of(row.answers), margin, 0, 5);
        EXPECT_EQ(collapsed.group_of, row.group_of);
        EXPECT_EQ(collapsed.groups, row.groups);
    }
}

TEST(WeightCare, keeps_all_people_and_answers_when_it_regroups) {
    std::vector<WeighedCell> cells = cells_of({4, 9, 20});
    Margin margin{{10, 20, 30}};
    const Collapsed collapsed = collapse(cells, margin, 0, 5);
    engine::regroup(cells, margin, 0, collapsed);
    EXPECT_EQ(margin.people, (std::vector<std::int64_t>{30, 30}));
    EXPECT_EQ(cells[1].levels.front(), 0u);
    EXPECT_EQ(cells[2].levels.front(), 1u);
}

// By hand: of 11 answers the sixth weighs 2, so 10 is the limit, and one answer is above it.
TEST(WeightCare, cuts_what_is_above_five_times_the_median) {
    const std::vector<WeighedCell> cells = cells_of({5, 5, 1, 0});
    const std::vector<double> weights{1, 2, 40, 0};
    const engine::Trimmed trimmed = engine::trim(cells, weights, 5);
    EXPECT_EQ(trimmed.limit, 10);
    EXPECT_EQ(trimmed.answers, 1);
    EXPECT_EQ(trimmed.weights, (std::vector<double>{1, 2, 10, 0}));
    EXPECT_EQ(engine::trim(cells, weights, 20).answers, 0);
}

}  // namespace
