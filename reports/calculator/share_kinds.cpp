// Shares: the exact bounds and verdicts of a known population, beside the customary intervals.
#include <array>
#include <nlohmann/json.hpp>

#include "engine/inference/nonresponse.h"
#include "engine/inference/proportion.h"
#include "engine/verdict.h"
#include "reports/calculator/kinds.h"

namespace reports {
namespace {

using engine::Interval;
using engine::Proof;
using engine::Share;
using nlohmann::ordered_json;

std::string_view name_of(Proof proof) {
    constexpr std::array<std::string_view, 3> names{"met", "undecided", "not_met"};
    return names.at(static_cast<std::size_t>(proof));
}

struct ShareCase {
    std::int64_t people;
    Share share;
    double error;
    engine::Rational target;

    std::int64_t needed() const {
        return engine::needed_people(people, {100 * target.numerator, target.denominator});
    }
};

ShareCase read_share(Given& given) {
    const ShareCase read{.people = given.people("N"),
                         .share = {.satisfied = given.people("k"), .answers = given.people("n")},
                         .error = given.error(),
                         .target = given.ratio("target")};
    given.require(read.people > 0, "N must be at least 1");
    given.require(read.share.satisfied <= read.share.answers, "k must not be more than n");
    given.require(read.share.answers <= read.people, "n must not be more than N");
    return read;
}

// The two exact tests alone, whatever the target.
Proof tested(const ShareCase& asked) {
    if (asked.share.answers == 0 && asked.needed() > 0) return Proof::undecided;
    if (engine::p_of_reached(asked.share, asked.people, asked.needed()) < asked.error)
        return Proof::proven_reached;
    return engine::p_of_missed(asked.share, asked.people, asked.needed()) < asked.error
               ? Proof::proven_missed
               : Proof::undecided;
}

// Ours: what is certain first, and nothing else for a target of everybody.
engine::Assurance assured(const ShareCase& asked) {
    engine::Evidence evidence{.target = engine::Target{.text = "",
                                                       .comparator = engine::Comparator::at_least,
                                                       .number = {100 * asked.target.numerator,
                                                                  asked.target.denominator},
                                                       .unit = engine::TargetUnit::percent},
                              .people = asked.people,
                              .sampling = engine::Sampling::probability,
                              .error = asked.error};
    evidence.tally.add(engine::Grade::very_satisfied, asked.share.satisfied);
    evidence.tally.add(engine::Grade::very_dissatisfied,
                       asked.share.answers - asked.share.satisfied);
    return engine::judge(evidence).assurance;
}

ordered_json pair(const Interval& interval) { return {interval.lower, interval.upper}; }

void add_customary(ordered_json& result, const ShareCase& asked) {
    const auto& [people, share, error, target] = asked;
    result["clopper_pearson"] = pair(engine::clopper_pearson(share, error));
    result["cp_lower_1s"] = engine::clopper_pearson_lower(share, error);
    result["cp_upper_1s"] = engine::clopper_pearson_upper(share, error);
    result["wilson"] = pair(engine::wilson(share, error));
    result["jeffreys"] = pair(engine::jeffreys(share, error));
    result["agresti_coull"] = pair(engine::agresti_coull(share, error));
    result["wilson_fpc"] = pair(engine::wilson_of_finite(share, people, error));
    result["n_eff_fpc"] = shown(engine::effective_answers(share.answers, people));
}

ordered_json proportion(Given& given) {
    const ShareCase asked = read_share(given);
    if (!given.is_sound()) return nullptr;
    const auto& [people, share, error, target] = asked;
    const engine::Assurance assurance = assured(asked);
    ordered_json result{{"Kstar", asked.needed()},
                        {"L1", engine::fewest_satisfied(share, people, error)},
                        {"U1", engine::most_satisfied(share, people, error)},
                        {"L2", engine::fewest_satisfied(share, people, error / 2)},
                        {"U2", engine::most_satisfied(share, people, error / 2)},
                        {"p_met", engine::p_of_reached(share, people, asked.needed())},
                        {"p_not", engine::p_of_missed(share, people, asked.needed())},
                        {"verdict", name_of(tested(asked))},
                        {"verdict_certain",
                         name_of(assurance.certain ? assurance.verdict : Proof::undecided)},
                        {"verdict_policy", name_of(assurance.verdict)}};
    if (share.answers > 0) add_customary(result, asked);
    return result;
}

ordered_json manski(Given& given) {
    const std::int64_t people = given.people("N");
    const engine::Tally tally = given.grades("counts");
    engine::Scale scale = given.scale("scores");
    const std::int64_t satisfied = given.whole("satisfied_grades", 1, 5);
    given.require(people > 0, "N must be at least 1");
    given.require(tally.n() <= people, "counts must not be more than N together");
    if (!given.is_sound()) return nullptr;
    scale.last_satisfied = engine::grades.at(static_cast<std::size_t>(satisfied - 1));
    const std::int64_t happy = tally.satisfied(scale);
    const engine::Bounds mean =
        engine::worst_case(engine::Measure::mean_score, tally, scale, people);
    return {{"share_lo", {{"num", happy}, {"den", people}}},
            {"share_hi", {{"num", happy + people - tally.n()}, {"den", people}}},
            {"mean_lo", engine::approximate(mean.lower)},
            {"mean_hi", engine::approximate(mean.upper)}};
}

ordered_json invited_worst_case(Given& given) {
    const engine::Invited sample{.people = given.people("N"),
                                 .invited = given.people("invited"),
                                 .answers = given.people("n"),
                                 .satisfied = given.people("k")};
    const double error = given.error();
    given.require(sample.people > 0, "N must be at least 1");
    given.require(sample.invited <= sample.people, "invited must not be more than N");
    given.require(sample.answers <= sample.invited, "n must not be more than invited");
    given.require(sample.satisfied <= sample.answers, "k must not be more than n");
    if (!given.is_sound()) return nullptr;
    const engine::WorstCounts worst = engine::worst_case_of_invited(sample, error);
    return {{"fewest", worst.fewest}, {"most", worst.most}};
}

constexpr std::array kinds{Kind{"proportion", proportion}, Kind{"manski", manski},
                           Kind{"invited_worst_case", invited_worst_case}};

}  // namespace

std::span<const Kind> share_kinds() { return kinds; }

}  // namespace reports
