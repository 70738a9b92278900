#include "engine/inference/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/expects.h"

namespace engine {
namespace {

std::vector<CalibrationProblem> problems_of(std::span<const WeighedCell> cells,
                                            std::span<const Margin> margins) {
    std::vector<CalibrationProblem> problems;
    const auto total = [](const Margin& margin) {
        return std::accumulate(margin.people.begin(), margin.people.end(), std::int64_t{0});
    };
    for (std::size_t m = 0; m < margins.size(); ++m) {
        const std::vector<std::int64_t>& people = margins[m].people;
        std::vector<std::int64_t> answers(people.size());
        for (const WeighedCell& cell : cells) answers.at(cell.levels.at(m)) += cell.tally.n();
        for (std::size_t level = 0; level < people.size(); ++level) {
            if (people[level] > 0 && answers[level] == 0)
                problems.push_back({CalibrationFault::no_answers, m, level});
            if (people[level] == 0 && answers[level] > 0)
                problems.push_back({CalibrationFault::no_people, m, level});
        }
        if (total(margins[m]) != total(margins.front()))
            problems.push_back({CalibrationFault::unequal_totals, m, 0});
    }
    return problems;
}

// Fits one margin; the largest relative change of a weight.
double fit(std::span<const WeighedCell> cells, const Margin& margin, std::size_t m,
           std::vector<double>& weights) {
    std::vector<double> sums(margin.people.size());
    for (std::size_t c = 0; c < cells.size(); ++c)
        sums[cells[c].levels[m]] += static_cast<double>(cells[c].tally.n()) * weights[c];
    double change = 0;
    for (std::size_t level = 0; level < sums.size(); ++level) {
        if (sums[level] == 0) continue;
        sums[level] = static_cast<double>(margin.people[level]) / sums[level];
        change = std::max(change, std::abs(sums[level] - 1));
    }
    for (std::size_t c = 0; c < cells.size(); ++c) weights[c] *= sums[cells[c].levels[m]];
    return change;
}

}  // namespace

Calibration calibrate(std::span<const WeighedCell> cells, std::span<const Margin> margins,
                      const Convergence& convergence) {
    expects(!margins.empty(), "answers are calibrated to a margin");
    for (const WeighedCell& cell : cells)
        expects(cell.levels.size() == margins.size(), "a cell has a level of each margin");
    Calibration calibration{.weights = {}, .problems = problems_of(cells, margins)};
    if (!calibration.problems.empty()) return calibration;
    for (const WeighedCell& cell : cells) calibration.weights.push_back(cell.tally.n() > 0 ? 1 : 0);
    while (calibration.rounds < convergence.rounds_max) {
        ++calibration.rounds;
        double change = 0;
        for (std::size_t m = 0; m < margins.size(); ++m)
            change = std::max(change, fit(cells, margins[m], m, calibration.weights));
        if (change < convergence.change_max) return calibration;
    }
    calibration.weights.clear();
    calibration.problems.push_back({CalibrationFault::not_converged, 0, 0});
    return calibration;
}

}  // namespace engine
