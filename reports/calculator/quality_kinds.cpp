// A questionnaire's quality: reliability, what drives satisfaction, and net promoters.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/quality/drivers.h"
#include "engine/quality/net_promoter.h"
#include "engine/quality/reliability.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using engine::CrossSums;
using engine::ItemQuality;
using engine::Reliability;
using nlohmann::ordered_json;

bool is_score(double number) {
    return number == std::floor(number) &&
           std::abs(number) <= static_cast<double>(CrossSums::score_max);
}

// Rows of whole scores, and behind each the outcome's if there is one.
std::optional<CrossSums> cross_sums(Given& given, const std::vector<std::vector<double>>& rows,
                                    const std::vector<double>* outcome = nullptr) {
    if (rows.empty() || !given.is_sound()) return std::nullopt;
    CrossSums sums(rows.front().size() + (outcome == nullptr ? 0 : 1));
    std::vector<std::int64_t> scores;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        std::vector<double> row = rows[at];
        if (outcome != nullptr) row.push_back(outcome->at(at));
        scores.clear();
        for (const double number : row) {
            given.require(is_score(number), "scores must be whole numbers within " +
                                                std::to_string(CrossSums::score_max));
            if (!given.is_sound()) return std::nullopt;
            scores.push_back(static_cast<std::int64_t>(number));
        }
        sums.add(scores);
    }
    return sums;
}

template <typename Value>
ordered_json of_items(const Reliability& found, Value value) {
    ordered_json list = ordered_json::array();
    for (const ItemQuality& item : found.items) list.push_back(shown(value(item)));
    return list;
}

// Of two items psych gives what remains of the other one: the slope of each on the other.
ordered_json alpha_if_dropped(const CrossSums& sums, const Reliability& found) {
    if (found.items.size() != 2)
        return of_items(found, [](const ItemQuality& item) { return item.alpha_if_dropped; });
    const std::size_t left = found.items[0].item;
    const std::size_t right = found.items[1].item;
    const auto both = static_cast<double>(sums.scaled_covariance(left, right));
    return {both / static_cast<double>(sums.scaled_covariance(right, right)),
            both / static_cast<double>(sums.scaled_covariance(left, left))};
}

// The interval only if an error is given.
ordered_json cronbach_alpha(Given& given) {
    const std::optional<CrossSums> sums = cross_sums(given, given.table("rows"));
    const double error = given.has("alpha") ? given.error() : 0;
    if (!sums || !given.is_sound()) return nullptr;
    const Reliability found = engine::reliability(*sums);
    ordered_json constants = ordered_json::array();
    for (const std::size_t item : found.constants) constants.push_back(item + 1);
    ordered_json result{{"raw_alpha", shown(found.alpha)},
                        {"std_alpha", shown(found.standardised)},
                        {"average_r", shown(found.mean_correlation)}};
    const bool is_scale = found.items.size() > 1;
    const auto list = [&](const char* name, const ordered_json& values) {
        result[name] = is_scale ? values : ordered_json();
    };
    list("item_total_r", of_items(found, [](const ItemQuality& item) { return item.with_total; }));
    list("item_rest_r", of_items(found, [](const ItemQuality& item) { return item.with_rest; }));
    list("item_mean", of_items(found, [](const ItemQuality& item) { return item.mean; }));
    list("item_sd", of_items(found, [](const ItemQuality& item) { return item.deviation; }));
    list("alpha_if_dropped", is_scale ? alpha_if_dropped(*sums, found) : ordered_json());
    result["dropped_constant_items"] = constants;
    if (error > 0 && found.alpha) {
        const engine::Interval feldt =
            engine::feldt_interval(*found.alpha, sums->rows(), found.items.size(), error);
        result["feldt"] = {feldt.lower, feldt.upper};
    }
    return result;
}

ordered_json driver(Given& given) {
    const std::vector<std::vector<double>> rows = given.table("X");
    constexpr double everything = 1e300;  // whether it is a score is looked at below
    const std::vector<double> outcome = given.numbers("y", -everything, everything);
    given.require(rows.size() == outcome.size(), "X and y must be of one length");
    given.require(rows.empty() || rows.front().size() <= engine::drivers_max,
                  "X must have at most " + std::to_string(engine::drivers_max) + " columns");
    const std::optional<CrossSums> sums = cross_sums(given, rows, &outcome);
    if (!sums) return nullptr;
    const engine::DriverAnalysis found = engine::drivers_of(*sums);
    if (found.problem == engine::DriverProblem::outcome_constant)
        return {{"r2", nullptr}, {"lmg", nullptr}, {"relative_weights", nullptr}};
    given.require(found.problem != engine::DriverProblem::question_constant,
                  "X must vary in every column, and does not in column " +
                      std::to_string(found.constant_question + 1));
    given.require(found.problem != engine::DriverProblem::questions_alike,
                  "X has columns that cannot be told apart");
    if (!given.is_sound()) return nullptr;
    return {{"r2", found.drivers->r_squared},
            {"lmg", found.drivers->shapley},
            {"relative_weights", found.drivers->relative_weights}};
}

ordered_json nps(Given& given) {
    constexpr double error = 0.05;
    const std::int64_t people = given.people("N");
    const engine::Promotion counts{.promoters = given.people("promoters"),
                                   .passives = given.people("passives"),
                                   .detractors = given.people("detractors")};
    given.require(counts.answers() <= people, "the answers must not be more than N together");
    if (!given.is_sound()) return nullptr;
    const std::optional<engine::NetPromoter> found = engine::net_promoter(counts, people, error);
    ordered_json result{{"nps", nullptr}, {"se", nullptr}, {"ci95", nullptr}};
    if (!found) return result;
    result["nps"] = found->score;
    result["se"] = shown(found->standard_error);
    if (found->interval) result["ci95"] = {found->interval->lower, found->interval->upper};
    return result;
}

constexpr std::array kinds{Kind{"cronbach_alpha", cronbach_alpha}, Kind{"driver", driver},
                           Kind{"nps", nps}};

}  // namespace

std::span<const Kind> quality_kinds() { return kinds; }

}  // namespace reports
