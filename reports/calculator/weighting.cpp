#include "reports/calculator/weighting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace reports {
namespace {

using engine::CalibrationFault;
using nlohmann::ordered_json;

constexpr std::size_t margins_max = 10;
constexpr std::size_t levels_max = 1000;

void read_margin(Given& margins, const std::string& name, Weighting& weighting) {
    std::vector<std::string> levels;
    engine::Margin margin;
    std::vector<Given> parts = margins.list(name.c_str());
    margins.require(parts.size() <= levels_max,
                    "margins." + name + " must have " + std::to_string(levels_max) +
                        " levels at most");
    if (parts.size() > levels_max) parts.clear();
    for (Given& part : parts) {
        const std::string level = part.label("level");
        part.require(std::ranges::count(levels, level) == 0,
                     "margins." + name + " names the level " + level + " twice");
        levels.push_back(level);
        margin.people.push_back(part.people("N"));
    }
    weighting.names.push_back(name);
    weighting.levels.push_back(std::move(levels));
    weighting.margins.push_back(std::move(margin));
}

std::size_t read_level(Given& cell, std::size_t margin, const Weighting& weighting) {
    const std::string& name = weighting.names[margin];
    const std::string label = cell.label(name.c_str());
    const std::vector<std::string>& levels = weighting.levels[margin];
    const auto found = std::ranges::find(levels, label);
    if (found != levels.end()) return static_cast<std::size_t>(found - levels.begin());
    cell.require(false, "margins." + name + " has no level " + label);
    return 0;
}

void read_cells(Given& given, Weighting& weighting) {
    std::int64_t answers = 0;
    for (Given& part : given.list("cells")) {
        engine::WeighedCell cell{.levels = {}, .tally = part.grades("counts")};
        for (std::size_t m = 0; m < weighting.names.size(); ++m)
            cell.levels.push_back(read_level(part, m, weighting));
        answers += cell.tally.n();
        weighting.cells.push_back(std::move(cell));
    }
    given.require(answers > 0, "cells must have an answer");
    given.require(!weighting.people || answers <= *weighting.people,
                  "cells must not have more answers than N");
    given.require(answers <= CalculatorLimits::people_max,
                  "cells must be " + std::to_string(CalculatorLimits::people_max) +
                      " answers together at most");
}

// With fpc the answers are some of those very people.
void check_levels(Given& given, const Weighting& weighting) {
    if (!weighting.people || !given.is_sound()) return;
    for (std::size_t m = 0; m < weighting.names.size(); ++m) {
        const std::vector<std::int64_t>& people = weighting.margins[m].people;
        std::vector<std::int64_t> answers(people.size());
        for (const engine::WeighedCell& cell : weighting.cells)
            answers[cell.levels[m]] += cell.tally.n();
        for (std::size_t l = 0; l < people.size(); ++l)
            given.require(people[l] == 0 || answers[l] <= people[l],
                          "margins." + weighting.names[m] + " level " + weighting.levels[m][l] +
                              " has more answers than people");
    }
}

std::string in_words(const engine::CalibrationProblem& problem, const Weighting& weighting) {
    const std::string margin = "margins." + weighting.names[problem.margin];
    const std::string level =
        margin + " level " + weighting.levels[problem.margin][problem.level];
    switch (problem.fault) {
        case CalibrationFault::no_answers: return level + " has people and no answers";
        case CalibrationFault::no_people: return level + " has answers and no people";
        case CalibrationFault::unequal_totals:
            return margin + " does not sum to the total of margins." + weighting.names.front();
        case CalibrationFault::not_converged:
            return "the weights did not converge in " +
                   std::to_string(weighting.convergence.rounds_max) + " rounds";
    }
    return "";
}

// A group goes by its first level.
Weighting collapsed(const Weighting& weighting, std::vector<engine::Collapsed>& done) {
    Weighting grouped = weighting;
    for (std::size_t m = 0; m < grouped.margins.size(); ++m) {
        done.push_back(engine::collapse(grouped.cells, grouped.margins[m], m,
                                        *weighting.collapse_below));
        engine::regroup(grouped.cells, grouped.margins[m], m, done.back());
        grouped.levels[m].assign(done.back().groups, "");
        for (std::size_t l = weighting.levels[m].size(); l-- > 0;)
            grouped.levels[m][done.back().group_of[l]] = weighting.levels[m][l];
    }
    return grouped;
}

ordered_json as_json(const std::string& label) { return ordered_json::parse(label); }

}  // namespace

