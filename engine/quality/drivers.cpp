#include "engine/quality/drivers.h"

#include <bit>
#include <cmath>
#include <numeric>

#include "engine/expects.h"

namespace engine {
namespace {

using Questions = std::uint32_t;  // a set of them, one bit each

// R² of every set of questions. A Cholesky factor grows by one row for each question that enters,
// so that a set costs a row and not a whole regression.
class EverySet {
public:
    explicit EverySet(const Symmetric& correlations)
        : correlations_(correlations),
          outcome_(correlations.size() - 1),
          explained_(std::size_t{1} << outcome_) {
        enter_from(0, 0, 0);
    }
    double explained(Questions set) const { return explained_[set]; }

private:
    void enter_from(std::size_t first, Questions set, double explained) {
        explained_[set] = explained;
        for (std::size_t question = first; question < outcome_; ++question) {
            const double part = enter(question);
            enter_from(question + 1, set | Questions{1} << question, explained + part * part);
            entered_.pop_back();
            factor_.pop_back();
        }
    }

    // What the question adds to the outcome's own row.
    double enter(std::size_t question) {
        std::vector<double> row;
        double left = 1;
        double outcome = correlations_.at(question, outcome_);
        for (std::size_t k = 0; k < entered_.size(); ++k) {
            double cell = correlations_.at(question, entered_[k]);
            for (std::size_t j = 0; j < k; ++j) cell -= row[j] * factor_[k][j];
            cell /= factor_[k][k];
            row.push_back(cell);
            left -= cell * cell;
            outcome -= cell * factor_[k].back();
        }
        expects(left > 0, "the questions can be told apart");
        row.push_back(std::sqrt(left));
        outcome /= row.back();
        row.push_back(outcome);  // behind the row itself: what the outcome has in it
        factor_.push_back(std::move(row));
        entered_.push_back(question);
        return outcome;
    }

    const Symmetric& correlations_;
    std::size_t outcome_;
    std::vector<double> explained_;
    std::vector<std::size_t> entered_;
    std::vector<std::vector<double>> factor_;
};

// How often a question finds `before` of the others there already: before! (q-1-before)!/q!.
double part_of_orders(int questions, int before) {
    double part = 1.0 / questions;
    for (int i = 1; i <= before; ++i) part *= static_cast<double>(i) / (questions - i);
    return part;
}

std::vector<double> shapley_of(const EverySet& sets, std::size_t questions) {
    std::vector<double> shares(questions);
    for (std::size_t question = 0; question < questions; ++question) {
        const Questions own = Questions{1} << question;
        for (Questions set = 0; set < Questions{1} << questions; ++set) {
            if ((set & own) != 0) continue;
            shares[question] += part_of_orders(static_cast<int>(questions), std::popcount(set)) *
                                (sets.explained(set | own) - sets.explained(set));
        }
    }
    return shares;
}

Symmetric questions_of(const Symmetric& correlations) {
    Symmetric questions(correlations.size() - 1);
    for (std::size_t i = 0; i < questions.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) questions.set(i, j, correlations.at(i, j));
    return questions;
}

std::vector<double> relative_weights_of(const Symmetric& correlations, const Axes& axes) {
    const std::size_t questions = axes.values.size();
    const auto root = [&](std::size_t i, std::size_t j, double power) {
        double cell = 0;
        for (std::size_t k = 0; k < questions; ++k)
            cell += axes.axes[k][i] * std::pow(axes.values[k], power) * axes.axes[k][j];
        return cell;
    };
    std::vector<double> weights(questions);
    for (std::size_t k = 0; k < questions; ++k) {
        double slope = 0;
        for (std::size_t j = 0; j < questions; ++j)
            slope += root(k, j, -0.5) * correlations.at(j, questions);
        for (std::size_t j = 0; j < questions; ++j)
            weights[j] += std::pow(root(j, k, 0.5) * slope, 2);
    }
    return weights;
}

}  // namespace

DriverAnalysis drivers_of(const CrossSums& sums) {
    expects(2 <= sums.items() && sums.items() <= drivers_max + 1,
            "there are one to twelve questions and an outcome");
    const std::size_t questions = sums.items() - 1;
    if (sums.is_constant(questions))
        return {.problem = DriverProblem::outcome_constant, .drivers = {}};
    for (std::size_t question = 0; question < questions; ++question)
        if (sums.is_constant(question))
            return {.problem = DriverProblem::question_constant,
                    .constant_question = question,
                    .drivers = {}};
    std::vector<std::size_t> all(sums.items());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const Symmetric correlations = sums.correlations(all);
    const Axes axes = axes_of(questions_of(correlations));
    const double condition = condition_of(axes);
    if (condition > driver_condition_max)
        return {.problem = DriverProblem::questions_alike, .drivers = {}};
    const EverySet sets(correlations);
    const Questions everything = (Questions{1} << questions) - 1;
    return {.drivers = Drivers{.r_squared = sets.explained(everything),
                               .condition = condition,
                               .shapley = shapley_of(sets, questions),
                               .relative_weights = relative_weights_of(correlations, axes)}};
}

Quadrant quadrant_of(double importance, double performance, const Crosshair& crosshair) {
    const double weight = importance - crosshair.importance;
    const double rating = performance - crosshair.performance;
    if (std::abs(weight) <= crosshair.importance_band ||
        std::abs(rating) <= crosshair.performance_band)
        return Quadrant::on_a_line;
    if (weight > 0) return rating < 0 ? Quadrant::improve_first : Quadrant::keep_up;
    return rating < 0 ? Quadrant::low_priority : Quadrant::possible_overkill;
}

}  // namespace engine
