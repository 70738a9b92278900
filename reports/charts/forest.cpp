#include "reports/charts/forest.h"

#include <algorithm>

namespace reports {
namespace {

constexpr double head_height = 20;
constexpr double row_height = 40;
constexpr double label_y = 14;
constexpr double line_y = 27;
constexpr double foot_height = 18;
constexpr double margin = 10;

Span span_of(const Forest& forest) {
    double smallest = forest.target ? forest.target->at : 100;
    for (const ForestRow& row : forest.rows) {
        if (row.value) smallest = std::min(smallest, row.value->at);
        if (row.value && row.reach) smallest = std::min(smallest, row.reach->lower.at);
    }
    return span_from(std::clamp(smallest, 0.0, 100.0));
}

void draw_row(Drawing& drawing, const Forest& forest, const ForestRow& row, const Axis& axis,
              double y) {
    const std::string numbers =
        row.value->shown + forest.unit + "  n=" + std::to_string(row.n);
    const double room = chart_width - width_of(numbers) - letter_size;
    drawing.label({0, y + label_y}, cut_to(row.name, room));
    drawing.label({chart_width, y + label_y}, numbers, Anchor::end, "value-label");
    drawing.line({axis.begin, y + line_y}, {axis.end, y + line_y}, "scale");
    if (row.reach) {
        const Point from{axis.place(row.reach->lower.at), y + line_y};
        const Point to{axis.place(row.reach->upper.at), y + line_y};
        if (forest.is_nominal)
            drawing.dashed_line(from, to, "reach-nominal");
        else
            drawing.line(from, to, "reach");
    }
    drawing.dot({axis.place(row.value->at), y + line_y}, 5, "dot");
}

void draw_target(Drawing& drawing, const Forest& forest, const Axis& axis, double bottom) {
    if (!forest.target) return;
    const double x = axis.place(forest.target->at);
    drawing.dashed_line({x, head_height - 4}, {x, bottom}, "target");
    label_inside(drawing, {x, letter_size}, forest.target->shown, "target-label");
}

std::string names_without(const Forest& forest) {
    std::string names;
    for (const ForestRow& row : forest.rows)
        if (!row.value) names.append(names.empty() ? "" : forest.between_names).append(row.name);
    if (names.empty()) return names;
    return "<p class=\"chart-note\">" + escaped(forest.without_words + names) + "</p>";
}

}  // namespace

std::string forest(const Forest& forest) {
    const auto drawn = std::ranges::count_if(
        forest.rows, [](const ForestRow& row) { return row.value.has_value(); });
    if (drawn == 0) return instead_of_chart(forest.nothing_yet) + names_without(forest);
    const double bottom = head_height + static_cast<double>(drawn) * row_height;
    Drawing drawing{forest.id, forest.title, bottom + foot_height};
    const Axis axis{.span = span_of(forest), .begin = margin, .end = chart_width - margin};
    double y = head_height;
    for (const ForestRow& row : forest.rows) {
        if (!row.value) continue;
        draw_row(drawing, forest, row, axis, y);
        y += row_height;
    }
    draw_target(drawing, forest, axis, bottom);
    for (const double end : {axis.span.lowest, axis.span.highest})
        label_inside(drawing, {axis.place(end), bottom + letter_size},
                     std::to_string(static_cast<int>(end)), "scale-label");
    return drawing.svg() + names_without(forest);
}

}  // namespace reports
