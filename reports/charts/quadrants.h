// Quadrants: every question's importance over how well it is rated, with the lines of the middle.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "reports/charts/axis.h"

namespace reports {

// Known by its number: a question is too long for a chart and stands in the table beside it.
struct QuadrantDot {
    std::string number;
    double importance = 0;   // in percent
    double performance = 0;  // in points, 0..100
    bool is_first = false;   // to be improved first
};

// A line of the middle, as a band: what lies within is on it.
struct MiddleBand {
    double middle = 0;
    double half = 0;
};

struct Quadrants {
    std::string id;
    std::string title;
    std::vector<QuadrantDot> dots{};
    MiddleBand importance{};
    MiddleBand performance{};
    std::array<std::string, 4> corners{};  // upper left, upper right, lower left, lower right
    std::string importance_words{};        // "↑ 重要性（%）"
    std::string performance_words{};       // "评分 →"
    std::string nothing_yet{};
};

[[nodiscard]] std::string quadrants(const Quadrants& quadrants);

}  // namespace reports
