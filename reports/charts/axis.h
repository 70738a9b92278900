// An axis: where the numbers of a chart stand on it.
#pragma once

#include <optional>
#include <string>

#include "reports/charts/drawing.h"

namespace reports {

// A number of a chart: where it stands, and the words for it, which come from reports/number.h.
struct Mark {
    double at = 0;
    std::string shown;
};
struct Reach {
    Mark lower;
    Mark upper;
};

// The numbers an axis spans. Requires lowest < highest.
struct Span {
    double lowest = 0;
    double highest = 100;

    bool has(double number) const { return lowest <= number && number <= highest; }
};

// From the ten below the smallest number up to 100, the best figure of every scale: so far as it
// is needed and no further, and never cut at a number. Requires 0 <= smallest <= 100.
Span span_from(double smallest);

// From `begin` to `end` in the chart's units; a number outside the span stands at its end.
struct Axis {
    Span span;
    double begin = 0;
    double end = 0;

    double place(double number) const;
};

// A label at `at`, moved inside the chart where it would stick out.
void label_inside(Drawing& drawing, Point at, std::string_view text, std::string_view look);

}  // namespace reports
