// Comparing units: many tests at once, and funnels.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/comparison/funnel.h"
#include "engine/comparison/multiple.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using nlohmann::ordered_json;

ordered_json p_adjust(Given& given) {
    const std::vector<double> p = given.numbers("p", 0, 1);
    if (!given.is_sound()) return nullptr;
    return {{"holm", engine::holm(p)},
            {"bh", engine::benjamini_hochberg(p)},
            {"by", engine::benjamini_yekutieli(p)},
            {"hochberg", engine::hochberg(p)},
            {"bonferroni", engine::bonferroni(p)}};
}

ordered_json limits(double centre, std::int64_t answers, double error) {
    const engine::FunnelLimits found = engine::funnel_limits(centre, answers, error);
    return {{"r_lo", found.lower_count},
            {"r_hi", found.upper_count},
            {"lim_lo", found.share.lower},
            {"lim_hi", found.share.upper}};
}

ordered_json funnel_binomial(Given& given) {
    const double centre = given.number("p0", 0, 1);
    const std::int64_t answers = given.people("n");
    given.require(answers > 0, "n must be at least 1");
    if (!given.is_sound()) return nullptr;
    return {{"95", limits(centre, answers, 0.05)}, {"99.8", limits(centre, answers, 0.002)}};
}

constexpr std::array kinds{Kind{"p_adjust", p_adjust}, Kind{"funnel_binomial", funnel_binomial}};

}  // namespace

std::span<const Kind> comparison_kinds() { return kinds; }

}  // namespace reports
