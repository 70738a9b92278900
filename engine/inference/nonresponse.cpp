#include "engine/inference/nonresponse.h"

#include "engine/expects.h"
#include "engine/inference/share.h"

namespace engine {

Bounds worst_case(Measure measure, const Tally& tally, const Scale& scale, std::int64_t people) {
    const std::int64_t silent = people - tally.n();
    expects(people > 0 && silent >= 0, "the silent are the people without an answer");
    const std::int64_t sum =
        measure == Measure::mean_score ? tally.points(scale) : 100 * tally.satisfied(scale);
    return {.lower = {sum + worst_of(measure, scale).numerator * silent, people},
            .upper = {sum + best_of(measure, scale).numerator * silent, people}};
}

WorstCounts worst_case_of_invited(const Invited& sample, double error) {
    const auto& [people, invited, answers, satisfied] = sample;
    expects(satisfied <= answers && answers <= invited && invited <= people,
            "who answered was invited");
    const Share all_against{.satisfied = satisfied, .answers = invited};
    const Share all_for{.satisfied = satisfied + (invited - answers), .answers = invited};
    return {.fewest = fewest_satisfied(all_against, people, error),
            .most = most_satisfied(all_for, people, error)};
}

std::optional<Rational> breakdown_point(const Tally& tally, const Scale& scale,
                                        std::int64_t people, const Rational& floor_percent) {
    const std::int64_t silent = people - tally.n();
    expects(silent >= 0, "the silent are the people without an answer");
    if (silent == 0) return std::nullopt;
    const std::int64_t missing = needed_people(people, floor_percent) - tally.satisfied(scale);
    return Rational{.numerator = missing, .denominator = silent};
}

std::int64_t needed_people(std::int64_t people, const Rational& floor_percent) {
    const Rational exact = floor_percent * Rational{.numerator = people, .denominator = 100};
    const std::int64_t whole = exact.numerator / exact.denominator;
    return exact.numerator % exact.denominator > 0 ? whole + 1 : whole;
}

}  // namespace engine
