#include "engine/figures/streamed.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/expects.h"

#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
#include <boost/accumulators/statistics/extended_p_square.hpp>
#include <boost/accumulators/statistics/max.hpp>
#include <boost/accumulators/statistics/min.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/weighted_mean.hpp>
#include <boost/accumulators/statistics/weighted_variance.hpp>

namespace engine {

namespace sums = boost::accumulators;

struct Streamed::Sums {
    // The variance is the one updated value by value: raw moments would cancel.
    sums::accumulator_set<double,
                          sums::stats<sums::tag::count, sums::tag::min, sums::tag::max,
                                      sums::tag::weighted_mean, sums::tag::weighted_variance>,
                          double>
        set;
    sums::accumulator_set<double, sums::stats<sums::tag::extended_p_square>> markers{
        sums::extended_p_square_probabilities = Streamed::quantiles};
    std::vector<double> first{};  // exact_values_max of them
};

std::optional<double> Moments::variance() const {
    if (weight <= 1) return std::nullopt;
    return squares / (weight - 1);
}

Moments combined(const Moments& left, const Moments& right) {
    if (left.count == 0) return right;
    if (right.count == 0) return left;
    const double weight = left.weight + right.weight;
    const double gap = right.mean - left.mean;
    return {.count = left.count + right.count,
            .weight = weight,
            .mean = left.mean + gap * (right.weight / weight),
            .squares = left.squares + right.squares +
                       gap * gap * left.weight * (right.weight / weight),
            .smallest = std::min(left.smallest, right.smallest),
            .largest = std::max(left.largest, right.largest)};
}

Streamed::Streamed() : sums_(std::make_unique<Sums>()) {}
Streamed::~Streamed() = default;
Streamed::Streamed(Streamed&&) noexcept = default;
Streamed& Streamed::operator=(Streamed&&) noexcept = default;

void Streamed::add(double value, double weight) {
    expects(std::isfinite(value) && std::isfinite(weight) && weight > 0,
            "streamed values are finite and weigh something");
    sums_->set(value, sums::weight = weight);
    sums_->markers(value);
    if (sums_->first.size() <= exact_values_max) sums_->first.push_back(value);
}

void Streamed::add(const Tally& tally, const Scale& scale) {
    for (const Grade grade : grades) {
        const auto times = static_cast<double>(tally.count(grade));
        if (times > 0) add(scale.worth(grade), times);
    }
}

std::int64_t Streamed::count() const { return static_cast<std::int64_t>(sums::count(sums_->set)); }

double Streamed::weight() const { return count() == 0 ? 0 : sums::sum_of_weights(sums_->set); }

std::optional<double> Streamed::mean() const {
    if (count() == 0) return std::nullopt;
    return sums::weighted_mean(sums_->set);
}

std::optional<double> Streamed::smallest() const {
    if (count() == 0) return std::nullopt;
    return sums::min(sums_->set);
}

std::optional<double> Streamed::largest() const {
    if (count() == 0) return std::nullopt;
    return sums::max(sums_->set);
}

std::optional<double> Streamed::variance() const { return moments().variance(); }

Moments Streamed::moments() const {
    if (count() == 0) return {};
    // Boost divides by the weight itself.
    return {.count = count(),
            .weight = weight(),
            .mean = sums::weighted_mean(sums_->set),
            .squares = sums::weighted_variance(sums_->set) * weight(),
            .smallest = sums::min(sums_->set),
            .largest = sums::max(sums_->set)};
}

std::optional<double> Streamed::quantile(double p) const {
    const auto* const wanted = std::ranges::find(quantiles, p);
    expects(wanted != quantiles.end(), "a quantile that is followed");
    if (count() == 0) return std::nullopt;
    if (sums_->first.size() > exact_values_max)
        return sums::extended_p_square(sums_->markers)[wanted - quantiles.begin()];
    std::vector<double> sorted = sums_->first;
    std::ranges::sort(sorted);
    const double place = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

}  // namespace engine
