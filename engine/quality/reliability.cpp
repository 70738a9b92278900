#include "engine/quality/reliability.h"

#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {
namespace {

using Wide = CrossSums::Wide;

// Variances and covariances of the items that vary, each rows × (rows - 1) times too large.
struct Spread {
    std::vector<Wide> own;
    std::vector<Wide> with_total;
    Wide sum_of_own = 0;
    Wide total = 0;
};

Spread spread_of(const CrossSums& sums, const std::vector<std::size_t>& chosen) {
    Spread spread;
    for (const std::size_t item : chosen) {
        Wide with_total = 0;
        for (const std::size_t other : chosen) with_total += sums.scaled_covariance(item, other);
        spread.own.push_back(sums.scaled_covariance(item, item));
        spread.with_total.push_back(with_total);
        spread.sum_of_own += spread.own.back();
        spread.total += with_total;
    }
    return spread;
}

std::optional<double> alpha_of(std::size_t items, Wide sum_of_own, Wide total) {
    if (items < 2 || total == 0) return std::nullopt;
    const auto q = static_cast<double>(items);
    return q / (q - 1) * (static_cast<double>(total - sum_of_own) / static_cast<double>(total));
}

std::optional<double> correlation(Wide both, Wide left, Wide right) {
    if (left == 0 || right == 0) return std::nullopt;
    return static_cast<double>(both) / std::sqrt(static_cast<double>(left)) /
           std::sqrt(static_cast<double>(right));
}

ItemQuality quality_of(const CrossSums& sums, const Spread& spread, std::size_t at,
                       std::size_t item) {
    const Wide own = spread.own[at];
    const Wide with_total = spread.with_total[at];
    const Wide rest = spread.total - 2 * with_total + own;
    return {.item = item,
            .mean = sums.mean(item),
            .deviation = sums.deviation(item),
            .with_total = correlation(with_total, own, spread.total),
            .with_rest = correlation(with_total - own, own, rest),
            .alpha_if_dropped = alpha_of(spread.own.size() - 1, spread.sum_of_own - own, rest)};
}

double mean_correlation_of(const Symmetric& correlations) {
    double sum = 0;
    for (std::size_t i = 0; i < correlations.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) sum += correlations.at(i, j);
    const auto q = static_cast<double>(correlations.size());
    return sum / (q * (q - 1) / 2);
}

}  // namespace

Reliability reliability(const CrossSums& sums) {
    Reliability found;
    std::vector<std::size_t> chosen;
    for (std::size_t item = 0; item < sums.items(); ++item)
        (sums.is_constant(item) ? found.constants : chosen).push_back(item);
    if (chosen.empty()) return found;
    const Spread spread = spread_of(sums, chosen);
    for (std::size_t at = 0; at < chosen.size(); ++at)
        found.items.push_back(quality_of(sums, spread, at, chosen[at]));
    found.alpha = alpha_of(chosen.size(), spread.sum_of_own, spread.total);
    if (chosen.size() < 2) return found;
    const auto q = static_cast<double>(chosen.size());
    const double r = mean_correlation_of(sums.correlations(chosen));
    found.mean_correlation = r;
    const double whole = 1 + (q - 1) * r;
    constexpr double rounding = 1e-14;  // q items that cancel out leave 0, not what doubles leave
    if (whole > rounding * q) found.standardised = q * r / whole;
    return found;
}

Interval feldt_interval(double alpha, std::int64_t rows, std::size_t items, double error) {
    expects(rows >= 2 && items >= 2, "alpha is of two rows and two items at least");
    expects(alpha <= 1, "alpha is at most 1");
    const double n = static_cast<double>(rows) - 1;
    const double both = n * (static_cast<double>(items) - 1);
    return {.lower = 1 - (1 - alpha) * f_quantile(n, both, error / 2),
            .upper = 1 - (1 - alpha) / f_quantile(both, n, error / 2)};
}

}  // namespace engine
