#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/expects.h"
#include "engine/inference/urn.h"

#include <boost/math/quadrature/exp_sinh.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace engine {
namespace {

// The sum Q of (worth - t) G, with its cumulant function K(z) = -Σ balls log(1 - (worth - t) z).
class GammaSum {
public:
    GammaSum(std::span<const UrnBalls> urn, double t) : urn_(urn), t_(t) {}

    // P(Q <= 0). The line runs left of the pole at 0 where that chance is the smaller one.
    double chance_below_zero() const {
        const bool is_left = slope(0) >= 0;
        const double c = is_left ? line_between(1 / gain(urn_.back()), 0)
                                 : line_between(0, 1 / gain(urn_.front()));
        return is_left ? tail(c) : 1 - tail(c);
    }

private:
    double gain(const UrnBalls& part) const { return static_cast<double>(part.worth) - t_; }

    double slope(double z) const {
        double sum = 0;
        for (const UrnBalls& part : urn_)
            sum += static_cast<double>(part.balls) * gain(part) / (1 - gain(part) * z);
        return sum;
    }
    double curvature(double z) const {
        double sum = 0;
        for (const UrnBalls& part : urn_) {
            const double share = gain(part) / (1 - gain(part) * z);
            sum += static_cast<double>(part.balls) * share * share;
        }
        return sum;
    }

    // The saddle point, where the slope is 0, but half a deviation away from the pole at least.
    double line_between(double from, double to) const {
        constexpr int halvings = 80;
        const double away = 0.5 / std::sqrt(curvature(0));
        const bool is_left = from < 0;
        for (int i = 0; i < halvings; ++i) {
            const double middle = (from + to) / 2;
            (slope(middle) < 0 ? from : to) = middle;
        }
        const double saddle = (from + to) / 2;
        return is_left ? std::min(saddle, -away) : std::max(saddle, away);
    }

    // P(Q < 0) for c < 0, P(Q > 0) for c > 0: e^K(c)/π times the integral of
    // Re[e^(K(c + iu) - K(c)) / (c + iu)] over u from 0 on, without its sign.
    double tail(double c) const {
        static boost::math::quadrature::exp_sinh<double> rule;  // guards its own tables
        constexpr double negligible = 700;  // e^-700 is next to nothing
        double height = 0;
        for (const UrnBalls& part : urn_)
            height -= static_cast<double>(part.balls) * std::log1p(-gain(part) * c);
        if (height < -negligible) return 0;
        const double scale = 1 / std::sqrt(curvature(c));
        const auto integrand = [&](double v) {
            const double u = v * scale;
            double fall = 0;
            double angle = 0;
            for (const UrnBalls& part : urn_) {
                const double r = gain(part) * u / (1 - gain(part) * c);
                fall += static_cast<double>(part.balls) * std::log1p(r * r) / 2;
                angle += static_cast<double>(part.balls) * std::atan(r);
            }
            if (!(fall < negligible)) return 0.0;
            return std::exp(-fall) * (c * std::cos(angle) + u * std::sin(angle)) /
                   (c * c + u * u);
        };
        const double area = scale * rule.integrate(integrand, 1e-10);
        return std::exp(height) * std::abs(area) / std::numbers::pi;
    }

    std::span<const UrnBalls> urn_;
    double t_;
};

}  // namespace

double endless_urn_quantile(std::span<const UrnBalls> urn, double lower_tail) {
    expects(!urn.empty() && 0 < lower_tail && lower_tail < 1, "an urn has balls, a tail a chance");
    const auto best = static_cast<double>(urn.front().worth);
    const auto worst = static_cast<double>(urn.back().worth);
    if (urn.size() == 1) return best;
    const double near = 1e-11 * (best - worst);
    const auto is_near = [&](double a, double b) { return std::abs(a - b) <= near; };
    const auto gap = [&](double t) { return GammaSum(urn, t).chance_below_zero() - lower_tail; };
    std::uintmax_t tries = 200;
    const auto found = boost::math::tools::toms748_solve(gap, worst, best, -lower_tail,
                                                         1 - lower_tail, is_near, tries);
    return (found.first + found.second) / 2;
}

}  // namespace engine
