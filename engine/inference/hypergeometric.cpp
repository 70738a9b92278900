#include "engine/inference/hypergeometric.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/expects.h"

namespace engine {
namespace {

// log(n!) less Stirling's formula. The series is exact to the last bit from 16 on; below, the
// factorials themselves are exact in a long double.
double stirling_error(double n) {
    constexpr std::size_t exact = 16;
    static const std::array<double, exact> small = [] {
        std::array<double, exact> errors{};
        long double factorial = 1;
        for (std::size_t i = 1; i < exact; ++i) {
            const auto x = static_cast<long double>(i);
            factorial *= x;
            errors.at(i) = static_cast<double>(
                std::log(factorial) - (x + 0.5L) * std::log(x) + x -
                std::log(2 * std::numbers::pi_v<long double>) / 2);
        }
        return errors;
    }();
    if (n < static_cast<double>(exact)) return small.at(static_cast<std::size_t>(n));
    const double square = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) /
                                        square) / square) / n;
}

// x log(x/mean) + mean - x without losing the digits where x is near its mean.
double deviance(double x, double mean) {
    const double gap = x - mean;
    if (std::abs(gap) >= 0.1 * (x + mean)) return x * std::log(x / mean) - gap;
    const double v = gap / (x + mean);
    double sum = gap * v;
    double term = 2 * x * v;
    for (int odd = 3; odd < 1000; odd += 2) {
        term *= v * v;
        const double next = sum + term / odd;
        if (next == sum) break;
        sum = next;
    }
    return sum;
}

// log of C(n, x) p^x q^(n-x); p and q in (0, 1).
double log_binomial(double x, double n, double p, double q) {
    if (n == 0) return 0;
    if (x == 0) return p < 0.1 ? -deviance(n, n * q) - n * p : n * std::log(q);
    if (x == n) return q < 0.1 ? -deviance(n, n * p) - n * q : n * std::log(p);
    const double core = stirling_error(n) - stirling_error(x) - stirling_error(n - x) -
                        deviance(x, n * p) - deviance(n - x, n * q);
    return core - std::log(2 * std::numbers::pi * x * ((n - x) / n)) / 2;
}

struct Support {
    std::int64_t lowest;
    std::int64_t highest;
};

Support support(const Hypergeometric& sample) {
    expects(0 <= sample.satisfied && sample.satisfied <= sample.people &&
                0 <= sample.sampled && sample.sampled <= sample.people,
            "a sample and the satisfied are some of the people");
    return {.lowest = std::max<std::int64_t>(
                0, sample.sampled - (sample.people - sample.satisfied)),
            .highest = std::min(sample.sampled, sample.satisfied)};
}

enum class Tail { below, above };

// The chance of `hits` and everything beyond, outwards; requires hits within the support and on
// that side of the mean, so that each term is smaller than the one before.
double outward_sum(const Hypergeometric& sample, std::int64_t hits, Tail tail) {
    const auto satisfied = static_cast<double>(sample.satisfied);
    const auto sampled = static_cast<double>(sample.sampled);
    const auto spare = static_cast<double>(sample.people - sample.satisfied - sample.sampled);
    auto x = static_cast<double>(hits);
    double term = 1;
    double sum = 1;
    while (term > sum * 1e-17) {
        if (tail == Tail::below) {
            term *= x * (spare + x) / ((satisfied - x + 1) * (sampled - x + 1));
            x -= 1;
        } else {
            term *= (satisfied - x) * (sampled - x) / ((x + 1) * (spare + x + 1));
            x += 1;
        }
        sum += term;
    }
    return chance_of(sample, hits) * sum;
}

bool is_below_the_mean(const Hypergeometric& sample, std::int64_t hits) {
    return static_cast<double>(hits) * static_cast<double>(sample.people) <
           static_cast<double>(sample.satisfied) * static_cast<double>(sample.sampled);
}

}  // namespace

double log_chance_of(const Hypergeometric& sample, std::int64_t hits) {
    const auto [lowest, highest] = support(sample);
    if (hits < lowest || hits > highest) return -std::numeric_limits<double>::infinity();
    if (lowest == highest) return 0;
    const auto people = static_cast<double>(sample.people);
    const auto satisfied = static_cast<double>(sample.satisfied);
    const auto sampled = static_cast<double>(sample.sampled);
    const auto x = static_cast<double>(hits);
    const double p = sampled / people;
    const double q = (people - sampled) / people;
    return log_binomial(x, satisfied, p, q) + log_binomial(sampled - x, people - satisfied, p, q) -
           log_binomial(sampled, people, p, q);
}

double chance_of(const Hypergeometric& sample, std::int64_t hits) {
    return std::exp(log_chance_of(sample, hits));
}

double chance_of_at_least(const Hypergeometric& sample, std::int64_t hits) {
    const auto [lowest, highest] = support(sample);
    if (hits <= lowest) return 1;
    if (hits > highest) return 0;
    if (is_below_the_mean(sample, hits)) return 1 - outward_sum(sample, hits - 1, Tail::below);
    return std::min(1.0, outward_sum(sample, hits, Tail::above));
}

double chance_of_at_most(const Hypergeometric& sample, std::int64_t hits) {
    const auto [lowest, highest] = support(sample);
    if (hits >= highest) return 1;
    if (hits < lowest) return 0;
    if (is_below_the_mean(sample, hits)) return outward_sum(sample, hits, Tail::below);
    return std::max(0.0, 1 - outward_sum(sample, hits + 1, Tail::above));
}

}  // namespace engine
