#include "engine/inference/calibration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace {

using engine::calibrate;
using engine::Calibration;
using engine::CalibrationFault;
using engine::CalibrationProblem;
using engine::Margin;
using engine::WeighedCell;

WeighedCell cell(std::vector<std::size_t> levels, std::int64_t answers) {
    return {.levels = std::move(levels), .tally = {.times = {answers}}};
}

TEST(Calibration, of_one_margin_is_people_over_answers) {
    const std::vector<WeighedCell> cells{cell({0}, 5), cell({1}, 20), cell({1}, 20)};
    const std::vector<Margin> margins{{{100, 900}}};
    EXPECT_EQ(calibrate(cells, margins).weights, (std::vector{20.0, 22.5, 22.5}));
}

// Oracle: Deming & Stephan's condition. The raked weights keep the interaction of the answers
// (a cross ratio of one here) and meet both margins: 60·70/100 and so on, over 10 answers a cell.
TEST(Calibration, keeps_what_is_independent_independent) {
    const std::vector<WeighedCell> cells{cell({0, 0}, 10), cell({0, 1}, 10), cell({1, 0}, 10),
                                         cell({1, 1}, 10)};
    const std::vector<Margin> margins{{{60, 40}}, {{70, 30}}};
    const Calibration raked = calibrate(cells, margins);
    ASSERT_EQ(raked.weights.size(), 4u);
    const std::vector<double> expected{4.2, 1.8, 2.8, 1.2};
    for (std::size_t c = 0; c < 4; ++c) EXPECT_NEAR(raked.weights[c], expected[c], 1e-12);
}

// Property 11: raked margins are met to 1e-9.
RC_GTEST_PROP(Calibration, meets_every_margin, ()) {
    const auto any = [](int least, int most) {
        return std::int64_t{*rc::gen::inRange(least, most)};
    };
    std::vector<WeighedCell> cells;
    std::vector<Margin> margins{{std::vector<std::int64_t>(4)}, {std::vector<std::int64_t>(3)}};
    for (std::size_t a = 0; a < 4; ++a)
        for (std::size_t b = 0; b < 3; ++b) {
            const std::int64_t people = any(1, 1000);
            margins[0].people[a] += people;
            margins[1].people[b] += people;
            cells.push_back(cell({a, b}, any(1, 50)));
        }
    const Calibration raked = calibrate(cells, margins);
    RC_ASSERT(raked.problems.empty());
    for (std::size_t m = 0; m < margins.size(); ++m) {
        std::vector<double> sums(margins[m].people.size());
        for (std::size_t c = 0; c < cells.size(); ++c)
            sums[cells[c].levels[m]] +=
                static_cast<double>(cells[c].tally.n()) * raked.weights[c];
        for (std::size_t level = 0; level < sums.size(); ++level) {
            const auto people = static_cast<double>(margins[m].people[level]);
            RC_ASSERT(std::abs(sums[level] - people) < 1e-9 * people);
        }
    }
}

TEST(Calibration, tells_everything_that_cannot_be_met) {
    const std::vector<WeighedCell> cells{cell({0, 0}, 5), cell({0, 1}, 5), cell({2, 1}, 0)};
    const std::vector<Margin> margins{{{50, 40, 10}}, {{99, 0}}};
    const Calibration refused = calibrate(cells, margins);
    EXPECT_TRUE(refused.weights.empty());
    EXPECT_EQ(refused.problems,
              (std::vector<CalibrationProblem>{{CalibrationFault::no_answers, 0, 1},
                                               {CalibrationFault::no_answers, 0, 2},
                                               {CalibrationFault::no_people, 1, 1},
                                               {CalibrationFault::unequal_totals, 1, 0}}));
}

// Only the diagonal answered, so each level's people would have to be those of the other margin.
TEST(Calibration, says_when_it_does_not_converge) {
    const std::vector<WeighedCell> cells{cell({0, 0}, 5), cell({1, 1}, 5), cell({0, 1}, 0)};
    const std::vector<Margin> margins{{{60, 40}}, {{40, 60}}};
    const Calibration refused = calibrate(cells, margins);
    EXPECT_TRUE(refused.weights.empty());
    EXPECT_EQ(refused.problems,
              (std::vector<CalibrationProblem>{{CalibrationFault::not_converged, 0, 0}}));
    EXPECT_EQ(refused.rounds, 500);
}

}  // namespace
