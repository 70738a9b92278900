#include "engine/figures/rational.h"

namespace engine {
namespace {

__extension__ using Wide = __int128;

}  // namespace

std::strong_ordering operator<=>(const Rational& left, const Rational& right) {
    const Wide a = Wide{left.numerator} * right.denominator;
    const Wide b = Wide{right.numerator} * left.denominator;
    return a < b ? std::strong_ordering::less
                 : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

bool operator==(const Rational& left, const Rational& right) { return (left <=> right) == 0; }

double approximate(const Rational& number) {
    return static_cast<double>(number.numerator) / static_cast<double>(number.denominator);
}

}  // namespace engine
