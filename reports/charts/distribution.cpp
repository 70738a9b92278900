#include "reports/charts/distribution.h"

#include <algorithm>

namespace reports {
namespace {

constexpr double row_height = 36;
constexpr double label_y = 13;
constexpr double bar_y = 18;
constexpr double bar_height = 12;

std::string numbers_of(const GradeBar& bar) {
    return std::to_string(bar.count) + " · " + bar.percent + "%";
}

}  // namespace

std::string distribution(const Distribution& distribution) {
    std::int64_t all = 0;
    for (const GradeBar& bar : distribution.bars) all += bar.count;
    if (all == 0) return instead_of_chart(distribution.nothing_yet);

    Drawing drawing{distribution.id, distribution.title,
                    row_height * static_cast<double>(distribution.bars.size())};
    double y = 0;
    int grade = 0;
    for (const GradeBar& bar : distribution.bars) {
        const std::string number = std::to_string(++grade);
        const double part = static_cast<double>(bar.count) / static_cast<double>(all);
        drawing.label({0, y + label_y}, bar.name);
        drawing.label({chart_width, y + label_y}, numbers_of(bar), Anchor::end, "value-label");
        drawing.box({.corner = {0, y + bar_y}, .width = chart_width, .height = bar_height},
                    "groove");
        drawing.box({.corner = {0, y + bar_y}, .width = part * chart_width, .height = bar_height},
                    "grade chart-grade-" + number);
        y += row_height;
    }
    return drawing.svg();
}

}  // namespace reports
