// A trend: the figure of each month of a year against its target, with the checkpoints marked.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "reports/charts/axis.h"

namespace reports {

// A month without answers has no value and leaves a gap in the line.
struct Trend {
    std::string id;
    std::string title;
    std::array<std::optional<Mark>, 12> months{};  // January first
    std::optional<Mark> target{};
    std::string nothing_yet{};
};

[[nodiscard]] std::string trend(const Trend& trend);

}  // namespace reports
