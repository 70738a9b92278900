#include "reports/charts/interval_line.h"

#include <algorithm>

#include "engine/figures/decimal.h"

namespace reports {
namespace {

constexpr double height = 66;
constexpr double target_label_y = 13;
constexpr double line_y = 34;
constexpr double label_y = 60;
constexpr double margin = 10;
constexpr double dot_radius = 6;

Span span_of(const IntervalLine& line) {
    double smallest = line.value->at;
    if (line.reach) smallest = std::min(smallest, line.reach->lower.at);
    if (line.target) smallest = std::min(smallest, line.target->at);
    return span_from(std::clamp(smallest, 0.0, 100.0));
}

void draw_reach(Drawing& drawing, const IntervalLine& line, const Axis& axis) {
    if (!line.reach) return;
    const double from = axis.place(line.reach->lower.at);
    const double to = axis.place(line.reach->upper.at);
    if (line.is_nominal)
        drawing.dashed_line({from, line_y}, {to, line_y}, "reach-nominal");
    else
        drawing.line({from, line_y}, {to, line_y}, "reach");
    for (const double end : {from, to})
        drawing.line({end, line_y - 5}, {end, line_y + 5}, "reach-end");
}

void draw_target(Drawing& drawing, const IntervalLine& line, const Axis& axis) {
    if (!line.target) return;
    const double x = axis.place(line.target->at);
    drawing.line({x, line_y - 16}, {x, line_y + 9}, "target");
    label_inside(drawing, {x, target_label_y}, line.target->shown, "target-label");
}

// The ends of the scale, unless the figure's own label needs the room.
void draw_labels(Drawing& drawing, const IntervalLine& line, const Axis& axis) {
    const double x = axis.place(line.value->at);
    const std::string shown = line.value->shown + line.unit;
    label_inside(drawing, {x, label_y}, shown, "value-label");
    const auto end_text = [](double number) { return std::to_string(static_cast<int>(number)); };
    const double half = width_of(shown) / 2 + letter_size;
    const std::string lowest = end_text(axis.span.lowest);
    const std::string highest = end_text(axis.span.highest);
    const double room_right = std::min(x, chart_width - half) + half + width_of(highest);
    if (std::max(x, half) - half > width_of(lowest))
        drawing.label({0, label_y}, lowest, Anchor::start, "scale-label");
    if (room_right < chart_width)
        drawing.label({chart_width, label_y}, highest, Anchor::end, "scale-label");
}

}  // namespace

std::string interval_line(const IntervalLine& line) {
    if (!line.value) return instead_of_chart(line.nothing_yet);
    Drawing drawing{line.id, line.title, height};
    const Axis axis{.span = span_of(line), .begin = margin, .end = chart_width - margin};
    drawing.line({axis.begin, line_y}, {axis.end, line_y}, "scale");
    draw_reach(drawing, line, axis);
    draw_target(drawing, line, axis);
    drawing.dot({axis.place(line.value->at), line_y}, dot_radius, "dot");
    draw_labels(drawing, line, axis);
    return drawing.svg();
}

}  // namespace reports
