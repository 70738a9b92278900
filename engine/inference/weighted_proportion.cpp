#include "engine/inference/weighted_proportion.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"
#include "engine/inference/share.h"

namespace engine {
namespace {

// How far p and t se reach on either side.
struct Reach {
    double p = 0;
    double t_se = 0;
};

bool is_at_an_end(const WeightedShare& share) { return share.share <= 0 || share.share >= 1; }

double variance_of(const WeightedShare& share) {
    constexpr double rounding = 1e-12;
    const double of_answers = share.share * (1 - share.share) / static_cast<double>(share.answers);
    return *share.variance <= rounding * of_answers ? 0 : *share.variance;
}

std::optional<Reach> reach_of(const WeightedShare& share, double error) {
    if (!share.variance || share.answers < 2) return std::nullopt;
    const double t = t_quantile(static_cast<double>(share.answers - 1), error / 2);
    return Reach{.p = share.share, .t_se = t * std::sqrt(variance_of(share))};
}

Interval exact(const WeightedShare& share, double error) {
    constexpr double rounding = 1e-9;
    const double n = std::max(1.0, std::floor(share.effective_answers + rounding));
    const auto answers = static_cast<std::int64_t>(n);
    const auto fewest = static_cast<std::int64_t>(std::floor(n * share.share + rounding));
    const auto most = static_cast<std::int64_t>(std::ceil(n * share.share - rounding));
    return {.lower = clopper_pearson_lower({std::min(fewest, answers), answers}, error / 2),
            .upper = clopper_pearson_upper({std::clamp<std::int64_t>(most, 0, answers), answers},
                                           error / 2)};
}

}  // namespace

Interval korn_graubard(const WeightedShare& share, double error) {
    expects(share.answers > 0 && share.effective_answers > 0, "a proportion needs answers");
    if (is_at_an_end(share) || !share.variance || variance_of(share) == 0)
        return exact(share, error);
    const double p = share.share;
    const double n = p * (1 - p) / *share.variance;
    return {.lower = beta_lower_quantile(n * p, n * (1 - p) + 1, error / 2),
            .upper = beta_upper_quantile(n * p + 1, n * (1 - p), error / 2)};
}

std::optional<Interval> logit_interval(const WeightedShare& share, double error) {
    const std::optional<Reach> reach = reach_of(share, error);
    if (!reach || is_at_an_end(share)) return std::nullopt;
    const double centre = std::log(reach->p / (1 - reach->p));
    const double half = reach->t_se / (reach->p * (1 - reach->p));
    return Interval{.lower = 1 / (1 + std::exp(half - centre)),
                    .upper = 1 / (1 + std::exp(-half - centre))};
}

std::optional<Interval> arcsine_interval(const WeightedShare& share, double error) {
    const std::optional<Reach> reach = reach_of(share, error);
    if (!reach || is_at_an_end(share)) return std::nullopt;
    const double centre = std::asin(std::sqrt(reach->p));
    const double half = reach->t_se / (2 * std::sqrt(reach->p * (1 - reach->p)));
    const double lower = std::sin(centre - half);
    const double upper = std::sin(centre + half);
    return Interval{.lower = lower * lower, .upper = upper * upper};
}

std::optional<Interval> plain_interval(const WeightedShare& share, double error) {
    const std::optional<Reach> reach = reach_of(share, error);
    if (!reach) return std::nullopt;
    return Interval{.lower = reach->p - reach->t_se, .upper = reach->p + reach->t_se};
}

}  // namespace engine
