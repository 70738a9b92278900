#include "engine/inference/mean.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/inference/betting.h"
#include "engine/inference/nonresponse.h"
#include "engine/inference/share.h"

namespace engine {
namespace {

constexpr std::int64_t trillion = 1'000'000'000'000;
constexpr std::int64_t few_answers = 150;

// Bounds on satisfied people, out of `of` people; without a known population, trillionths.
struct Counts {
    std::int64_t fewest;
    std::int64_t most;
    std::int64_t of;
};

Counts bound(const Share& share, std::optional<std::int64_t> people, double error) {
    if (people)
        return {.fewest = fewest_satisfied(share, *people, error),
                .most = most_satisfied(share, *people, error),
                .of = *people};
    const double lower = clopper_pearson_lower(share, error);
    const double upper = clopper_pearson_upper(share, error);
    return {.fewest = static_cast<std::int64_t>(std::floor(lower * double{trillion})),
            .most = static_cast<std::int64_t>(std::ceil(upper * double{trillion})),
            .of = trillion};
}

Bounds step_bounds(const Tally& tally, const Scale& scale, std::optional<std::int64_t> people,
                   double error) {
    const std::int64_t of = people.value_or(trillion);
    Bounds sums{.lower = {scale.points.back() * of, of}, .upper = {scale.points.back() * of, of}};
    std::int64_t this_good = 0;
    constexpr auto steps = std::tuple_size_v<decltype(scale.points)> - 1;
    for (std::size_t grade = 0; grade < steps; ++grade) {
        this_good += tally.times.at(grade);
        const std::int64_t step = scale.points.at(grade) - scale.points.at(grade + 1);
        const Counts counts = bound({.satisfied = this_good, .answers = tally.n()}, people,
                                    error / double{steps});
        sums.lower.numerator += step * counts.fewest;
        sums.upper.numerator += step * counts.most;
    }
    return sums;
}

Bounds bet_bounds(const Tally& tally, const Scale& scale, std::int64_t people, double error) {
    constexpr std::int64_t grid = 100'000'000;
    const double lower = betting_lower_bound(tally, scale, error) - 1e-9;
    const double upper = betting_upper_bound(tally, scale, error) + 1e-9;
    const Bounds bet{
        .lower = {static_cast<std::int64_t>(std::floor(lower * double{grid})), grid},
        .upper = {static_cast<std::int64_t>(std::ceil(upper * double{grid})), grid}};
    const Bounds possible = worst_case(Measure::mean_score, tally, scale, people);
    return {.lower = std::max(bet.lower, possible.lower),
            .upper = std::min(bet.upper, possible.upper)};
}

}  // namespace

ProvedBy proof_method(Measure measure, std::int64_t n, std::optional<std::int64_t> people) {
    if (measure == Measure::satisfied_share)
        return people ? ProvedBy::hypergeometric : ProvedBy::clopper_pearson;
    if (!people) return ProvedBy::step_clopper_pearson;
    const bool is_much_heard = n >= (*people + 3) / 4;
    return n <= few_answers || is_much_heard ? ProvedBy::step_hypergeometric : ProvedBy::betting;
}

Bounds proved_bounds(Measure measure, const Tally& tally, const Scale& scale,
                     std::optional<std::int64_t> people, double error) {
    if (proof_method(measure, tally.n(), people) == ProvedBy::betting)
        return bet_bounds(tally, scale, *people, error);
    if (measure == Measure::mean_score) return step_bounds(tally, scale, people, error);
    const Counts counts =
        bound({.satisfied = tally.satisfied(scale), .answers = tally.n()}, people, error);
    return {.lower = {100 * counts.fewest, counts.of}, .upper = {100 * counts.most, counts.of}};
}

}  // namespace engine
