#include <cmath>

#include "engine/inference/hypergeometric.h"
#include "tests/coverage/people.h"
#include "tests/coverage/question.h"

namespace coverage {
namespace {

bool is_wrong(const Question& question, const engine::Tally& tally) {
    engine::Evidence evidence = question.evidence;
    evidence.tally = tally;
    evidence.looks = question.kind;
    return engine::judge(evidence).assurance.verdict == question.wrong;
}

// One look at a share has n + 1 outcomes, whose chances are known.
Found summed(const Question& question) {
    const std::int64_t n = question.looks.front();
    const std::int64_t people = question.everybody.n();
    const std::int64_t satisfied = question.everybody.satisfied(question.evidence.scale);
    Found found;
    for (std::int64_t k = 0; k <= n; ++k) {
        const double chance = engine::chance_of(
            {.people = people, .satisfied = satisfied, .sampled = n}, k);
        if (chance > 0 && is_wrong(question, {.times = {k, 0, 0, n - k, 0}}))
            found.error += chance;
    }
    return found;
}

bool is_ever_wrong(const Question& question, std::uint64_t seed) {
    People people(question.everybody, seed);
    engine::Tally heard;
    for (const std::int64_t look : question.looks) {
        while (heard.n() < look) heard.add(people.ask());
        if (is_wrong(question, heard)) return true;
    }
    return false;
}

}  // namespace

Found answer(const Question& question, int runs, std::uint64_t seed) {
    const bool is_a_share = question.evidence.measure == engine::Measure::satisfied_share;
    if (is_a_share && question.looks.size() == 1) return summed(question);
    int wrong = 0;
    for (int run = 0; run < runs; ++run)
        wrong += is_ever_wrong(question, seed + static_cast<std::uint64_t>(run)) ? 1 : 0;
    const double error = static_cast<double>(wrong) / runs;
    return {.error = error, .standard_error = std::sqrt(error * (1 - error) / runs)};
}

}  // namespace coverage
