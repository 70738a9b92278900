#include "engine/comparison/funnel.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <vector>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {
namespace {

constexpr double winsorised_part = 0.1;

struct Binomial {
    double n = 0;
    double p = 0;  // neither 0 nor 1
};

// Walks from count to count; both tails are kept, so that neither is one minus the other.
class Walk {
public:
    Walk(const Binomial& binomial, double count) : binomial_(binomial), count_(count) {
        const auto& [n, p] = binomial_;
        here_ = boost::math::ibeta_derivative(count + 1, n - count + 1, p) / (n + 1);
        below_ = count > 0 ? boost::math::ibetac(count, n - count + 1, p) : 0;
        above_ = count < n ? boost::math::ibeta(count + 1, n - count, p) : 0;
    }
    double count() const { return count_; }
    double here() const { return here_; }                // P(X = count)
    double up_to_here() const { return below_ + here_; }
    double below() const { return below_; }
    double above() const { return above_; }
    double from_here() const { return above_ + here_; }

    void up() {
        const auto& [n, p] = binomial_;
        below_ += here_;
        here_ *= (n - count_) / (count_ + 1) * (p / (1 - p));
        above_ = std::max(0.0, above_ - here_);
        ++count_;
    }
    void down() {
        const auto& [n, p] = binomial_;
        above_ += here_;
        here_ *= count_ / (n - count_ + 1) * ((1 - p) / p);
        below_ = std::max(0.0, below_ - here_);
        --count_;
    }

private:
    Binomial binomial_;
    double count_;
    double here_ = 0;
    double below_ = 0;
    double above_ = 0;
};

struct Limit {
    std::int64_t count = 0;
    double share = 0;
};

double first_guess(const Binomial& binomial, double z) {
    const auto& [n, p] = binomial;
    return std::clamp(std::round(n * p + z * std::sqrt(n * p * (1 - p))), 0.0, n);
}

Limit limit(const Walk& walk, double beyond, double n) {
    const double part = walk.here() > 0 ? std::clamp(beyond / walk.here(), 0.0, 1.0) : 0;
    return {.count = static_cast<std::int64_t>(walk.count()),
            .share = std::max(0.0, (walk.count() - part) / n)};
}

// A tail may be this much off and still count as reached: real ties exist, as 0.1³ = 0.001.
constexpr double tie = 1e-12;

Limit lower_limit(const Binomial& binomial, double tail) {
    Walk walk(binomial, first_guess(binomial, -normal_quantile(tail)));
    while (walk.count() < binomial.n && walk.up_to_here() < tail * (1 - tie)) walk.up();
    while (walk.count() > 0 && walk.below() >= tail * (1 - tie)) walk.down();
    return limit(walk, walk.up_to_here() - tail, binomial.n);
}

Limit upper_limit(const Binomial& binomial, double tail) {
    Walk walk(binomial, first_guess(binomial, normal_quantile(tail)));
    while (walk.count() < binomial.n && walk.above() > tail * (1 + tie)) walk.up();
    while (walk.count() > 0 && walk.from_here() <= tail * (1 + tie)) walk.down();
    return limit(walk, tail - walk.above(), binomial.n);
}

void expects_funnel(double centre, std::int64_t answers, double error) {
    expects(0 <= centre && centre <= 1, "the centre is a share");
    expects(answers > 0, "a funnel is about answers");
    expects(0 < error && error < 1, "the error lies between 0 and 1");
}

// A chance of 0 or 1 leaves a single count, and the formula gives these.
FunnelLimits limits_of_the_certain(double centre, std::int64_t answers, double error) {
    const std::int64_t count = centre == 0 ? 0 : answers;
    const auto at = static_cast<double>(count);
    const auto n = static_cast<double>(answers);
    return {.lower_count = count,
            .upper_count = count,
            .share = {.lower = std::max(0.0, (at - (1 - error / 2)) / n),
                      .upper = std::max(0.0, (at - error / 2) / n)}};
}

double pulled_in_squares(std::vector<double> z) {
    std::sort(z.begin(), z.end());
    const auto cut =
        static_cast<std::size_t>(std::floor(winsorised_part * static_cast<double>(z.size())));
    double squares = 0;
    for (const double each : z)
        squares += std::pow(std::clamp(each, z[cut], z[z.size() - 1 - cut]), 2);
    return squares;
}

}  // namespace

FunnelLimits funnel_limits(double centre, std::int64_t answers, double error) {
    expects_funnel(centre, answers, error);
    if (centre == 0 || centre == 1) return limits_of_the_certain(centre, answers, error);
    const Binomial binomial{.n = static_cast<double>(answers), .p = centre};
    const Limit lower = lower_limit(binomial, error / 2);
    const Limit upper = upper_limit(binomial, error / 2);
    return {.lower_count = lower.count,
            .upper_count = upper.count,
            .share = {.lower = lower.share, .upper = upper.share}};
}

FunnelPlace place_in(const FunnelLimits& limits, const Share& unit) {
    if (unit.satisfied < limits.lower_count) return FunnelPlace::below;
    return unit.satisfied > limits.upper_count ? FunnelPlace::above : FunnelPlace::within;
}

std::optional<Overdispersion> overdispersion(std::span<const Share> units, double centre) {
    expects(0 <= centre && centre <= 1, "the centre is a share");
    std::vector<double> z;
    double weight = 0;
    double squared_weight = 0;
    for (const Share& unit : units) {
        if (unit.answers == 0 || centre == 0 || centre == 1) continue;
        const auto n = static_cast<double>(unit.answers);
        const double variance = centre * (1 - centre) / n;
        z.push_back((static_cast<double>(unit.satisfied) / n - centre) / std::sqrt(variance));
        weight += 1 / variance;
        squared_weight += 1 / variance / variance;
    }
    if (z.size() < 2) return std::nullopt;
    const auto count = static_cast<double>(z.size());
    const double squares = pulled_in_squares(std::move(z));
    const double between = (squares - (count - 1)) / (weight - squared_weight / weight);
    return Overdispersion{.phi = squares / count, .tau_squared = std::max(0.0, between)};
}

Interval widened_limits(double centre, std::int64_t answers, double tau_squared, double error) {
    expects_funnel(centre, answers, error);
    expects(tau_squared >= 0, "a variance is not negative");
    const double variance = centre * (1 - centre) / static_cast<double>(answers) + tau_squared;
    const double reach = normal_quantile(error / 2) * std::sqrt(variance);
    return {.lower = std::max(0.0, centre - reach), .upper = std::min(1.0, centre + reach)};
}

std::optional<double> share_of_all(std::span<const Share> units) {
    Share all;
    for (const Share& unit : units) {
        expects(0 <= unit.satisfied && unit.satisfied <= unit.answers,
                "the satisfied are some of the answers");
        all.satisfied += unit.satisfied;
        all.answers += unit.answers;
    }
    if (all.answers == 0) return std::nullopt;
    return static_cast<double>(all.satisfied) / static_cast<double>(all.answers);
}

}  // namespace engine
