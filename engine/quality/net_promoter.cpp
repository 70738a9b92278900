#include "engine/quality/net_promoter.h"

#include <cmath>

#include "engine/expects.h"
#include "engine/inference/quantiles.h"

namespace engine {

std::optional<NetPromoter> net_promoter(const Promotion& given, std::int64_t people,
                                        double error) {
    const auto [promoters, passives, detractors] = given;
    expects(promoters >= 0 && passives >= 0 && detractors >= 0, "a count is not negative");
    expects(given.answers() <= people, "nobody answers twice");
    if (given.answers() == 0) return std::nullopt;
    const auto n = static_cast<double>(given.answers());
    const auto net = static_cast<double>(promoters - detractors);
    NetPromoter found{.score = 100 * net / n, .standard_error = {}, .interval = {}};
    if (given.answers() < 2) return found;
    const double silent =
        static_cast<double>(people - given.answers()) / static_cast<double>(people);
    const double squares = static_cast<double>(promoters + detractors) - net * net / n;
    const double error_of_mean = 100 * std::sqrt(squares / n / (n - 1) * silent);
    const double reach = t_quantile(n - 1, error / 2) * error_of_mean;
    found.standard_error = error_of_mean;
    found.interval = Interval{.lower = found.score - reach, .upper = found.score + reach};
    return found;
}

}  // namespace engine
