#include "surveys/questionnaires/decimal.h"

#include <algorithm>

#include "surveys/limits.h"

namespace surveys {
namespace {

constexpr std::size_t written_max = 400;  // characters, as a double may be printed
constexpr int exponent_max = 400;

std::string_view take_digits(std::string_view& text) {
    const auto end = std::find_if(text.begin(), text.end(),
                                  [](char c) { return c < '0' || c > '9'; });
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

// Behind the 'e'.
std::optional<int> take_exponent(std::string_view& text) {
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    int exponent = 0;
    for (const char digit : digits)
        exponent = std::min(exponent * 10 + (digit - '0'), exponent_max);
    return negative ? -exponent : exponent;
}

// Digits with the point behind the first `whole` of them, which may lie outside.
std::string with_point(std::string digits, int whole) {
    if (whole <= 0) {
        digits.insert(0, static_cast<std::size_t>(1 - whole), '0');
        whole = 1;
    }
    if (static_cast<std::size_t>(whole) > digits.size())
        digits.append(static_cast<std::size_t>(whole) - digits.size(), '0');
    std::string integer = digits.substr(0, static_cast<std::size_t>(whole));
    std::string fraction = digits.substr(static_cast<std::size_t>(whole));
    integer.erase(0, std::min(integer.find_first_not_of('0'), integer.size() - 1));
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? integer : integer + "." + fraction;
}

}  // namespace

std::optional<std::string> canonical_decimal(std::string_view text) {
    if (text.size() > written_max) return std::nullopt;
    const bool negative = take(text, '-');
    const std::string_view whole = take_digits(text);
    if (whole.empty()) return std::nullopt;
    std::string_view fraction;
    if (take(text, '.')) {
        fraction = take_digits(text);
        if (fraction.empty()) return std::nullopt;
    }
    int exponent = 0;
    if (take(text, 'e') || take(text, 'E')) {
        const auto given = take_exponent(text);
        if (!given) return std::nullopt;
        exponent = *given;
    }
    if (!text.empty()) return std::nullopt;
    std::string decimal = with_point(std::string{whole} + std::string{fraction},
                                     static_cast<int>(whole.size()) + exponent);
    if (negative && decimal != "0") decimal.insert(0, 1, '-');
    if (decimal.size() > limits.number_characters_max) return std::nullopt;
    return decimal;
}

}  // namespace surveys
