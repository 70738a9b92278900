// The prospects of shrinkage.h: quadrature over a common grid.
#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

#include "engine/comparison/shrinkage.h"
#include "engine/expects.h"

namespace engine {
namespace {

// Equal steps of the logit, wide enough for every unit and fine enough for the narrowest.
struct Grid {
    double first = 0;
    double step = 0;
    std::size_t points = 0;

    double logit(std::size_t at) const { return first + step * static_cast<double>(at); }
};

Grid grid_of(std::span<const Beta> units) {
    constexpr double reach = 12;
    constexpr double steps_a_deviation = 4;
    constexpr double points_max = 20'000;
    double first = std::numeric_limits<double>::infinity();
    double last = -first;
    double narrowest = std::numeric_limits<double>::infinity();
    for (const auto& [a, b] : units) {
        expects(a > 0 && b > 0, "a Beta has positive parts");
        using boost::math::digamma;
        using boost::math::trigamma;
        const double middle = digamma(a) - digamma(b);
        const double deviation = std::sqrt(trigamma(a) + trigamma(b));
        first = std::min(first, middle - reach * deviation);
        last = std::max(last, middle + reach * deviation);
        narrowest = std::min(narrowest, deviation);
    }
    const double wanted = (last - first) / narrowest * steps_a_deviation;
    const double points = std::ceil(std::min(wanted, points_max));
    return {.first = first,
            .step = (last - first) / points,
            .points = static_cast<std::size_t>(points) + 1};
}

struct Curve {
    std::vector<double> chance;  // of lying about each point; together 1
    std::vector<double> above;   // of lying above it
};

// Sums by steps are exact to far below 1e-5 for a whole smooth curve; a sum that ends amid it needs
// the Euler–Maclaurin corrections by its slopes there, of orders 2 and 4.
Curve curve_of(const Beta& beta, const Grid& grid) {
    const double a = beta.a;
    const double b = beta.b;
    const double mode = std::log(a / b);
    const auto log_density = [&](double u) {
        return a * u - (a + b) * (u > 0 ? u + std::log1p(std::exp(-u)) : std::log1p(std::exp(u)));
    };
    Curve curve;
    double whole = 0;
    for (std::size_t at = 0; at < grid.points; ++at) {
        curve.chance.push_back(std::exp(log_density(grid.logit(at)) - log_density(mode)));
        whole += curve.chance.back();
    }
    double below = 0;
    for (std::size_t at = 0; at < grid.points; ++at) {
        double& chance = curve.chance[at];
        chance /= whole;
        const double p = 1 / (1 + std::exp(-grid.logit(at)));
        const double pull = a - (a + b) * p;  // the density's slope, as a part of it
        const double bend = -(a + b) * p * (1 - p);
        const double third = pull * (pull * pull + 3 * bend) + bend * (1 - 2 * p);
        const double h = grid.step;
        const double correction = chance * h * (pull / 12 - h * h * third / 720);
        curve.above.push_back(std::clamp(1 - (below + chance / 2 - correction), 0.0, 1.0));
        below += chance;
    }
    return curve;
}

constexpr double nothing = 1e-12;

// The chance that fewer than `top` of the others lie above.
class FewerThan {
public:
    explicit FewerThan(std::size_t top) : chances_(top) {}
    void clear() {
        std::ranges::fill(chances_, 0.0);
        chances_.front() = 1;
    }
    void add(double above) {
        if (above < nothing) return;
        for (std::size_t count = chances_.size(); count-- > 1;)
            chances_[count] += above * (chances_[count - 1] - chances_[count]);
        chances_.front() *= 1 - above;
    }
    double sum() const {
        double sum = 0;
        for (const double chance : chances_) sum += chance;
        return sum;
    }

private:
    std::vector<double> chances_;  // of each number of others above
};

Prospect prospect_of(std::size_t unit, const std::vector<Curve>& curves, std::size_t top) {
    Prospect prospect{.among_top = 0, .expected_place = 1};
    FewerThan fewer(top);
    for (std::size_t at = 0; at < curves[unit].chance.size(); ++at) {
        const double chance = curves[unit].chance[at];
        if (chance < nothing) continue;
        fewer.clear();
        for (std::size_t other = 0; other < curves.size(); ++other) {
            if (other == unit) continue;
            fewer.add(curves[other].above[at]);
            prospect.expected_place += chance * curves[other].above[at];
        }
        prospect.among_top += chance * fewer.sum();
    }
    prospect.among_top = std::min(1.0, prospect.among_top);
    return prospect;
}

}  // namespace

std::vector<Prospect> prospects(std::span<const Beta> units, std::size_t top) {
    expects(top > 0, "there is a first place");
    if (units.empty()) return {};
    const Grid grid = grid_of(units);
    std::vector<Curve> curves;
    for (const Beta& unit : units) curves.push_back(curve_of(unit, grid));
    std::vector<Prospect> found;
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        found.push_back(prospect_of(unit, curves, std::min(top, units.size())));
    return found;
}

}  // namespace engine
