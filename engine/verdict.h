// A verdict: whether the answers reach the target, and what they prove about everybody.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/figures/measure.h"
#include "engine/figures/target.h"
#include "engine/inference/bounds.h"

namespace engine {

// Who answered: all who were asked (or every one of them was), a random sample, or whoever liked.
enum class Sampling { census, probability, volunteer };

// Each of the two one-sided tests is wrong this often at most.
inline constexpr double verdict_error = 0.05;

// How often the figure may have been looked at before: what is looked at again and again until it
// pleases is no longer wrong as seldom as a test says.
enum class Looks {
    one,         // once, when all is in
    checkpoint,  // at one of the year's announced days
    any,         // whenever somebody liked
};
std::string_view name(Looks looks);  // "one" and, for both others, "any"

// Days announced beforehand share the error: at each a mean may be wrong this part as often.
inline constexpr int announced_looks = 4;

// The answers, and what they are held against. `people` is everybody the figure speaks about,
// when known; a size below the number of answers contradicts them and counts as unknown.
// Without a target (a qualitative one cannot be compared) nothing is judged.
struct Evidence {
    Tally tally{};
    Scale scale = bureau_scale;
    Measure measure = Measure::satisfied_share;
    std::optional<Target> target{};
    std::optional<std::int64_t> people{};
    Sampling sampling = Sampling::volunteer;
    double error = verdict_error;
    Looks looks = Looks::one;
};

enum class Official { reached, missed };
enum class Proof { proven_reached, undecided, proven_missed };
enum class Method {
    nothing,               // no answers
    everybody,             // n = N
    worst_case,            // a target of the very best: only the silent can still decide
    hypergeometric,        // a share of a known population
    step_hypergeometric,   // a mean of a known population
    betting,               // a mean of many answers from a known population
    clopper_pearson,       // a share, population unknown
    step_clopper_pearson,  // a mean, population unknown
    watched,               // a share of a known population, at any look
    watched_unknown,       // a share, population unknown, at any look
};

std::string_view name(Official official);
std::string_view name(Proof proof);
std::string_view describe(Method method);  // one English clause, for files
// What a live mean adds to that; empty for everything else.
std::string_view looks_clause(Method method, Looks looks);

struct Assurance {
    Proof verdict = Proof::undecided;
    Proof nominal_verdict = Proof::undecided;  // as if the answers were a random sample
    bool certain = false;                      // true whatever the silent think
    Method method = Method::nothing;
    Looks looks = Looks::one;
};

// `value`, `official` and `interval` are empty without answers; `official` also without a target,
// `worst_case` without a known population. Each end of the interval holds with 1 - error, so it
// agrees with the verdict: proven reached is a lower end on the target or above. Looked at any
// day, a share's ends hold at all looks together (watching.h). A mean's hold at the announced days,
// each with a quarter of the error; between those nothing is concluded but what is certain. What
// volunteers would prove is nominal and of one look.
struct Judgement {
    std::optional<Rational> value;
    std::optional<Official> official;
    Assurance assurance;
    std::optional<Bounds> interval;
    Method interval_method = Method::nothing;
    Looks interval_looks = Looks::one;  // one for volunteers, whose interval is nominal
    std::optional<Bounds> worst_case;
};

[[nodiscard]] Judgement judge(const Evidence& evidence);

// The size of the population, unless it is unknown or contradicted by more answers than people.
std::optional<std::int64_t> known_people(const Evidence& evidence);
// Whether only the very best figure will do, as "100%": settled by what is certain, never by a
// sample. Requires a target.
bool asks_for_everybody(const Evidence& evidence);

// Where `target` splits what the figure of everybody may be: reached or missed at both ends, else
// undecided. A ceiling is judged by its own worse end.
Proof proof_of(const Target& target, const Bounds& bounds);

}  // namespace engine
