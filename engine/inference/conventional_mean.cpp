#include "engine/inference/conventional_mean.h"

#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {
namespace {

double mean_of(const Tally& tally, const Scale& scale) {
    return static_cast<double>(tally.points(scale)) / static_cast<double>(tally.n());
}

// S², from the distances: no digits cancel.
double variance_of(const Tally& tally, const Scale& scale, double mean) {
    double squares = 0;
    for (const Grade grade : grades) {
        const double distance = scale.worth(grade) - mean;
        squares += static_cast<double>(tally.count(grade)) * distance * distance;
    }
    return squares / static_cast<double>(tally.n() - 1);
}

}  // namespace

MeanEstimate conventional_mean(std::span<const Stratum> strata, const Scale& scale) {
    std::int64_t people = 0;
    for (const Stratum& stratum : strata) people += stratum.people;
    MeanEstimate estimate;
    double variance = 0;
    bool is_defined = true;
    for (const Stratum& stratum : strata) {
        const std::int64_t n = stratum.tally.n();
        expects(0 < n && n <= stratum.people, "each stratum was asked");
        const double weight = static_cast<double>(stratum.people) / static_cast<double>(people);
        const double mean = mean_of(stratum.tally, scale);
        estimate.mean += weight * mean;
        estimate.freedom += n - 1;
        if (n == stratum.people) continue;
        if (n == 1) {
            is_defined = false;
            continue;
        }
        const double unheard =
            static_cast<double>(stratum.people - n) / static_cast<double>(stratum.people);
        variance += weight * weight * unheard * variance_of(stratum.tally, scale, mean) /
                    static_cast<double>(n);
    }
    expects(people > 0, "a mean is of somebody");
    if (is_defined) estimate.standard_error = std::sqrt(variance);
    return estimate;
}

std::optional<Interval> t_interval(const MeanEstimate& estimate, double error) {
    if (!estimate.standard_error || estimate.freedom == 0) return std::nullopt;
    const double reach = t_quantile(static_cast<double>(estimate.freedom), error) *
                         *estimate.standard_error;
    return Interval{.lower = estimate.mean - reach, .upper = estimate.mean + reach};
}

}  // namespace engine
