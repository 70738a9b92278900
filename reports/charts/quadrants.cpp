#include "reports/charts/quadrants.h"

#include <algorithm>
#include <cmath>

namespace reports {
namespace {

constexpr double top = 26;
constexpr double height = 220;
constexpr double foot_height = 38;
constexpr double left = 30;
constexpr double right = chart_width - 10;
constexpr double bottom = top + height;

struct Plane {
    Axis across;
    Axis up;

    Point at(double performance, double importance) const {
        return {across.place(performance), up.place(importance)};
    }
};

Plane plane_of(const Quadrants& quadrants) {
    double worst = std::min(100.0, quadrants.performance.middle);
    double heaviest = quadrants.importance.middle;
    for (const QuadrantDot& dot : quadrants.dots) {
        worst = std::min(worst, dot.performance);
        heaviest = std::max(heaviest, dot.importance);
    }
    constexpr double step = 10;
    const double highest = std::max(step, std::ceil(heaviest * 1.1 / step) * step);
    return {.across = {.span = span_from(worst), .begin = left, .end = right},
            .up = {.span = {0, highest}, .begin = bottom, .end = top}};
}

void draw_middle(Drawing& drawing, const Quadrants& quadrants, const Plane& plane) {
    const auto& [performance, rating_half] = quadrants.performance;
    const auto& [importance, weight_half] = quadrants.importance;
    const double from = plane.across.place(performance - rating_half);
    const double to = plane.across.place(performance + rating_half);
    drawing.box({{from, top}, to - from, height}, "groove");
    const double upper = plane.up.place(importance + weight_half);
    const double lower = plane.up.place(importance - weight_half);
    drawing.box({{left, upper}, right - left, lower - upper}, "groove");
    const Point middle = plane.at(performance, importance);
    drawing.dashed_line({middle.x, top}, {middle.x, bottom}, "scale");
    drawing.dashed_line({left, middle.y}, {right, middle.y}, "scale");
}

void draw_scales(Drawing& drawing, const Quadrants& quadrants, const Plane& plane) {
    drawing.line({left, bottom}, {right, bottom}, "scale");
    drawing.line({left, top}, {left, bottom}, "scale");
    const auto whole = [](double number) { return std::to_string(std::lround(number)); };
    for (const double percent : {plane.up.span.lowest, plane.up.span.highest})
        drawing.label({left - 4, plane.up.place(percent) + 4}, whole(percent), Anchor::end,
                      "scale-label");
    for (const double points : {plane.across.span.lowest, plane.across.span.highest})
        label_inside(drawing, {plane.across.place(points), bottom + letter_size + 2},
                     whole(points), "scale-label");
    drawing.label({0, letter_size}, quadrants.importance_words, Anchor::start, "scale-label");
    drawing.label({right, bottom + 2 * letter_size + 4}, quadrants.performance_words, Anchor::end,
                  "scale-label");
}

void draw_corners(Drawing& drawing, const Quadrants& quadrants) {
    constexpr double inset = 4;
    for (std::size_t corner = 0; corner < quadrants.corners.size(); ++corner) {
        const bool is_right = corner % 2 == 1;
        const bool is_low = corner >= 2;
        drawing.label({is_right ? right - inset : left + inset,
                       is_low ? bottom - inset - 2 : top + letter_size + inset},
                      quadrants.corners.at(corner), is_right ? Anchor::end : Anchor::start,
                      "scale-label");
    }
}

void draw_dots(Drawing& drawing, const Quadrants& quadrants, const Plane& plane) {
    for (const QuadrantDot& dot : quadrants.dots) {
        const Point at = plane.at(dot.performance, dot.importance);
        if (dot.is_first) drawing.diamond(at, 6, "outside");
        else drawing.dot(at, 5, "dot");
        const bool is_right = at.x > right - 2 * letter_size;
        drawing.label({is_right ? at.x - 8 : at.x + 8, at.y + 4}, dot.number,
                      is_right ? Anchor::end : Anchor::start, "value-label");
    }
}

}  // namespace

std::string quadrants(const Quadrants& quadrants) {
    if (quadrants.dots.empty()) return instead_of_chart(quadrants.nothing_yet);
    const Plane plane = plane_of(quadrants);
    Drawing drawing{quadrants.id, quadrants.title, bottom + foot_height};
    draw_middle(drawing, quadrants, plane);
    draw_scales(drawing, quadrants, plane);
    draw_corners(drawing, quadrants);
    draw_dots(drawing, quadrants, plane);
    return drawing.svg();
}

}  // namespace reports
