// A rational: an exact number, so that a verdict is compared in integers and never in doubles.
#pragma once

#include <compare>
#include <cstdint>

namespace engine {

// Requires denominator > 0. Products of two are formed in 128 bits, so nothing overflows on the
// way; a result that does not fit 64 bits after cancelling breaks a rule instead of wrapping.
struct Rational {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    friend std::strong_ordering operator<=>(const Rational& left, const Rational& right);
    friend bool operator==(const Rational& left, const Rational& right);
    friend Rational operator+(const Rational& left, const Rational& right);
    friend Rational operator-(const Rational& left, const Rational& right);
    friend Rational operator*(const Rational& left, const Rational& right);
    friend Rational operator/(const Rational& left, const Rational& right);  // right > 0
};

double approximate(const Rational& number);

}  // namespace engine
