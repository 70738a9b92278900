#include "reports/charts/funnel.h"

#include <algorithm>
#include <cmath>

namespace reports {
namespace {

constexpr double top = 20;
constexpr double height = 200;
constexpr double foot_height = 36;
constexpr double left = 34;
constexpr double margin = 10;
constexpr std::size_t names_max = 6;

// Where a unit or a limit stands in the picture. Answers stand at their square root: one hall with
// twenty times a township's answers would press all others against the edge.
struct Plane {
    Axis across;
    Axis up;

    double across_at(double n) const { return across.place(std::sqrt(n)); }
    Point at(double n, double percent) const { return {across_at(n), up.place(percent)}; }
};

Plane plane_of(const Funnel& funnel) {
    double smallest = 100;
    double largest = 1;
    for (const FunnelDot& dot : funnel.dots) {
        smallest = std::min(smallest, dot.percent);
        largest = std::max(largest, static_cast<double>(dot.n));
    }
    constexpr double room = 1.03;
    return {.across = {.span = {0, std::sqrt(largest) * room},
                       .begin = left,
                       .end = chart_width - margin},
            .up = {.span = span_from(std::min(smallest, funnel.centre.at)),
                   .begin = top + height,
                   .end = top}};
}

void draw_rim(Drawing& drawing, const Funnel& funnel, const Plane& plane,
              double FunnelRim::*limit, std::string_view look) {
    std::vector<Point> through;
    for (const FunnelRim& rim : funnel.rims)
        if (plane.up.span.has(rim.*limit)) through.push_back(plane.at(rim.n, rim.*limit));
    if (through.size() > 1) drawing.path(through, look);
}

void draw_dots(Drawing& drawing, const Funnel& funnel, const Plane& plane) {
    std::size_t named = 0;
    for (const FunnelDot& dot : funnel.dots) {
        const Point at = plane.at(static_cast<double>(dot.n), dot.percent);
        if (!dot.is_outside) {
            drawing.dot(at, 4, "dot");
            continue;
        }
        drawing.diamond(at, 6, "outside");
        if (++named > names_max) continue;
        const bool is_right = at.x > chart_width / 2;
        const double room = is_right ? at.x - left : chart_width - at.x - margin;
        drawing.label({is_right ? at.x - 8 : at.x + 8, at.y + 4}, cut_to(dot.name, room),
                      is_right ? Anchor::end : Anchor::start);
    }
}

void draw_scales(Drawing& drawing, const Funnel& funnel, const Plane& plane) {
    const double bottom = top + height;
    drawing.line({left, bottom}, {chart_width - margin, bottom}, "scale");
    for (const double percent : {plane.up.span.lowest, plane.up.span.highest})
        drawing.label({0, plane.up.place(percent) + 4},
                      std::to_string(static_cast<int>(percent)) + "%", Anchor::start,
                      "scale-label");
    drawing.label({left, bottom + letter_size + 2}, "0", Anchor::middle, "scale-label");
    const auto most = std::ranges::max(funnel.dots, {}, &FunnelDot::n).n;
    drawing.label({plane.across_at(static_cast<double>(most)), bottom + letter_size + 2},
                  std::to_string(most), Anchor::end, "scale-label");
    drawing.label({chart_width / 2, bottom + 2 * letter_size + 4}, funnel.answers_words,
                  Anchor::middle, "scale-label");
}

}  // namespace

std::string funnel(const Funnel& funnel) {
    if (funnel.dots.empty()) return instead_of_chart(funnel.nothing_yet);
    const Plane plane = plane_of(funnel);
    Drawing drawing{funnel.id, funnel.title, top + height + foot_height};
    draw_scales(drawing, funnel, plane);
    const double centre = plane.up.place(funnel.centre.at);
    drawing.line({left, centre}, {chart_width - margin, centre}, "target");
    drawing.label({left + 2, top - 6}, funnel.centre.shown, Anchor::start, "target-label");
    draw_rim(drawing, funnel, plane, &FunnelRim::inner_lower, "rim-inner");
    draw_rim(drawing, funnel, plane, &FunnelRim::inner_upper, "rim-inner");
    draw_rim(drawing, funnel, plane, &FunnelRim::outer_lower, "rim-outer");
    draw_rim(drawing, funnel, plane, &FunnelRim::outer_upper, "rim-outer");
    draw_dots(drawing, funnel, plane);
    return drawing.svg();
}

}  // namespace reports
