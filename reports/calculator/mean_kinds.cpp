// Means of graded scores: the conventional t interval.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/inference/conventional_mean.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using engine::Interval;
using nlohmann::ordered_json;

std::vector<engine::Stratum> read_strata(Given& given) {
    std::vector<engine::Stratum> strata;
    std::int64_t people = 0;
    for (Given& part : given.list("strata")) {
        const std::string place = "strata[" + std::to_string(strata.size()) + "]";
        strata.push_back({.people = part.people("N"), .tally = part.grades("counts")});
        const std::int64_t n = strata.back().tally.n();
        part.require(n > 0, place + ".counts are empty: a stratum nobody answered for");
        part.require(n <= strata.back().people,
                     place + ".counts must not be more than N together");
        people += strata.back().people;
    }
    given.require(people <= CalculatorLimits::people_max,
                  "strata must be " + std::to_string(CalculatorLimits::people_max) +
                      " people together at most");
    return strata;
}

ordered_json mean_fpc(Given& given) {
    constexpr double error = 0.05;
    const engine::Scale scale = given.scale("scores");
    const std::vector<engine::Stratum> strata = read_strata(given);
    if (!given.is_sound()) return nullptr;
    const engine::MeanEstimate estimate = engine::conventional_mean(strata, scale);
    ordered_json result{{"mean", estimate.mean},
                        {"se", shown(estimate.standard_error)},
                        {"df", estimate.freedom},
                        {"ci95", nullptr},
                        {"lower95_1s", nullptr},
                        {"upper95_1s", nullptr}};
    if (const auto both = engine::t_interval(estimate, error / 2)) {
        const Interval each = *engine::t_interval(estimate, error);
        result["ci95"] = {both->lower, both->upper};
        result["lower95_1s"] = each.lower;
        result["upper95_1s"] = each.upper;
    }
    return result;
}

constexpr std::array kinds{Kind{"mean_fpc", mean_fpc}};

}  // namespace

std::span<const Kind> mean_kinds() { return kinds; }

}  // namespace reports
