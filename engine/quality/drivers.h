// Drivers: how much of the differences in satisfaction goes with each of several questions.
#pragma once

#include <optional>
#include <vector>

#include "engine/quality/cross_sums.h"

namespace engine {

inline constexpr std::size_t drivers_max = 12;
// Questions closer to each other than this cannot be told apart.
inline constexpr double driver_condition_max = 1e6;

// Two ways to share out R², the part of the outcome's variance that the linear regression on all
// the questions explains; each sums to R². Association, not cause.
//
// `shapley`: the rise of R² by the question, averaged over every order in which the questions may
// enter (Lindeman, Merenda & Gold 1980, "LMG"; Shapley value). 2^q regressions. Never negative.
// `relative_weights`: the outcome is regressed on the nearest uncorrelated versions of the
// questions, and their parts handed back (Johnson 2000, Multivariate Behavioral Research 35:1–19).
struct Drivers {
    double r_squared = 0;
    double condition = 0;  // of the questions' correlations
    std::vector<double> shapley;
    std::vector<double> relative_weights;
};

enum class DriverProblem { none, outcome_constant, question_constant, questions_alike };

struct DriverAnalysis {
    DriverProblem problem = DriverProblem::none;
    std::size_t constant_question = 0;  // if that is the problem
    std::optional<Drivers> drivers;     // if there is none
};

// The last item is the outcome, those before it the questions. Requires 1 to drivers_max questions.
DriverAnalysis drivers_of(const CrossSums& sums);

// Where a question stands by its importance and by how well it is rated: beside the two lines of
// the middle (Martilla & James 1977, Journal of Marketing 41:77–79). What is within `band` of a
// line is on it and is left alone: a difference that small is noise.
enum class Quadrant { improve_first, keep_up, low_priority, possible_overkill, on_a_line };

struct Crosshair {
    double importance = 0;
    double importance_band = 0;
    double performance = 0;
    double performance_band = 0;
};

Quadrant quadrant_of(double importance, double performance, const Crosshair& crosshair);

}  // namespace engine
