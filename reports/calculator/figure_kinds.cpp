// Figures: the points a figure earns in the annual form, and numbers that stream by.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/figures/decimal.h"
#include "engine/figures/streamed.h"
#include "engine/scorecard.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using engine::Rational;
using nlohmann::ordered_json;

constexpr std::int64_t weight_max = 1'000;

// A decimal with at most four places, exactly.
Rational decimal_of(double number) {
    constexpr std::int64_t places = 10'000;
    return {std::llround(number * static_cast<double>(places)), places};
}

// {"target":"≥95%","level2":…,"actual":94.996,"weight":10,"has_reason":true}
ordered_json appraise_row(Given& given) {
    constexpr double actual_max = 1e6;
    constexpr Rational target_max{1'000'000'000};
    const std::string text = given.has("target") ? given.text("target") : "";
    const std::string level2 = given.has("level2") ? given.text("level2") : "";
    const double actual = given.number("actual", 0, actual_max);
    const std::int64_t weight = given.whole("weight", 0, weight_max);
    const engine::TargetReading reading = engine::read_target(
        text, {.level1 = "", .level2 = level2, .name = "", .description = ""});
    given.require(reading.comparable, "target must hold a number to reach, as \"≥95%\"");
    given.require(reading.target.number <= target_max, "target must be 1000000000 at most");
    engine::FormRow row{.level1 = "", .actual = decimal_of(actual), .weight = weight};
    row.has_reason = given.has("has_reason") && given.yes_or_no("has_reason");
    if (!given.is_sound()) return nullptr;
    row.target = reading.target;
    const engine::AppraisedRow appraised = engine::appraise(row);
    ordered_json remarks = ordered_json::array();
    for (const engine::Remark remark : appraised.remarks) remarks.push_back(engine::name(remark));
    return {{"official", reading.target.is_met_by(*row.actual) ? "reached" : "missed"},
            {"earned", engine::decimal(appraised.points->earned)},
            {"unrounded", engine::approximate(appraised.points->unrounded)},
            {"remarks", remarks}};
}

// {"values":[…],"weights":[…]}
ordered_json stream(Given& given) {
    constexpr double value_max = 1e12;
    constexpr double weight_least = 1e-9;
    const std::vector<double> values = given.numbers("values", -value_max, value_max);
    std::vector<double> weights(values.size(), 1.0);
    if (given.has("weights")) weights = given.numbers("weights", weight_least, value_max);
    given.require(weights.size() == values.size(), "weights must be as many as values");
    if (!given.is_sound()) return nullptr;
    engine::Streamed streamed;
    for (std::size_t i = 0; i < values.size(); ++i) streamed.add(values[i], weights[i]);
    ordered_json quantiles;
    for (const double p : engine::Streamed::quantiles)
        quantiles[engine::shortest_decimal(decimal_of(p))] = shown(streamed.quantile(p));
    return {{"count", streamed.count()},
            {"weight", streamed.weight()},
            {"mean", shown(streamed.mean())},
            {"variance", shown(streamed.variance())},
            {"smallest", shown(streamed.smallest())},
            {"largest", shown(streamed.largest())},
            {"quantiles", quantiles}};
}

constexpr std::array kinds{Kind{"appraise_row", appraise_row}, Kind{"stream", stream}};

}  // namespace

std::span<const Kind> figure_kinds() { return kinds; }

}  // namespace reports
