#include "engine/plan.h"

#include <algorithm>

#include "engine/expects.h"
#include "engine/inference/sample_size.h"

namespace engine {
namespace {

// Whether what the answers point to gets harder to prove the lower the figure is.
bool is_proved_from_above(const Target& target, Official official) {
    const bool is_ceiling =
        target.comparator == Comparator::at_most || target.comparator == Comparator::less_than;
    return (official == Official::reached) != is_ceiling;
}

// What a search may ask: whether so many answers like the tally's, on top of `begun`, prove it.
class Extended {
public:
    Extended(const Evidence& evidence, const Tally& begun, Official official)
        : evidence_(evidence),
          begun_(begun),
          lower_(is_proved_from_above(*evidence.target, official)),
          wanted_(official == Official::reached ? Proof::proven_reached : Proof::proven_missed) {
        if (evidence_.sampling != Sampling::volunteer) return;
        evidence_.sampling = Sampling::probability;  // another sample, drawn and looked at once
        evidence_.looks = Looks::one;
    }

    bool proves(std::int64_t answers) const {
        Evidence later = evidence_;
        later.tally = begun_ + more_like(evidence_.tally, answers, lower_);
        return judge(later).assurance.verdict == wanted_;
    }
    Proof wanted() const { return wanted_; }

private:
    Evidence evidence_;
    Tally begun_;
    bool lower_;
    Proof wanted_;
};

// The first number that proves it, looked for from `begin` on; `most` when none below does.
std::int64_t fewest_that_prove(const Extended& extended, std::int64_t begin, std::int64_t most) {
    std::int64_t failed = 0;
    std::int64_t proven = std::clamp<std::int64_t>(begin, 1, most);
    while (proven < most && !extended.proves(proven)) {
        failed = proven;
        proven = std::min(most, proven * 2);
    }
    while (failed + 1 < proven) {
        const std::int64_t middle = failed + (proven - failed) / 2;
        (extended.proves(middle) ? proven : failed) = middle;
    }
    return proven;
}

Plan plan_without_answers(const Evidence& evidence, std::optional<std::int64_t> people) {
    if (evidence.sampling == Sampling::census && !people) return {Plan::Kind::people_needed};
    if (evidence.sampling == Sampling::census || asks_for_everybody(evidence))
        return people ? Plan{Plan::Kind::everybody, *people} : Plan{Plan::Kind::people_needed};
    return {Plan::Kind::first_sample, customary_sample(people)};
}

// What a mean that is watched daily can be held against: the next of the announced days.
Evidence as_announced(Evidence evidence) {
    if (evidence.measure == Measure::mean_score && evidence.looks == Looks::any)
        evidence.looks = Looks::checkpoint;
    return evidence;
}

}  // namespace

Tally more_like(const Tally& tally, std::int64_t answers, bool lower) {
    const std::int64_t n = tally.n();
    expects(n > 0 && answers >= 0, "there are answers to be like");
    Tally more;
    std::int64_t this_good = 0;
    std::int64_t given = 0;
    for (const Grade grade : grades) {
        this_good += tally.count(grade);
        const std::int64_t up_to = (this_good * answers + (lower ? 0 : n - 1)) / n;
        more.add(grade, up_to - given);
        given = up_to;
    }
    return more;
}

Plan plan(const Evidence& evidence) {
    if (!evidence.target) return {Plan::Kind::not_comparable};
    const std::optional<std::int64_t> people = known_people(evidence);
    if (evidence.tally.n() == 0) return plan_without_answers(evidence, people);
    const Judgement now = judge(evidence);
    if (now.assurance.verdict != Proof::undecided) return {Plan::Kind::settled};
    const Evidence announced = as_announced(evidence);
    const Judgement judgement = judge(announced);
    if (const Proof then = judgement.assurance.verdict; then != Proof::undecided)
        return {Plan::Kind::next_checkpoint, 0, then};
    const std::int64_t silent = people ? *people - evidence.tally.n() : 0;
    if (asks_for_everybody(evidence))
        return people ? Plan{Plan::Kind::everybody, silent} : Plan{Plan::Kind::people_needed};

    const bool is_volunteer = evidence.sampling == Sampling::volunteer;
    const Extended extended{announced, is_volunteer ? Tally{} : evidence.tally,
                            *judgement.official};
    const std::int64_t most = !people ? planned_answers_max : is_volunteer ? *people : silent;
    const std::int64_t answers = fewest_that_prove(extended, evidence.tally.n() / 4, most);
    if (answers >= most)
        return people ? Plan{Plan::Kind::everybody, silent} : Plan{Plan::Kind::people_needed};
    return {is_volunteer ? Plan::Kind::random_sample : Plan::Kind::more_answers, answers,
            extended.wanted()};
}

}  // namespace engine
