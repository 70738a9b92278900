#include "engine/inference/betting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/expects.h"

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace engine {
namespace {

// The log of a gambler's wealth who stakes u/m, as a function of u in [0, 1]. It is concave.
class LogWealth {
public:
    LogWealth(const Tally& tally, const Scale& scale, double mean) {
        for (const Grade grade : grades) {
            gain_.at(index(grade)) = scale.worth(grade) / mean - 1;
            times_.at(index(grade)) = static_cast<double>(tally.count(grade));
        }
    }

    double at(double u) const {
        double sum = 0;
        for (std::size_t i = 0; i < gain_.size(); ++i)
            if (times_.at(i) > 0) sum += times_.at(i) * std::log1p(u * gain_.at(i));
        return sum;
    }

    bool rises_at(double u) const {
        double slope = 0;
        for (std::size_t i = 0; i < gain_.size(); ++i) {
            if (times_.at(i) == 0) continue;
            const double part = 1 + u * gain_.at(i);
            if (part <= 0) return false;  // all is lost from here on
            slope += times_.at(i) * gain_.at(i) / part;
        }
        return slope > 0;
    }

private:
    std::array<double, 5> gain_{};
    std::array<double, 5> times_{};
};

// Where `holds` stops holding between two points; it holds at `from` and nowhere behind.
template <typename Condition>
double last_place(double from, double to, const Condition& holds) {
    constexpr int halvings = 44;
    if (holds(to)) return to;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (from + to) / 2;
        (holds(middle) ? from : to) = middle;
    }
    return from;
}

// The log of the wealth averaged over every stake.
double log_average_wealth(const LogWealth& wealth) {
    constexpr double negligible = 40;  // e^-40 of the peak on each side adds nothing
    using Rule = boost::math::quadrature::gauss<double, 30>;
    const double peak = wealth.rises_at(0)
                            ? last_place(0, 1, [&](double u) { return wealth.rises_at(u); })
                            : 0;
    const double height = wealth.at(peak);
    const auto counts = [&](double u) { return wealth.at(u) > height - negligible; };
    const auto relative = [&](double u) { return std::exp(wealth.at(u) - height); };
    double area = 0;
    if (const double left = last_place(peak, 0, counts); left < peak)
        area += Rule::integrate(relative, left, peak);
    if (const double right = last_place(peak, 1, counts); peak < right)
        area += Rule::integrate(relative, peak, right);
    return height + std::log(area);
}

}  // namespace

double betting_lower_bound(const Tally& tally, const Scale& scale, double error) {
    expects(tally.n() > 0 && 0 < error && error < 1, "a bet needs answers and an error");
    const double mean = static_cast<double>(tally.points(scale)) / static_cast<double>(tally.n());
    const double needed = std::log(1 / error) + 1e-9;
    const auto surplus = [&](double m) {
        return log_average_wealth(LogWealth(tally, scale, m)) - needed;
    };
    const double nothing = 1e-6 * mean;
    if (mean == 0 || surplus(nothing) <= 0) return 0;
    std::uintmax_t steps = 60;
    const auto near_enough = [](double a, double b) { return std::abs(a - b) < 5e-10; };
    const auto bracket =
        boost::math::tools::toms748_solve(surplus, nothing, mean, near_enough, steps);
    return bracket.first;
}

double betting_upper_bound(const Tally& tally, const Scale& scale, double error) {
    Tally turned = tally;
    Scale mirrored = scale;
    std::reverse(turned.times.begin(), turned.times.end());
    std::reverse(mirrored.points.begin(), mirrored.points.end());
    for (int& points : mirrored.points) points = 100 - points;
    return 100 - betting_lower_bound(turned, mirrored, error);
}

}  // namespace engine
