#include "engine/verdict.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/inference/mean.h"
#include "engine/inference/nonresponse.h"
#include "engine/inference/watching.h"

namespace engine {
namespace {

// What volunteers would prove if they were a random sample is nominal, and of one look: no verdict
// rests on it, however often it is looked at.
Looks judged_looks(const Evidence& evidence) {
    return evidence.sampling == Sampling::volunteer ? Looks::one : evidence.looks;
}

bool is_watched_share(const Evidence& evidence) {
    return evidence.measure == Measure::satisfied_share &&
           judged_looks(evidence) != Looks::one;
}

Method interval_method(const Evidence& evidence) {
    const std::optional<std::int64_t> people = known_people(evidence);
    const std::int64_t n = evidence.tally.n();
    if (people && *people == n) return Method::everybody;
    if (is_watched_share(evidence)) return people ? Method::watched : Method::watched_unknown;
    switch (proof_method(evidence.measure, n, people)) {
        case ProvedBy::hypergeometric: return Method::hypergeometric;
        case ProvedBy::clopper_pearson: return Method::clopper_pearson;
        case ProvedBy::step_hypergeometric: return Method::step_hypergeometric;
        case ProvedBy::step_clopper_pearson: return Method::step_clopper_pearson;
        case ProvedBy::betting: return Method::betting;
    }
    return Method::nothing;
}

Bounds watched_percent(const Evidence& evidence, double error) {
    constexpr std::int64_t billion = 1'000'000'000;
    const Share share{.satisfied = evidence.tally.satisfied(evidence.scale),
                      .answers = evidence.tally.n()};
    const Rational floor = evidence.target ? evidence.target->number : Rational{50, 1};
    if (const std::optional<std::int64_t> people = known_people(evidence)) {
        const std::int64_t needed = std::clamp<std::int64_t>(needed_people(*people, floor), 1,
                                                             *people);
        const CountBand band = watched_bounds(share, *people, needed, error);
        return {.lower = {100 * band.fewest, *people}, .upper = {100 * band.most, *people}};
    }
    const double needed = std::clamp(approximate(floor) / 100, 1e-6, 1.0);
    const Interval band = watched_proportion(share, needed, error);
    return {.lower = {static_cast<std::int64_t>(std::floor(band.lower * double{billion})) * 100,
                      billion},
            .upper = {static_cast<std::int64_t>(std::ceil(band.upper * double{billion})) * 100,
                      billion}};
}

Bounds bounds_at(const Evidence& evidence, double error) {
    if (is_watched_share(evidence)) return watched_percent(evidence, error);
    return proved_bounds(evidence.measure, evidence.tally, evidence.scale,
                         known_people(evidence),
                         judged_looks(evidence) == Looks::one ? error : error / announced_looks);
}

// What the tests say, the silent taken as missing at random.
Proof tested(const Evidence& evidence, const Bounds& interval) {
    if (judged_looks(evidence) == Looks::any && !is_watched_share(evidence))
        return Proof::undecided;
    Bounds bounds = interval;
    if (evidence.target->comparator == Comparator::equal)  // missed on either side: they share
        bounds = bounds_at(evidence, evidence.error / 2);
    const Proof proof = proof_of(*evidence.target, bounds);
    // One unhappy answer disproves "everybody"; no number of happy ones proves it.
    if (asks_for_everybody(evidence) && proof == Proof::proven_reached) return Proof::undecided;
    return proof;
}

Assurance assure(const Evidence& evidence, const Judgement& judgement) {
    if (judgement.worst_case) {
        const Proof certain = proof_of(*evidence.target, *judgement.worst_case);
        const bool is_census = judgement.interval_method == Method::everybody;
        const bool only_certain = asks_for_everybody(evidence);
        if (certain != Proof::undecided || only_certain)
            return {.verdict = certain,
                    .nominal_verdict = certain,
                    .certain = certain != Proof::undecided,
                    .method = is_census ? Method::everybody : Method::worst_case,
                    .looks = evidence.looks};
    }
    const Proof nominal = tested(evidence, *judgement.interval);
    const bool is_proof = evidence.sampling != Sampling::volunteer;
    return {.verdict = is_proof ? nominal : Proof::undecided,
            .nominal_verdict = nominal,
            .certain = false,
            .method = judgement.interval_method,
            .looks = evidence.looks};
}

}  // namespace

std::string_view name(Official official) {
    return official == Official::reached ? "reached" : "missed";
}

std::string_view name(Proof proof) {
    constexpr std::array<std::string_view, 3> names{"proven_reached", "undecided",
                                                    "proven_missed"};
    return names.at(static_cast<std::size_t>(proof));
}

std::string_view name(Looks looks) { return looks == Looks::one ? "one" : "any"; }

std::string_view looks_clause(Method method, Looks looks) {
    const bool is_of_a_mean = method == Method::step_hypergeometric ||
                              method == Method::betting || method == Method::step_clopper_pearson;
    if (!is_of_a_mean || looks == Looks::one) return "";
    return looks == Looks::checkpoint
               ? ", a quarter of the error for each of four announced days"
               : ", a quarter of the error for each of four announced days: undecided between them";
}

std::string_view describe(Method method) {
    constexpr std::array<std::string_view, 10> words{
        "no answers",
        "everybody answered: no sampling error",
        "worst case over the silent: a target of the very best needs everybody",
        "exact hypergeometric, finite population, one-sided at each end",
        "Bonferroni of four exact hypergeometric bounds, one-sided at each end",
        "constant-bet mixture for a bounded mean, one-sided at each end",
        "Clopper-Pearson, population size unknown, one-sided at each end",
        "Bonferroni of four Clopper-Pearson bounds, population size unknown, one-sided at each "
        "end",
        "mixture e-values, finite population, one-sided at each end, valid at every look",
        "mixture e-values, population size unknown, one-sided at each end, valid at every look"};
    return words.at(static_cast<std::size_t>(method));
}

std::optional<std::int64_t> known_people(const Evidence& evidence) {
    if (!evidence.people || *evidence.people <= 0 || *evidence.people < evidence.tally.n())
        return std::nullopt;
    return evidence.people;
}

// A sample of contented people proves nothing about the last one: 26 of 26 answers out of 27 would
// "prove" 100 % with chance 1/27 of being wrong.
bool asks_for_everybody(const Evidence& evidence) {
    const Rational best = best_of(evidence.measure, evidence.scale);
    const Target& target = *evidence.target;
    return target.is_met_by(best) && target.number == best &&
           target.comparator != Comparator::at_most;
}

Proof proof_of(const Target& target, const Bounds& bounds) {
    const bool lower = target.is_met_by(bounds.lower);
    const bool upper = target.is_met_by(bounds.upper);
    if (lower && upper) return Proof::proven_reached;
    const bool is_between = bounds.lower <= target.number && target.number <= bounds.upper;
    if (lower || upper || (target.comparator == Comparator::equal && is_between))
        return Proof::undecided;
    return Proof::proven_missed;
}

Judgement judge(const Evidence& evidence) {
    Judgement judgement;
    judgement.assurance.looks = evidence.looks;
    const std::optional<std::int64_t> people = known_people(evidence);
    const Tally& tally = evidence.tally;
    if (people) judgement.worst_case = worst_case(evidence.measure, tally, evidence.scale, *people);
    if (tally.n() == 0) return judgement;

    judgement.value = value_of(evidence.measure, tally, evidence.scale);
    judgement.interval_method = interval_method(evidence);
    judgement.interval_looks = judged_looks(evidence);
    judgement.interval = bounds_at(evidence, evidence.error);
    if (!evidence.target) {
        judgement.assurance.method = judgement.interval_method;
        return judgement;
    }
    judgement.official = evidence.target->is_met_by(*judgement.value) ? Official::reached
                                                                      : Official::missed;
    judgement.assurance = assure(evidence, judgement);
    return judgement;
}

}  // namespace engine
