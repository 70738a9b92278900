// A drawing: an SVG picture that is being put together, to stand inside a page.
//
// Its looks come from classes ("chart-…") of the page's sheet; without a sheet it is still
// readable, in the colour of the text around it. Coordinates are written with one fixed decimal,
// so the same numbers give the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reports {

// Every chart is this wide in its own units and scales with the page: at a 360 px screen a unit
// is about 0.9 px, so that letters of `letter_size` stay above 11 px.
inline constexpr double chart_width = 320;
inline constexpr double letter_size = 13;

struct Point {
    double x = 0;
    double y = 0;
};
struct Box {
    Point corner;  // upper left
    double width = 0;
    double height = 0;
};
enum class Anchor { start, middle, end };

class Drawing {
public:
    // `id` is one of the page's own: letters, digits and hyphens. `title` says what is shown.
    Drawing(std::string_view id, std::string_view title, double height);

    void line(Point from, Point to, std::string_view look);
    void dashed_line(Point from, Point to, std::string_view look);
    void path(const std::vector<Point>& through, std::string_view look);
    void box(const Box& box, std::string_view look);
    void dot(Point centre, double radius, std::string_view look);
    void diamond(Point centre, double radius, std::string_view look);
    void label(Point at, std::string_view text, Anchor anchor = Anchor::start,
               std::string_view look = "label");

    [[nodiscard]] std::string svg() const;

private:
    void straight(Point from, Point to, std::string_view look, std::string_view dashes);

    std::string text_;
};

// Text safe inside markup: escaped, without control characters.
[[nodiscard]] std::string escaped(std::string_view text);
// Roughly how wide a text is in a chart: a Chinese letter is a square, others half of one.
[[nodiscard]] double width_of(std::string_view text);
// Cut to fit, with "…" at the end.
[[nodiscard]] std::string cut_to(std::string_view text, double width);
// What stands where a drawing would be empty.
[[nodiscard]] std::string instead_of_chart(std::string_view words);

}  // namespace reports