Weighting read_weighting(Given& given) {
    constexpr double epsilon_min = 1e-14;
    constexpr double epsilon_max = 1e-3;
    Weighting weighting;
    const auto worth = static_cast<int>(given.whole("satisfied_min_score", 0, 100));
    weighting.scale = given.scale("scores", worth);
    given.require(worth <= weighting.scale.points.front(),
                  "satisfied_min_score must not be above every score");
    if (given.yes_or_no("fpc")) weighting.people = given.people("N");
    Given margins = given.inner("margins");
    const std::vector<std::string> names = margins.names();
    given.require(!names.empty() && names.size() <= margins_max,
                  "margins must be 1 to " + std::to_string(margins_max));
    for (std::size_t m = 0; m < std::min(names.size(), margins_max); ++m)
        read_margin(margins, names[m], weighting);
    if (!given.is_sound()) return weighting;
    read_cells(given, weighting);
    check_levels(given, weighting);
    if (given.has("epsilon"))
        weighting.convergence.change_max = given.number("epsilon", epsilon_min, epsilon_max);
    if (given.has("maxit"))
        weighting.convergence.rounds_max = static_cast<int>(given.whole("maxit", 1, 500));
    if (given.has("collapse_below"))
        weighting.collapse_below = given.whole("collapse_below", 1, 1000);
    if (given.has("trim_over_median"))
        weighting.trim_over_median = given.number("trim_over_median", 1, 1000);
    return weighting;
}

Weighed weigh(const Weighting& weighting, Given& given) {
    Weighed weighed;
    const Weighting used =
        weighting.collapse_below ? collapsed(weighting, weighed.collapsed) : weighting;
    engine::Calibration calibration =
        engine::calibrate(used.cells, used.margins, used.convergence);
    for (const engine::CalibrationProblem& problem : calibration.problems)
        given.require(false, in_words(problem, used));
    if (!given.is_sound()) return weighed;
    weighed.weights = std::move(calibration.weights);
    if (weighting.trim_over_median) {
        weighed.trimmed = engine::trim(used.cells, weighed.weights, *weighting.trim_over_median);
        weighed.weights = weighed.trimmed->weights;
    }
    weighed.estimate = engine::weighted(used.cells, weighed.weights, used.scale, used.people);
    return weighed;
}

ordered_json weights_by_level(const Weighting& weighting, const Weighed& weighed) {
    std::vector<double> weights(weighting.levels.front().size());
    for (std::size_t c = 0; c < weighting.cells.size(); ++c)
        if (weighting.cells[c].tally.n() > 0)
            weights[weighting.cells[c].levels.front()] = weighed.weights[c];
    ordered_json list = ordered_json::array();
    for (std::size_t level = 0; level < weights.size(); ++level)
        if (weights[level] > 0)
            list.push_back({{"level", as_json(weighting.levels.front()[level])},
                            {"w", weights[level]}});
    return list;
}

ordered_json weights_by_cell(const Weighting& weighting, const Weighed& weighed) {
    ordered_json list = ordered_json::array();
    for (std::size_t c = 0; c < weighting.cells.size(); ++c) {
        if (weighting.cells[c].tally.n() == 0) continue;
        ordered_json cell = ordered_json::object();
        for (std::size_t m = 0; m < weighting.names.size(); ++m)
            cell[weighting.names[m]] =
                as_json(weighting.levels[m][weighting.cells[c].levels[m]]);
        cell["w"] = weighed.weights[c];
        list.push_back(std::move(cell));
    }
    return list;
}

void add_care(ordered_json& result, const Weighting& weighting, const Weighed& weighed) {
    for (std::size_t m = 0; m < weighed.collapsed.size(); ++m) {
        const engine::Collapsed& done = weighed.collapsed[m];
        ordered_json groups(std::vector<ordered_json>(done.groups, ordered_json::array()));
        for (std::size_t l = 0; l < done.group_of.size(); ++l)
            groups[done.group_of[l]].push_back(as_json(weighting.levels[m][l]));
        result["groups_of_" + weighting.names[m]] = groups;
    }
    if (!weighed.trimmed) return;
    result["trimmed"] = {{"limit", weighed.trimmed->limit},
                         {"answers", weighed.trimmed->answers}};
}

}  // namespace reports
