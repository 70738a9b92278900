// Care with weights: what may be done about few answers and heavy ones, by rules declared before.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/inference/calibration.h"

namespace engine {

// Levels of a margin taken together: the group of each, counted from 0 on.
struct Collapsed {
    std::vector<std::size_t> group_of;
    std::size_t groups = 0;
};

// In the order of the levels, those follow each other into a group until it has at least `fewest`
// answers; what remains at the end joins the last group. Customary: 5.
Collapsed collapse(std::span<const WeighedCell> cells, const Margin& margin, std::size_t which,
                   std::int64_t fewest);

// The same answers and people by groups.
void regroup(std::vector<WeighedCell>& cells, Margin& margin, std::size_t which,
             const Collapsed& collapsed);

// Weights above `limit` were cut to it; so many answers lost weight.
struct Trimmed {
    std::vector<double> weights;
    double limit = 0;
    std::int64_t answers = 0;
};

// The limit is `times` the median weight of an answer, the lower of two middle ones. Less variance
// is paid for with margins that are no longer met. Customary: 5. Requires answers.
Trimmed trim(std::span<const WeighedCell> cells, std::span<const double> weights, double times);

}  // namespace engine
