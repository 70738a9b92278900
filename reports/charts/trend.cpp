#include "reports/charts/trend.h"

#include <algorithm>
#include <vector>

#include "reports/checkpoints.h"

namespace reports {
namespace {

constexpr double height = 142;
constexpr double legend_y = 8;
constexpr double top = 24;
constexpr double bottom = 116;
constexpr double left = 34;
constexpr double month_label_y = 136;
constexpr double radius = 3.5;

double month_x(std::size_t month) {
    constexpr double right = chart_width - 12;
    return left + 6 + static_cast<double>(month) * (right - left - 6) / 11;
}

Span span_of(const Trend& trend) {
    double smallest = trend.target ? trend.target->at : 100;
    for (const auto& month : trend.months)
        if (month) smallest = std::min(smallest, month->at);
    return span_from(std::clamp(smallest, 0.0, 100.0));
}

void draw_frame(Drawing& drawing, const Axis& axis) {
    drawing.line({left, top}, {left, bottom}, "scale");
    drawing.line({left, bottom}, {chart_width, bottom}, "scale");
    for (const double end : {axis.span.lowest, axis.span.highest})
        drawing.label({left - 6, axis.place(end) + 4}, std::to_string(static_cast<int>(end)),
                      Anchor::end, "scale-label");
    for (std::size_t month = 0; month < 12; ++month) {
        const int number = static_cast<int>(month) + 1;
        const bool is_marked = is_checkpoint(number);
        if (is_marked) {
            drawing.line({month_x(month), top}, {month_x(month), bottom}, "checkpoint-line");
            drawing.diamond({month_x(month), bottom}, 4.5, "checkpoint");
        }
        drawing.label({month_x(month), month_label_y}, std::to_string(number), Anchor::middle,
                      is_marked ? "checkpoint-label" : "scale-label");
    }
}

void draw_target(Drawing& drawing, const Trend& trend, const Axis& axis) {
    if (!trend.target) return;
    const double y = axis.place(trend.target->at);
    drawing.dashed_line({left, y}, {chart_width, y}, "target");
    // Named above the months, where no figure can run through the words.
    drawing.dashed_line({left, legend_y}, {left + 24, legend_y}, "target");
    drawing.label({left + 30, legend_y + 4}, trend.target->shown, Anchor::start, "target-label");
}

// One line through each run of months with answers; a month alone is its dot.
void draw_months(Drawing& drawing, const Trend& trend, const Axis& axis) {
    std::vector<Point> run;
    const auto end_run = [&] {
        if (run.size() > 1) drawing.path(run, "trend");
        for (const Point& point : run) drawing.dot(point, radius, "dot");
        run.clear();
    };
    for (std::size_t month = 0; month < trend.months.size(); ++month) {
        if (const auto& value = trend.months.at(month))
            run.push_back({month_x(month), axis.place(value->at)});
        else
            end_run();
    }
    end_run();
}

void label_last(Drawing& drawing, const Trend& trend, const Axis& axis) {
    for (std::size_t month = trend.months.size(); month-- > 0;) {
        const auto& value = trend.months.at(month);
        if (!value) continue;
        const double y = axis.place(value->at);
        const double label_y = y < top + 16 ? y + 20 : y - 8;
        label_inside(drawing, {month_x(month), label_y}, value->shown, "value-label");
        return;
    }
}

}  // namespace

std::string trend(const Trend& trend) {
    const bool is_empty = std::ranges::none_of(
        trend.months, [](const std::optional<Mark>& month) { return month.has_value(); });
    if (is_empty) return instead_of_chart(trend.nothing_yet);
    Drawing drawing{trend.id, trend.title, height};
    const Axis axis{.span = span_of(trend), .begin = bottom, .end = top};
    draw_frame(drawing, axis);
    draw_target(drawing, trend, axis);
    draw_months(drawing, trend, axis);
    label_last(drawing, trend, axis);
    return drawing.svg();
}

}  // namespace reports
