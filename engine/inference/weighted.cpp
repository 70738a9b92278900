#include "engine/inference/weighted.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/expects.h"

namespace engine {
namespace {

double count_of(const WeighedCell& cell) { return static_cast<double>(cell.tally.n()); }

// Takes the mean of every level of one margin away from the cells' own means.
void take_away_levels(std::span<const WeighedCell> cells, std::size_t margin,
                      std::vector<double>& means) {
    struct Level {
        double sum = 0;
        double answers = 0;
    };
    std::vector<Level> levels;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t level = cells[c].levels[margin];
        if (level >= levels.size()) levels.resize(level + 1);
        levels[level].sum += count_of(cells[c]) * means[c];
        levels[level].answers += count_of(cells[c]);
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const Level& level = levels[cells[c].levels[margin]];
        if (level.answers > 0) means[c] -= level.sum / level.answers;
    }
}

// By how much each cell's values are shifted when the margins have taken their part.
std::vector<double> shifts_of(std::span<const WeighedCell> cells,
                              const std::vector<double>& before) {
    constexpr int rounds = 10;
    std::vector<double> after = before;
    const std::size_t margins = cells.front().levels.size();
    for (int round = 0; round < rounds; ++round)
        for (std::size_t margin = 0; margin < margins; ++margin)
            take_away_levels(cells, margin, after);
    for (std::size_t c = 0; c < cells.size(); ++c) after[c] -= before[c];
    return after;
}

// One figure, as a number for each grade.
class Linearised {
public:
    Linearised(std::span<const WeighedCell> cells, std::span<const double> weights,
               std::array<double, 5> values)
        : cells_(cells), weights_(weights), values_(values) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            total_ += weights[c] * count_of(cells[c]);
            estimate_ += weights[c] * sum_of(c);
        }
        estimate_ /= total_;
        std::vector<double> means(cells.size());
        for (std::size_t c = 0; c < cells.size(); ++c)
            if (cells[c].tally.n() > 0)
                means[c] = (sum_of(c) / count_of(cells[c]) - estimate_) / total_;
        shifts_ = shifts_of(cells, means);
    }

    double estimate() const { return estimate_; }
    // z of an answer.
    double at(std::size_t cell, Grade grade) const {
        return weights_[cell] *
               ((values_.at(index(grade)) - estimate_) / total_ + shifts_[cell]);
    }

private:
    double sum_of(std::size_t cell) const {
        double sum = 0;
        for (const Grade grade : grades)
            sum += static_cast<double>(cells_[cell].tally.count(grade)) * values_.at(index(grade));
        return sum;
    }

    std::span<const WeighedCell> cells_;
    std::span<const double> weights_;
    std::array<double, 5> values_;
    double total_ = 0;
    double estimate_ = 0;
    std::vector<double> shifts_;
};

// Σ (z - mean of z)(other z - mean of other z), over all answers.
double product(std::span<const WeighedCell> cells, double answers, const Linearised& one,
               const Linearised& other) {
    double products = 0;
    double sum_one = 0;
    double sum_other = 0;
    for (std::size_t c = 0; c < cells.size(); ++c)
        for (const Grade grade : grades) {
            const auto times = static_cast<double>(cells[c].tally.count(grade));
            if (times == 0) continue;
            sum_one += times * one.at(c, grade);
            sum_other += times * other.at(c, grade);
            products += times * one.at(c, grade) * other.at(c, grade);
        }
    return products - sum_one * sum_other / answers;
}

}  // namespace

WeightedEstimate weighted(std::span<const WeighedCell> cells, std::span<const double> weights,
                          const Scale& scale, std::optional<std::int64_t> people) {
    expects(!cells.empty() && cells.size() == weights.size(), "every cell has a weight");
    WeightedEstimate estimate;
    double squares = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        expects(cells[c].tally.n() == 0 || weights[c] > 0, "every answer weighs something");
        estimate.answers += cells[c].tally.n();
        estimate.weights += count_of(cells[c]) * weights[c];
        squares += count_of(cells[c]) * weights[c] * weights[c];
    }
    const auto n = static_cast<double>(estimate.answers);
    expects(n > 0 && (!people || estimate.answers <= *people), "the answers are of some people");
    estimate.design_effect =
        std::max(1.0, n * squares / (estimate.weights * estimate.weights));
    estimate.effective_answers = n / estimate.design_effect;

    std::array<double, 5> scores{};
    std::array<double, 5> satisfied{};
    for (const Grade grade : grades) {
        scores.at(index(grade)) = scale.worth(grade);
        satisfied.at(index(grade)) = scale.satisfies(grade) ? 1 : 0;
    }
    const Linearised mean(cells, weights, scores);
    const Linearised share(cells, weights, satisfied);
    estimate.mean = mean.estimate();
    estimate.share = share.estimate();
    if (estimate.answers == 1) return estimate;
    const double silent =
        people ? static_cast<double>(*people - estimate.answers) / static_cast<double>(*people) : 1;
    const double factor = silent * n / (n - 1);
    estimate.variance =
        EstimateVariance{.of_mean = std::max(0.0, factor * product(cells, n, mean, mean)),
                         .of_share = std::max(0.0, factor * product(cells, n, share, share)),
                         .covariance = factor * product(cells, n, mean, share)};
    return estimate;
}

}  // namespace engine
