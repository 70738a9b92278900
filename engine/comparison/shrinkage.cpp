#include "engine/comparison/shrinkage.h"

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {
namespace {

using boost::math::digamma;
using boost::math::lgamma;
using boost::math::trigamma;

constexpr double alike = 1e7;     // a + b beyond this: no difference can be seen
constexpr double unlike = 1e-3;   // and below this each unit is all or nothing

// The log likelihood with its slope and bend in log a and log b.
struct Likelihood {
    double value = 0;
    double slope_a = 0, slope_b = 0;
    double bend_aa = 0, bend_bb = 0, bend_ab = 0;
};

Likelihood likelihood(std::span<const Share> units, double a, double b) {
    double value = 0, da = 0, db = 0, daa = 0, dbb = 0, dab = 0;
    for (const Share& unit : units) {
        if (unit.answers == 0) continue;
        const auto k = static_cast<double>(unit.satisfied);
        const auto n = static_cast<double>(unit.answers);
        value += lgamma(a + k) - lgamma(a) + lgamma(b + n - k) - lgamma(b) - lgamma(a + b + n) +
                 lgamma(a + b);
        const double whole = digamma(a + b) - digamma(a + b + n);
        const double bend = trigamma(a + b) - trigamma(a + b + n);
        da += digamma(a + k) - digamma(a) + whole;
        db += digamma(b + n - k) - digamma(b) + whole;
        daa += trigamma(a + k) - trigamma(a) + bend;
        dbb += trigamma(b + n - k) - trigamma(b) + bend;
        dab += bend;
    }
    return {.value = value,
            .slope_a = a * da,
            .slope_b = b * db,
            .bend_aa = a * a * daa + a * da,
            .bend_bb = b * b * dbb + b * db,
            .bend_ab = a * b * dab};
}

struct Step {
    double a = 0;
    double b = 0;
};

// Uphill, with as much added to the bend as makes it bend downwards.
Step newton_step(const Likelihood& at, double damping) {
    const double middle = (at.bend_aa + at.bend_bb) / 2;
    const double reach = std::hypot((at.bend_aa - at.bend_bb) / 2, at.bend_ab);
    const double size = std::abs(middle) + reach;
    const double highest = middle + reach;  // the larger of the two own values
    const double shift = std::max(0.0, highest + 1e-8 * size) + damping * size;
    const double aa = shift - at.bend_aa;
    const double bb = shift - at.bend_bb;
    const double determinant = aa * bb - at.bend_ab * at.bend_ab;
    if (!(determinant > 0)) return {};
    return {.a = (bb * at.slope_a + at.bend_ab * at.slope_b) / determinant,
            .b = (at.bend_ab * at.slope_a + aa * at.slope_b) / determinant};
}

struct Pool {
    double p = 0;
    double excess = 0;  // twice the slope of the likelihood in 1/(a + b), where that is 0 (Tarone)
};

Pool pool_of(std::span<const Share> units) {
    double k = 0;
    double n = 0;
    for (const Share& unit : units) {
        expects(0 <= unit.satisfied && unit.satisfied <= unit.answers,
                "the satisfied are some of the answers");
        k += static_cast<double>(unit.satisfied);
        n += static_cast<double>(unit.answers);
    }
    if (k == 0 || k == n) return {};
    Pool pool{.p = k / n, .excess = 0};
    for (const Share& unit : units) {
        const auto hits = static_cast<double>(unit.satisfied);
        const auto all = static_cast<double>(unit.answers);
        const double misses = all - hits;
        pool.excess += hits * (hits - 1) / pool.p + misses * (misses - 1) / (1 - pool.p) -
                       all * (all - 1);
    }
    return pool;
}

// A first a + b, by the moments: from the excess of squares over what chance makes.
double first_size(std::span<const Share> units, const Pool& pool) {
    double pairs = 0;
    for (const Share& unit : units)
        pairs += static_cast<double>(unit.answers) * static_cast<double>(unit.answers - 1);
    return std::clamp(pairs / pool.excess - 1, 0.1, 1e5);
}

}  // namespace

std::optional<Beta> between_units(std::span<const Share> units) {
    const Pool pool = pool_of(units);
    if (pool.excess <= 1e-9) return std::nullopt;
    const double size = first_size(units, pool);
    Beta at{.a = size * pool.p, .b = size * (1 - pool.p)};
    Likelihood here = likelihood(units, at.a, at.b);
    double damping = 0;
    constexpr int steps_max = 200;
    constexpr double rounding = 1e-7;  // of lgamma near the largest a + b
    for (int i = 0; i < steps_max; ++i) {
        const Step step = newton_step(here, damping);
        constexpr double longest = 2;
        const double length = std::max(std::abs(step.a), std::abs(step.b));
        if (length < 1e-9) break;
        const double part = std::min(1.0, longest / length);
        const Beta next{.a = at.a * std::exp(part * step.a), .b = at.b * std::exp(part * step.b)};
        if (next.a + next.b > alike) return std::nullopt;
        if (next.a + next.b < unlike) break;
        const Likelihood there = likelihood(units, next.a, next.b);
        if (there.value < here.value - rounding) {
            damping = damping == 0 ? 1e-3 : damping * 10;
            continue;
        }
        damping = damping < 1e-3 ? 0 : damping / 10;
        at = next;
        here = there;
    }
    return at;
}

Beta posterior(const Beta& between, const Share& unit) {
    return {.a = between.a + static_cast<double>(unit.satisfied),
            .b = between.b + static_cast<double>(unit.answers - unit.satisfied)};
}

Interval central_interval(const Beta& beta, double error) {
    return {.lower = beta_lower_quantile(beta.a, beta.b, error / 2),
            .upper = beta_upper_quantile(beta.a, beta.b, error / 2)};
}

}  // namespace engine
