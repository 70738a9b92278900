#include "reports/formats/json.h"

#include "engine/figures/decimal.h"
#include "reports/number.h"
#include "surveys/calendar.h"

#include <nlohmann/json.hpp>

namespace reports {
namespace {

using Json = nlohmann::ordered_json;

constexpr int indent = 1;

template <typename Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json counts_json(const engine::Tally& counts) {
    Json json;
    for (const engine::Grade grade : engine::grades)
        json[std::string(engine::name(grade))] = counts.count(grade);
    json["not_applicable"] = counts.not_applicable;
    json["blank"] = counts.blank;
    json["default"] = counts.by_default;
    return json;
}

// What the figure was divided from: points and n, or the satisfied and n.
Json exact_json(const Score& score) {
    const bool is_mean = score.indicator.measure == surveys::Measure::mean_score;
    const engine::Scale& scale = score.indicator.scale;
    return {{"numerator", is_mean ? score.counts.points(scale) : score.counts.satisfied(scale)},
            {"denominator", score.n()}};
}

Json target_json(const engine::TargetReading& reading) {
    Json json{{"text", reading.target.text}, {"comparator", nullptr}, {"value", nullptr},
              {"unit", nullptr}};
    if (!reading.comparable) return json;
    json["comparator"] = engine::name(reading.target.comparator);
    json["value"] = engine::shortest_decimal(reading.target.number);
    json["unit"] = engine::name(reading.target.unit);
    return json;
}

Json points_json(const Score& score) {
    Json json{{"full", std::to_string(score.indicator.weight)},
              {"earned", or_null(shown_points(score))}};
    if (const auto unrounded = shown_unrounded_points(score)) json["unrounded"] = *unrounded;
    return json;
}

Json assurance_json(const Score& score) {
    const engine::Assurance& assurance = score.judgement.assurance;
    return {{"verdict", engine::name(assurance.verdict)},
            {"nominal_verdict", engine::name(assurance.nominal_verdict)},
            {"certain", assurance.certain},
            {"looks", engine::name(assurance.looks)},
            {"confidence", 1 - engine::verdict_error},
            {"method", std::string(engine::describe(assurance.method)).append(
                           engine::looks_clause(
                           assurance.method, score.judgement.interval_looks))}};
}

Json bounds_json(const std::optional<ShownBounds>& bounds) {
    if (!bounds) return nullptr;
    return {{"lower", bounds->lower}, {"upper", bounds->upper}};
}

Json interval_json(const Score& score) {
    Json json = bounds_json(shown_interval(score));
    if (json.is_null()) return json;
    std::string method{engine::describe(score.judgement.interval_method)};
    method += engine::looks_clause(score.judgement.interval_method,
                                   score.judgement.interval_looks);
    if (score.indicator.population.design == surveys::Design::volunteer &&
        score.judgement.interval_method != engine::Method::everybody)
        method = "nominal, as if the volunteers were a random sample: " + method;
    json["method"] = method;
    return json;
}

Json stricter_json(const Score& score) {
    if (!score.has_stricter) return nullptr;
    return {{"measure", "satisfied_share"},
            {"satisfied", Json::array({engine::name(engine::Grade::very_satisfied),
                                       engine::name(engine::Grade::satisfied)})},
            {"value", or_null(shown_stricter(score))}};
}

Json asked_json(const std::optional<Asked>& asked) {
    if (!asked) return nullptr;
    return {{"id", asked->id}, {"version", asked->version}, {"sha256", asked->sha256}};
}

Json score_json(const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    Json sources = Json::array();
    for (const surveys::Source source : indicator.sources) sources.push_back(surveys::name(source));
    Json official = nullptr;
    if (score.judgement.official) official = engine::name(*score.judgement.official);
    Json json{{"indicator", indicator.id},
              {"as_of", surveys::iso_date(score.period.last_day)},
              {"counts", counts_json(score.counts)},
              {"n", score.n()},
              {"population", or_null(score.population)},
              {"design", surveys::name(indicator.population.design)},
              {"sources", sources},
              {"measure", surveys::name(indicator.measure)},
              {"grade_values", indicator.scale.points},
              {"value", or_null(shown_value(score))},
              {"exact", exact_json(score)},
              {"target", target_json(indicator.target)},
              {"official", official},
              {"points", points_json(score)},
              {"assurance", assurance_json(score)},
              {"interval", interval_json(score)},
              {"worst_case", bounds_json(shown_worst_case(score))},
              {"stricter", stricter_json(score)},
              {"questionnaire", asked_json(score.asked)}};
    if (score.is_demo) json["demo"] = true;
    if (score.is_sealed) json["sealed"] = true;
    if (score.finding) json["finding"] = name(*score.finding);
    if (score.period != year_to(score.period.last_day))
        json["from"] = surveys::iso_date(score.period.first_day);
    if (score.by == surveys::GroupBy::nothing) return json;
    json["by"] = name(score.by);
    json["groups"] = Json::array();
    for (const ScoreGroup& group : score.groups)
        json["groups"].push_back({{"key", group.key}, {"score", score_json(group.score)}});
    return json;
}

}  // namespace

std::string to_json(const Score& score) { return score_json(score).dump(indent) + "\n"; }

std::string to_json(const std::vector<Score>& scores) {
    Json json = Json::array();
    for (const Score& score : scores) json.push_back(score_json(score));
    return json.dump(indent) + "\n";
}

}  // namespace reports
