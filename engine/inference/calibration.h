// A calibration: what each answer must weigh so that the answers look like the people.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/figures/tally.h"

namespace engine {

// Those who are alike in everything that is known of the people: one level of every margin.
struct WeighedCell {
    std::vector<std::size_t> levels;
    Tally tally;
};

// One thing that is known of all the people, such as the channel: how many are at each level.
struct Margin {
    std::vector<std::int64_t> people;
};

enum class CalibrationFault {
    no_answers,        // people at a level, and nobody to speak for them
    no_people,         // answers at a level of nobody
    unequal_totals,    // a margin counts other people than the first
    not_converged,     // the margins contradict each other or the empty cells
};

struct CalibrationProblem {
    CalibrationFault fault = CalibrationFault::no_answers;
    std::size_t margin = 0;
    std::size_t level = 0;

    friend bool operator==(const CalibrationProblem&, const CalibrationProblem&) = default;
};

// Weights of one answer, cell by cell; of a cell without answers 0. None if there are problems.
struct Calibration {
    std::vector<double> weights;
    int rounds = 0;
    std::vector<CalibrationProblem> problems;
};

struct Convergence {
    double change_max = 1e-12;  // relative, of any weight in a whole round
    int rounds_max = 500;
};

// Raking: every margin in turn multiplies the weights of each of its levels until they sum to its
// people (iterative proportional fitting, Deming & Stephan 1940). One margin alone is
// post-stratification: people over answers. What cannot be met is told, never dropped. Requires
// margins, a level of each in every cell, and counts >= 0.
Calibration calibrate(std::span<const WeighedCell> cells, std::span<const Margin> margins,
                      const Convergence& convergence = {});

}  // namespace engine
