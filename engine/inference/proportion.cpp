#include "engine/inference/proportion.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {
namespace {

struct Parts {
    double k;
    double n;
};

Parts parts_of(const Share& share) {
    expects(0 <= share.satisfied && share.satisfied <= share.answers && share.answers > 0,
            "the satisfied are some of the answers");
    return {.k = static_cast<double>(share.satisfied), .n = static_cast<double>(share.answers)};
}

Interval score_interval(double p, double n, double z) {
    const double spread = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / spread;
    const double reach = z / spread * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {.lower = std::max(0.0, centre - reach), .upper = std::min(1.0, centre + reach)};
}

}  // namespace

Interval clopper_pearson(const Share& share, double error) {
    return {.lower = clopper_pearson_lower(share, error / 2),
            .upper = clopper_pearson_upper(share, error / 2)};
}

Interval wilson(const Share& share, double error) {
    const auto [k, n] = parts_of(share);
    return score_interval(k / n, n, normal_quantile(error / 2));
}

Interval jeffreys(const Share& share, double error) {
    const auto [k, n] = parts_of(share);
    return {.lower = beta_lower_quantile(k + 0.5, n - k + 0.5, error / 2),
            .upper = beta_upper_quantile(k + 0.5, n - k + 0.5, error / 2)};
}

Interval agresti_coull(const Share& share, double error) {
    const auto [k, n] = parts_of(share);
    const double z = normal_quantile(error / 2);
    const double answers = n + z * z;
    const double p = (k + z * z / 2) / answers;
    const double reach = z * std::sqrt(p * (1 - p) / answers);
    return {.lower = std::max(0.0, p - reach), .upper = std::min(1.0, p + reach)};
}

std::optional<double> effective_answers(std::int64_t answers, std::int64_t people) {
    if (answers == 0 || answers == people) return std::nullopt;
    return static_cast<double>(answers) * static_cast<double>(people - 1) /
           static_cast<double>(people - answers);
}

Interval wilson_of_finite(const Share& share, std::int64_t people, double error) {
    const auto [k, n] = parts_of(share);
    expects(share.answers <= people, "nobody answers twice");
    const std::optional<double> effective = effective_answers(share.answers, people);
    if (!effective) return {.lower = k / n, .upper = k / n};
    return score_interval(k / n, *effective, normal_quantile(error / 2));
}

}  // namespace engine
