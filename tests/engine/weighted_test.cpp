#include "engine/inference/weighted.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "engine/inference/conventional_mean.h"

namespace {

using engine::bureau_scale;
using engine::WeighedCell;
using engine::weighted;
using engine::WeightedEstimate;

std::vector<WeighedCell> any_cells() {
    std::vector<WeighedCell> cells;
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = 0; b < 2; ++b) {
            WeighedCell cell{.levels = {a, b}, .tally = {}};
            for (const engine::Grade grade : engine::grades)
                cell.tally.add(grade, *rc::gen::inRange(0, 9));
            cells.push_back(cell);
        }
    return cells;
}

std::vector<double> any_weights(const std::vector<WeighedCell>& cells) {
    std::vector<double> weights;
    for (std::size_t c = 0; c < cells.size(); ++c)
        weights.push_back(*rc::gen::inRange(1, 1000) / 10.0);
    return weights;
}

bool is_near(double a, double b) { return std::abs(a - b) <= 1e-9 * (1 + std::abs(b)); }

// Property 11: with equal weights and one level it is the plain mean of a simple random sample.
RC_GTEST_PROP(Weighted, is_the_plain_mean_when_all_weigh_the_same, ()) {
    std::vector<WeighedCell> cells = any_cells();
    engine::Tally all;
    for (WeighedCell& cell : cells) {
        cell.levels = {0};
        all += cell.tally;
    }
    RC_PRE(all.n() > 1);
    const std::vector<double> weights(cells.size(), 7.25);
    const WeightedEstimate estimate = weighted(cells, weights, bureau_scale, 1042);
    const std::array strata{engine::Stratum{1042, all}};
    const engine::MeanEstimate plain = engine::conventional_mean(strata, bureau_scale);
    RC_ASSERT(is_near(estimate.mean, plain.mean));
    RC_ASSERT(is_near(std::sqrt(estimate.variance->of_mean), *plain.standard_error));
    RC_ASSERT(is_near(estimate.design_effect, 1));
    RC_ASSERT(is_near(estimate.effective_answers, static_cast<double>(all.n())));
}

// Property 11: only the proportions of the weights count, and unequal ones cost answers.
RC_GTEST_PROP(Weighted, does_not_change_with_the_unit_of_its_weights, ()) {
    const std::vector<WeighedCell> cells = any_cells();
    const std::vector<double> weights = any_weights(cells);
    std::int64_t n = 0;
    for (const WeighedCell& cell : cells) n += cell.tally.n();
    RC_PRE(n > 1);
    const WeightedEstimate estimate = weighted(cells, weights, bureau_scale, {});
    std::vector<double> larger;
    for (const double weight : weights) larger.push_back(weight * 12.5);
    const WeightedEstimate scaled = weighted(cells, larger, bureau_scale, {});
    RC_ASSERT(estimate.design_effect >= 1);
    RC_ASSERT(is_near(scaled.mean, estimate.mean));
    RC_ASSERT(is_near(scaled.share, estimate.share));
    RC_ASSERT(is_near(scaled.variance->of_mean, estimate.variance->of_mean));
    RC_ASSERT(is_near(scaled.variance->of_share, estimate.variance->of_share));
    RC_ASSERT(is_near(scaled.variance->covariance, estimate.variance->covariance));
    RC_ASSERT(is_near(scaled.design_effect, estimate.design_effect));
}

// Oracle: the formula of the header answer by answer, instead of by cells and grades.
RC_GTEST_PROP(Weighted, agrees_with_a_sum_over_single_answers, ()) {
    struct Answer {
        std::size_t cell;
        double y;
        double x;
    };
    const std::vector<WeighedCell> cells = any_cells();
    const std::vector<double> weights = any_weights(cells);
    std::vector<Answer> answers;
    for (std::size_t c = 0; c < cells.size(); ++c)
        for (const engine::Grade grade : engine::grades)
            for (std::int64_t i = 0; i < cells[c].tally.count(grade); ++i)
                answers.push_back({c, double(bureau_scale.worth(grade)), 0});
    RC_PRE(answers.size() > 1u);
    double total = 0;
    double mean = 0;
    for (const Answer& answer : answers) {
        total += weights[answer.cell];
        mean += weights[answer.cell] * answer.y;
    }
    mean /= total;
    for (Answer& answer : answers) answer.x = (answer.y - mean) / total;
    for (int sweep = 0; sweep < 10; ++sweep)
        for (std::size_t margin = 0; margin < 2; ++margin)
            for (std::size_t level = 0; level < 3; ++level) {
                double sum = 0;
                double count = 0;
                for (const Answer& answer : answers)
                    if (cells[answer.cell].levels[margin] == level) {
                        sum += answer.x;
                        ++count;
                    }
                for (Answer& answer : answers)
                    if (cells[answer.cell].levels[margin] == level) answer.x -= sum / count;
            }
    const auto n = static_cast<double>(answers.size());
    double centre = 0;
    for (const Answer& answer : answers) centre += weights[answer.cell] * answer.x / n;
    double squares = 0;
    for (const Answer& answer : answers)
        squares += std::pow(weights[answer.cell] * answer.x - centre, 2);
    const WeightedEstimate estimate = weighted(cells, weights, bureau_scale, 1042);
    RC_ASSERT(is_near(estimate.mean, mean));
    RC_ASSERT(is_near(estimate.variance->of_mean, (1 - n / 1042) * n / (n - 1) * squares));
}

TEST(Weighted, knows_no_variance_of_a_single_answer) {
    const std::vector<WeighedCell> cells{{.levels = {0}, .tally = {.times = {1}}}};
    const WeightedEstimate estimate =
        weighted(cells, std::vector<double>{27}, bureau_scale, 27);
    EXPECT_EQ(estimate.mean, 100);
    EXPECT_EQ(estimate.share, 1);
    EXPECT_FALSE(estimate.variance);
}

}  // namespace
