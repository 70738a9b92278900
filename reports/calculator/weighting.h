// A weighting as it is asked for: cells, margins by name, and what may be done to the weights.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/inference/calibration.h"
#include "engine/inference/weight_care.h"
#include "engine/inference/weighted.h"
#include "reports/calculator/given.h"

namespace reports {

struct Weighting {
    engine::Scale scale;
    std::optional<std::int64_t> people;  // with fpc only
    std::vector<std::string> names;      // of the margins
    std::vector<std::vector<std::string>> levels;  // of each margin, as JSON: 3 or "town"
    std::vector<engine::Margin> margins;
    std::vector<engine::WeighedCell> cells;
    engine::Convergence convergence;
    std::optional<std::int64_t> collapse_below;
    std::optional<double> trim_over_median;
};

struct Weighed {
    std::vector<double> weights;  // of the cells
    engine::WeightedEstimate estimate;
    std::vector<engine::Collapsed> collapsed;  // margin by margin, where it was asked for
    std::optional<engine::Trimmed> trimmed;
};

// {"N", "fpc", "scores", "satisfied_min_score", "cells": [{"a": level, ..., "counts"}],
// "margins": {"a": [{"level", "N"}], ...}} and optionally "epsilon" (the largest relative change of
// a weight in the last round), "maxit", "collapse_below" answers, "trim_over_median" times.
Weighting read_weighting(Given& given);

// What cannot be met becomes a problem with the margin's and the level's name.
Weighed weigh(const Weighting& weighting, Given& given);

// Only of levels and cells with answers.
nlohmann::ordered_json weights_by_level(const Weighting& weighting, const Weighed& weighed);
nlohmann::ordered_json weights_by_cell(const Weighting& weighting, const Weighed& weighed);
// What was taken together and what was cut, if that was asked for.
void add_care(nlohmann::ordered_json& result, const Weighting& weighting, const Weighed& weighed);

}  // namespace reports
