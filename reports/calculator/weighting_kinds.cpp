// Weights: post-stratification, raking, and a share of weighted answers.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/inference/weighted_proportion.h"
#include "reports/calculator/kinds.h"
#include "reports/calculator/weighting.h"

namespace reports {
namespace {

using engine::Interval;
using nlohmann::ordered_json;

ordered_json shown_estimate(const engine::WeightedEstimate& estimate) {
    ordered_json result{{"mean", estimate.mean},
                        {"se_mean", nullptr},
                        {"share", estimate.share},
                        {"se_share", nullptr},
                        {"cov", nullptr},
                        {"sum_w", estimate.weights},
                        {"kish_deff", estimate.design_effect},
                        {"n_eff", estimate.effective_answers}};
    if (estimate.variance) {
        result["se_mean"] = std::sqrt(estimate.variance->of_mean);
        result["se_share"] = std::sqrt(estimate.variance->of_share);
        result["cov"] = estimate.variance->covariance;
    }
    return result;
}

ordered_json poststratify(Given& given) {
    const Weighting weighting = read_weighting(given);
    given.require(weighting.names.size() <= 1,
                  "margins must be one alone: for more there is rake");
    if (!given.is_sound()) return nullptr;
    const Weighed weighed = weigh(weighting, given);
    if (!given.is_sound()) return nullptr;
    ordered_json result = shown_estimate(weighed.estimate);
    result["weight_by_" + weighting.names.front()] = weights_by_level(weighting, weighed);
    add_care(result, weighting, weighed);
    return result;
}

ordered_json rake(Given& given) {
    const Weighting weighting = read_weighting(given);
    if (!given.is_sound()) return nullptr;
    const Weighed weighed = weigh(weighting, given);
    if (!given.is_sound()) return nullptr;
    ordered_json result = shown_estimate(weighed.estimate);
    result["weight_by_cell"] = weights_by_cell(weighting, weighed);
    add_care(result, weighting, weighed);
    return result;
}

struct WeightedStrata {
    std::vector<engine::WeighedCell> cells;
    std::vector<double> weights;
    std::int64_t answers = 0;
};

WeightedStrata read_strata(Given& given) {
    WeightedStrata strata;
    for (Given& part : given.list("strata")) {
        const std::string place = "strata[" + std::to_string(strata.cells.size()) + "].";
        const std::int64_t people = part.people("N");
        const std::int64_t n = part.people("n");
        const std::int64_t k = part.people("k");
        part.require(n > 0, place + "n must be at least 1: a stratum nobody answered for");
        part.require(n <= people, place + "n must not be more than N");
        part.require(k <= n, place + "k must not be more than n");
        strata.weights.push_back(static_cast<double>(people) / static_cast<double>(n));
        strata.cells.push_back({.levels = {strata.cells.size()},
                                .tally = {.times = {k, 0, 0, 0, n - k}}});
        strata.answers += n;
    }
    return strata;
}

ordered_json pair(const std::optional<Interval>& interval) {
    if (!interval) return nullptr;
    return {interval->lower, interval->upper};
}

ordered_json weighted_proportion(Given& given) {
    const std::int64_t people = given.people("N");
    const double error = given.error();
    const WeightedStrata strata = read_strata(given);
    given.require(strata.answers <= people, "strata must not have more answers than N");
    if (!given.is_sound()) return nullptr;
    const engine::WeightedEstimate estimate =
        engine::weighted(strata.cells, strata.weights, engine::bureau_scale, people);
    engine::WeightedShare share{.share = estimate.share,
                                .variance = {},
                                .answers = estimate.answers,
                                .effective_answers = estimate.effective_answers};
    if (estimate.variance) share.variance = estimate.variance->of_share;
    const std::optional<double> se =
        share.variance ? std::optional(std::sqrt(*share.variance)) : std::nullopt;
    const ordered_json logit = pair(engine::logit_interval(share, error));
    return {{"p", share.share},
            {"se", shown(se)},
            {"df", share.answers - 1},
            {"ci95_logit", logit},
            {"ci95_beta", pair(engine::korn_graubard(share, error))},
            {"ci95_xlogit", logit},
            {"ci95_asin", pair(engine::arcsine_interval(share, error))},
            {"ci95_mean", pair(engine::plain_interval(share, error))}};
}

constexpr std::array kinds{Kind{"poststratify", poststratify}, Kind{"rake", rake},
                           Kind{"weighted_proportion", weighted_proportion}};

}  // namespace

std::span<const Kind> weighting_kinds() { return kinds; }

}  // namespace reports
