// Sizes: how many people to ask, for a margin and for a verdict.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/inference/nonresponse.h"
#include "engine/inference/sample_size.h"
#include "engine/inference/verdict_size.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using nlohmann::ordered_json;

constexpr double smallest = 1e-6;

std::int64_t read_people(Given& given) {
    return given.whole("N", 1, CalculatorLimits::people_max);
}

engine::Losses read_losses(Given& given) {
    constexpr double effect_max = 100;
    engine::Losses losses;
    if (given.has("deff")) losses.design_effect = given.number("deff", 1, effect_max);
    if (given.has("response_rate"))
        losses.response_rate = given.number("response_rate", smallest, 1);
    return losses;
}

// The inflated numbers only where losses were given.
ordered_json shown_size(const Given& given, const engine::SampleSize& size, std::int64_t people,
                        const engine::Losses& losses) {
    ordered_json result{{"n0", size.of_many}, {"n_real", size.exact}, {"n", size.answers}};
    if (!given.has("deff") && !given.has("response_rate")) return result;
    const engine::Fieldwork fieldwork = engine::fieldwork_for(size, people, losses);
    result["answers"] = fieldwork.answers;
    result["invite"] = fieldwork.invited;
    return result;
}

ordered_json size_proportion(Given& given) {
    const std::int64_t people = read_people(given);
    const double share = given.number("p", 0, 1);
    const engine::Precision precision{.half_width = given.number("half_width", smallest, 1),
                                      .error = given.error()};
    const engine::Losses losses = read_losses(given);
    if (!given.is_sound()) return nullptr;
    return shown_size(given, engine::size_for_share(people, share, precision), people, losses);
}

ordered_json size_mean(Given& given) {
    constexpr double points_max = 1e6;
    const std::int64_t people = read_people(given);
    const double deviation = given.number("sd", 0, points_max);
    const engine::Precision precision{
        .half_width = given.number("half_width", smallest, points_max), .error = given.error()};
    const engine::Losses losses = read_losses(given);
    if (!given.is_sound()) return nullptr;
    return shown_size(given, engine::size_for_mean(people, deviation, precision), people, losses);
}

engine::VerdictQuestion read_question(Given& given) {
    constexpr std::int64_t sizes_max = 150'000;
    engine::VerdictQuestion question{.people = read_people(given),
                                     .satisfied = given.people("K_true"),
                                     .error = given.error(),
                                     .power = given.error("power"),
                                     .answers_max = given.whole("n_max", 1, sizes_max)};
    const engine::Rational target = given.ratio("target");
    given.require(target.numerator > 0, "target must be above 0: it is met by nobody at all");
    given.require(question.satisfied <= question.people, "K_true must not be more than N");
    question.answers_max = std::min(question.answers_max, question.people);
    question.asks_for_everybody = target.numerator == target.denominator;
    if (given.is_sound())
        question.needed = engine::needed_people(question.people,
                                                {100 * target.numerator, target.denominator});
    return question;
}

void add_size(ordered_json& result, const std::string& name,
              const std::optional<engine::VerdictSize>& size) {
    result["n_" + name] = nullptr;
    result["crit_" + name] = nullptr;
    result["power_" + name] = nullptr;
    if (!size) return;
    result["n_" + name] = size->answers;
    result["crit_" + name] = size->satisfied_answers;
    result["power_" + name] = size->chance;
}

ordered_json size_verdict(Given& given) {
    const engine::VerdictQuestion question = read_question(given);
    if (!given.is_sound()) return nullptr;
    const engine::VerdictSizes sizes = engine::sizes_for_verdict(question);
    ordered_json result{{"Kstar", question.needed}};
    add_size(result, "first", sizes.first);
    add_size(result, "stable", sizes.stable);
    result["n_all_satisfied"] = nullptr;
    if (sizes.if_all_satisfied) result["n_all_satisfied"] = *sizes.if_all_satisfied;
    return result;
}

constexpr std::array kinds{Kind{"size_proportion", size_proportion}, Kind{"size_mean", size_mean},
                           Kind{"size_verdict", size_verdict}};

}  // namespace

std::span<const Kind> size_kinds() { return kinds; }

}  // namespace reports
