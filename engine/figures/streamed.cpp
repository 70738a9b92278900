#include "engine/figures/streamed.h"

#include <cmath>

#include "engine/expects.h"

#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
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
};

Streamed::Streamed() : sums_(std::make_unique<Sums>()) {}
Streamed::~Streamed() = default;
Streamed::Streamed(Streamed&&) noexcept = default;
Streamed& Streamed::operator=(Streamed&&) noexcept = default;

void Streamed::add(double value, double weight) {
    expects(std::isfinite(value) && std::isfinite(weight) && weight > 0,
            "streamed values are finite and weigh something");
    sums_->set(value, sums::weight = weight);
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

std::optional<double> Streamed::variance() const {
    if (weight() <= 1) return std::nullopt;
    // Boost divides by the weight itself.
    return sums::weighted_variance(sums_->set) * weight() / (weight() - 1);
}

}  // namespace engine
