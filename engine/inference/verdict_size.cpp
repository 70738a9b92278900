#include "engine/inference/verdict_size.h"

#include "engine/expects.h"
#include "engine/inference/hypergeometric.h"

namespace engine {
namespace {

constexpr double as_equal = 1e-9;  // relative: real ties, which rounding must not decide

bool is_unlikely(double tail, double error) { return tail < error * (1 - as_equal); }
bool is_enough(double chance, double power) { return chance >= power * (1 - as_equal); }

VerdictSizes of_everybody(const VerdictQuestion& question) {
    VerdictSizes sizes;
    if (question.answers_max < question.people) return sizes;
    sizes.if_all_satisfied = question.people;
    if (question.satisfied < question.people) return sizes;
    sizes.first = VerdictSize{
        .answers = question.people, .satisfied_answers = question.people, .chance = 1};
    sizes.stable = sizes.first;
    return sizes;
}

}  // namespace

VerdictSizes sizes_for_verdict(const VerdictQuestion& question) {
    const auto& [people, needed, satisfied, error, power, answers_max, asks_for_everybody] =
        question;
    expects(1 <= needed && needed <= people, "a target some of the people can reach");
    expects(0 <= satisfied && satisfied <= people, "the satisfied are some of the people");
    expects(1 <= answers_max && answers_max <= people, "a size there are people for");
    expects(0 < error && error < 1 && 0 < power && power < 1, "chances between never and always");
    if (asks_for_everybody) return of_everybody(question);
    VerdictSizes sizes;
    std::int64_t crit = 1;
    for (std::int64_t n = 1; n <= answers_max; ++n) {
        const Hypergeometric missed{.people = people, .satisfied = needed - 1, .sampled = n};
        if (!is_unlikely(chance_of_at_least(missed, crit), error)) ++crit;
        if (!sizes.if_all_satisfied && crit <= n) sizes.if_all_satisfied = n;
        const double chance = chance_of_at_least(
            {.people = people, .satisfied = satisfied, .sampled = n}, crit);
        if (!is_enough(chance, power)) {
            sizes.stable.reset();
            continue;
        }
        const VerdictSize size{.answers = n, .satisfied_answers = crit, .chance = chance};
        if (!sizes.first) sizes.first = size;
        if (!sizes.stable) sizes.stable = size;
    }
    return sizes;
}

}  // namespace engine
