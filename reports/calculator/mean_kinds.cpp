// Means of graded scores: the conventional t interval and the pseudo-answer band.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/inference/conventional_mean.h"
#include "engine/inference/pseudo_answer.h"
#include "engine/verdict.h"
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

// Told only where the band is not exact.
std::optional<std::string_view> caveat(engine::PseudoMethod method) {
    switch (method) {
        case engine::PseudoMethod::integral:
        case engine::PseudoMethod::counted: return std::nullopt;
        case engine::PseudoMethod::without_correction:
            return "under 5 % answered: as if of people without end, a little too wide";
        case engine::PseudoMethod::simulated:
            return "simulated, 100000 draws of a fixed seed";
    }
    return std::nullopt;
}

ordered_json shown_band(const engine::PseudoBand& band) {
    ordered_json result{{"lower", band.points.lower}, {"upper", band.points.upper}};
    if (const auto words = caveat(band.method)) result["method"] = *words;
    return result;
}

// The bounds a verdict stands on. Without N, or with "looks":"checkpoint", as a score has them.
ordered_json mean_proved(Given& given) {
    engine::Evidence evidence{.tally = given.grades("counts"),
                              .scale = given.scale("scores"),
                              .measure = engine::Measure::mean_score,
                              .sampling = engine::Sampling::probability,
                              .error = given.error()};
    if (given.has("N")) {
        evidence.people = given.people("N");
        given.require(evidence.tally.n() <= *evidence.people,
                      "counts must not be more than N together");
    }
    given.require(evidence.tally.n() > 0, "counts are empty");
    if (given.has("looks")) {
        const std::string looks = given.text("looks");
        given.require(looks == "one" || looks == "checkpoint",
                      "looks must be \"one\" or \"checkpoint\"");
        if (looks == "checkpoint") evidence.looks = engine::Looks::checkpoint;
    }
    if (!given.is_sound()) return nullptr;
    const engine::Judgement judgement = engine::judge(evidence);
    return {{"mean", engine::approximate(*judgement.value)},
            {"lower", engine::approximate(judgement.interval->lower)},
            {"upper", engine::approximate(judgement.interval->upper)},
            {"method", engine::describe(judgement.interval_method)}};
}

ordered_json pseudo_answer_infinite(Given& given) {
    const engine::Tally tally = given.grades("counts");
    const engine::Scale scale = given.scale("scores");
    const double error = given.error();
    if (!given.is_sound()) return nullptr;
    return shown_band(engine::pseudo_answer_band(tally, scale, {}, error));
}

ordered_json pseudo_answer_finite(Given& given) {
    const std::int64_t people = given.people("N");
    const engine::Tally tally = given.grades("counts");
    const engine::Scale scale = given.scale("scores");
    const double error = given.error();
    given.require(people > 0, "N must be at least 1");
    given.require(tally.n() <= people, "counts must not be more than N together");
    if (!given.is_sound()) return nullptr;
    return shown_band(engine::pseudo_answer_band(tally, scale, people, error));
}

constexpr std::array kinds{Kind{"mean_fpc", mean_fpc},
                           Kind{"mean_proved", mean_proved},
                           Kind{"mean_pseudo_answer_infinite", pseudo_answer_infinite},
                           Kind{"mean_pseudo_answer_finite", pseudo_answer_finite}};

}  // namespace

std::span<const Kind> mean_kinds() { return kinds; }

}  // namespace reports
