#include "reports/charts/axis.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"

namespace reports {

Span span_from(double smallest) {
    engine::expects(0 <= smallest && smallest <= 100, "a figure is between 0 and 100");
    constexpr double step = 10;
    const double below = (std::ceil(smallest / step) - 1) * step;
    return {.lowest = std::max(0.0, below), .highest = 100};
}

double Axis::place(double number) const {
    engine::expects(span.lowest < span.highest, "an axis spans something");
    const double inside = std::clamp(number, span.lowest, span.highest);
    return begin + (inside - span.lowest) / (span.highest - span.lowest) * (end - begin);
}

void label_inside(Drawing& drawing, Point at, std::string_view text, std::string_view look) {
    const double half = width_of(text) / 2;
    if (at.x - half < 0)
        drawing.label({0, at.y}, text, Anchor::start, look);
    else if (at.x + half > chart_width)
        drawing.label({chart_width, at.y}, text, Anchor::end, look);
    else
        drawing.label(at, text, Anchor::middle, look);
}

}  // namespace reports
