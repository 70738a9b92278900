#include "engine/figures/decimal.h"

#include <cstdlib>

#include "engine/expects.h"

namespace engine {
namespace {

__extension__ using Wide = __int128;

constexpr int places_max = 9;

std::int64_t power_of_ten(int places) {
    expects(0 <= places && places <= places_max, "a decimal has 0 to 9 places");
    std::int64_t power = 1;
    for (int place = 0; place < places; ++place) power *= 10;
    return power;
}

enum class Toward { below, nearest, above };

Rational on_grid(const Rational& number, int places, Toward toward) {
    const std::int64_t grid = power_of_ten(places);
    const Wide scaled = Wide{number.numerator} * grid;
    Wide whole = scaled / number.denominator;
    const Wide rest = scaled % number.denominator;
    const int sign = rest < 0 ? -1 : 1;
    if (toward == Toward::nearest && 2 * rest * sign >= number.denominator) whole += sign;
    if (toward == Toward::below && rest < 0) --whole;
    if (toward == Toward::above && rest > 0) ++whole;
    return {.numerator = static_cast<std::int64_t>(whole), .denominator = grid};
}

std::string print(const Rational& gridded, int places) {
    const std::int64_t size = std::abs(gridded.numerator);
    std::string text = gridded.numerator < 0 ? "-" : "";
    text += std::to_string(size / gridded.denominator);
    if (places == 0) return text;
    const std::string fraction = std::to_string(size % gridded.denominator);
    return text + "." + std::string(static_cast<std::size_t>(places) - fraction.size(), '0') +
           fraction;
}

}  // namespace

Rational rounded(const Rational& number, int places) {
    return on_grid(number, places, Toward::nearest);
}

std::string decimal(const Rational& number, int places) {
    return print(rounded(number, places), places);
}

std::string honest_decimal(const Rational& number, const Honesty& honesty, int places) {
    Rational shown = rounded(number, places);
    if (honesty.target && honesty.target->is_met_by(shown) != honesty.target->is_met_by(number))
        shown = on_grid(number, places, shown > number ? Toward::below : Toward::above);
    if (honesty.maximum && number < *honesty.maximum && shown >= *honesty.maximum)
        shown = on_grid(number, places, Toward::below);
    return print(shown, places);
}

std::string shortest_decimal(const Rational& number) {
    for (int places = 0; places <= places_max; ++places)
        if (const Rational shown = rounded(number, places); shown == number)
            return print(shown, places);
    expects(false, "a shortest decimal has an end");
    return {};
}

}  // namespace engine
