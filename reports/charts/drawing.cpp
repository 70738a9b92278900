#include "reports/charts/drawing.h"

#include <array>
#include <charconv>
#include <cmath>

#include "engine/expects.h"

namespace reports {
namespace {

// One decimal: a tenth of a unit is less than any screen shows.
std::string decimal(double number) {
    engine::expects(std::isfinite(number), "a chart's coordinates are finite");
    const double tenths = std::round(number * 10) / 10;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                   tenths == 0 ? 0.0 : tenths, std::chars_format::fixed, 1);
    return {digits.data(), end.ptr};
}

std::string attribute(std::string_view name, std::string_view value) {
    std::string text{" "};
    return text.append(name).append("=\"").append(value).append("\"");
}

std::string attribute(std::string_view name, double value) {
    return attribute(name, decimal(value));
}

std::string looking(std::string_view look) {
    return attribute("class", std::string("chart-").append(look));
}

std::string listed(const std::vector<Point>& points) {
    std::string text;
    for (const Point& point : points)
        text.append(text.empty() ? "" : " ")
            .append(decimal(point.x)).append(",").append(decimal(point.y));
    return text;
}

bool is_id(std::string_view id) {
    for (const char letter : id) {
        const bool is_small = letter >= 'a' && letter <= 'z';
        const bool is_capital = letter >= 'A' && letter <= 'Z';
        const bool is_digit = letter >= '0' && letter <= '9';
        if (!is_small && !is_capital && !is_digit && letter != '-') return false;
    }
    return !id.empty();
}

std::string_view word_of(Anchor anchor) {
    constexpr std::array<std::string_view, 3> words{"start", "middle", "end"};
    return words.at(static_cast<std::size_t>(anchor));
}

bool is_continued(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// From U+2E80 on a letter is a square: three bytes, the first above 0xE2.
double width_of_letter(char first_byte) {
    return static_cast<unsigned char>(first_byte) > 0xE2 ? letter_size : letter_size * 0.58;
}

}  // namespace

Drawing::Drawing(std::string_view id, std::string_view title, double height) {
    engine::expects(is_id(id), "a chart's id is of letters, digits and hyphens");
    const std::string name = std::string(id).append("-title");
    text_.append("<svg class=\"chart\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\"")
        .append(attribute("aria-labelledby", name))
        .append(attribute("viewBox", "0 0 " + decimal(chart_width) + " " + decimal(height)))
        .append(attribute("font-size", letter_size))
        .append(" fill=\"currentColor\" stroke=\"none\">")
        .append("<title id=\"" + name + "\">" + escaped(title) + "</title>");
}

void Drawing::straight(Point from, Point to, std::string_view look, std::string_view dashes) {
    text_.append("<line").append(looking(look))
        .append(attribute("x1", from.x)).append(attribute("y1", from.y))
        .append(attribute("x2", to.x)).append(attribute("y2", to.y))
        .append(" stroke=\"currentColor\"");
    if (!dashes.empty()) text_.append(attribute("stroke-dasharray", dashes));
    text_.append("/>");
}

void Drawing::line(Point from, Point to, std::string_view look) { straight(from, to, look, ""); }

void Drawing::dashed_line(Point from, Point to, std::string_view look) {
    straight(from, to, look, "5 4");
}

void Drawing::path(const std::vector<Point>& through, std::string_view look) {
    text_.append("<polyline").append(looking(look)).append(attribute("points", listed(through)))
        .append(" fill=\"none\" stroke=\"currentColor\"/>");
}

void Drawing::box(const Box& box, std::string_view look) {
    text_.append("<rect").append(looking(look))
        .append(attribute("x", box.corner.x)).append(attribute("y", box.corner.y))
        .append(attribute("width", box.width)).append(attribute("height", box.height))
        .append("/>");
}

void Drawing::dot(Point centre, double radius, std::string_view look) {
    text_.append("<circle").append(looking(look))
        .append(attribute("cx", centre.x)).append(attribute("cy", centre.y))
        .append(attribute("r", radius)).append("/>");
}

void Drawing::diamond(Point centre, double radius, std::string_view look) {
    const std::string corners = listed({{centre.x, centre.y - radius},
                                        {centre.x + radius, centre.y},
                                        {centre.x, centre.y + radius},
                                        {centre.x - radius, centre.y}});
    text_.append("<polygon").append(looking(look)).append(attribute("points", corners))
        .append("/>");
}

void Drawing::label(Point at, std::string_view text, Anchor anchor, std::string_view look) {
    text_.append("<text").append(looking(look))
        .append(attribute("x", at.x)).append(attribute("y", at.y))
        .append(attribute("text-anchor", word_of(anchor)))
        .append(">").append(escaped(text)).append("</text>");
}

std::string Drawing::svg() const { return text_ + "</svg>"; }

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char letter : text) {
        switch (letter) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default:
                if (static_cast<unsigned char>(letter) >= 0x20) safe += letter;
        }
    }
    return safe;
}

double width_of(std::string_view text) {
    double width = 0;
    for (const char byte : text)
        if (!is_continued(byte)) width += width_of_letter(byte);
    return width;
}

std::string cut_to(std::string_view text, double width) {
    if (width_of(text) <= width) return std::string(text);
    double room = width - letter_size;
    std::size_t end = 0;
    while (end < text.size()) {
        room -= width_of_letter(text.at(end));
        if (room < 0) break;
        ++end;
        while (end < text.size() && is_continued(text.at(end))) ++end;
    }
    return std::string(text.substr(0, end)).append("…");
}

std::string instead_of_chart(std::string_view words) {
    return "<p class=\"chart-empty\">" + escaped(words) + "</p>";
}

}  // namespace reports
