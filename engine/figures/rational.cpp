#include "engine/figures/rational.h"

#include <limits>

#include "engine/expects.h"

namespace engine {
namespace {

__extension__ using Wide = __int128;

Wide greatest_common_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

Rational cancelled(Wide numerator, Wide denominator) {
    expects(denominator > 0, "a rational has a positive denominator");
    const Wide divisor = greatest_common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    constexpr Wide largest = std::numeric_limits<std::int64_t>::max();
    expects(-largest <= numerator && numerator <= largest && denominator <= largest,
            "a rational fits 64 bits");
    return {.numerator = static_cast<std::int64_t>(numerator),
            .denominator = static_cast<std::int64_t>(denominator)};
}

}  // namespace

std::strong_ordering operator<=>(const Rational& left, const Rational& right) {
    const Wide a = Wide{left.numerator} * right.denominator;
    const Wide b = Wide{right.numerator} * left.denominator;
    return a < b ? std::strong_ordering::less
                 : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

bool operator==(const Rational& left, const Rational& right) { return (left <=> right) == 0; }

Rational operator+(const Rational& left, const Rational& right) {
    return cancelled(Wide{left.numerator} * right.denominator +
                         Wide{right.numerator} * left.denominator,
                     Wide{left.denominator} * right.denominator);
}

Rational operator-(const Rational& left, const Rational& right) {
    return cancelled(Wide{left.numerator} * right.denominator -
                         Wide{right.numerator} * left.denominator,
                     Wide{left.denominator} * right.denominator);
}

Rational operator*(const Rational& left, const Rational& right) {
    return cancelled(Wide{left.numerator} * right.numerator,
                     Wide{left.denominator} * right.denominator);
}

Rational operator/(const Rational& left, const Rational& right) {
    return cancelled(Wide{left.numerator} * right.denominator,
                     Wide{left.denominator} * right.numerator);
}

double approximate(const Rational& number) {
    return static_cast<double>(number.numerator) / static_cast<double>(number.denominator);
}

}  // namespace engine
