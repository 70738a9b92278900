#include "engine/inference/pseudo_answer.h"

#include <algorithm>
#include <vector>

#include "engine/expects.h"
#include "engine/inference/share.h"
#include "engine/inference/urn.h"

namespace engine {
namespace {

// Which end is asked for. The upper one is the lower one of the scores turned round.
enum class End { lower, upper };

std::vector<UrnBalls> urn_of(const Tally& tally, const Scale& scale, End end) {
    std::vector<UrnBalls> urn;
    const auto add = [&](std::int64_t worth, std::int64_t balls) {
        if (balls == 0) return;
        if (urn.empty() || urn.back().worth != worth) urn.push_back({worth, 0});
        urn.back().balls += balls;
    };
    for (std::size_t i = 0; i < grades.size(); ++i) {
        const Grade grade = end == End::lower ? grades.at(i) : grades.at(grades.size() - 1 - i);
        const int worth = end == End::lower ? scale.worth(grade) : -scale.worth(grade);
        const bool is_last = i + 1 == grades.size();
        add(worth, tally.count(grade) + (is_last ? 1 : 0));
    }
    return urn;
}

// Two worths of which the last holds the pseudo-answer are satisfied and dissatisfied people.
std::int64_t sum_of_two(std::span<const UrnBalls> urn, std::int64_t people, double error) {
    const std::int64_t satisfied = urn.front().balls;
    const Share share{.satisfied = satisfied, .answers = satisfied + urn.back().balls - 1};
    const std::int64_t fewest = fewest_satisfied(share, people, error);
    return fewest * urn.front().worth + (people - fewest) * urn.back().worth;
}

PseudoMethod method_of(std::span<const UrnBalls> urn, std::int64_t n,
                       std::optional<std::int64_t> people) {
    constexpr std::int64_t twentieth = 20;
    if (!people) return PseudoMethod::integral;
    if (urn.size() <= 2 || is_countable(urn, *people - n)) return PseudoMethod::counted;
    return n * twentieth < *people ? PseudoMethod::without_correction : PseudoMethod::simulated;
}

double worth_at(const Tally& tally, const Scale& scale, std::optional<std::int64_t> people,
                double error, End end) {
    const std::vector<UrnBalls> urn = urn_of(tally, scale, end);
    const PseudoMethod method = method_of(urn, tally.n(), people);
    if (method == PseudoMethod::integral || method == PseudoMethod::without_correction)
        return endless_urn_quantile(urn, error);
    const std::int64_t silent = *people - tally.n();
    const std::int64_t heard = end == End::lower ? tally.points(scale) : -tally.points(scale);
    std::int64_t sum = heard;
    if (method == PseudoMethod::simulated)
        sum += simulated_urn_quantile(urn, silent, error);
    else if (is_countable(urn, silent))
        sum += urn_quantile(urn, silent, error);
    else
        sum = sum_of_two(urn, *people, error);
    return static_cast<double>(sum) / static_cast<double>(*people);
}

}  // namespace

PseudoBand pseudo_answer_band(const Tally& tally, const Scale& scale,
                              std::optional<std::int64_t> people, double error) {
    expects(0 < error && error < 1, "a band has an error");
    expects(!people || (*people > 0 && tally.n() <= *people), "the answers are of some people");
    // The ends may differ by a grade, and so by method: the less exact one is named.
    const std::vector<UrnBalls> lower = urn_of(tally, scale, End::lower);
    const std::vector<UrnBalls> upper = urn_of(tally, scale, End::upper);
    return {.points = {.lower = worth_at(tally, scale, people, error, End::lower),
                       .upper = 0 - worth_at(tally, scale, people, error, End::upper)},
            .method = std::max(method_of(lower, tally.n(), people),
                               method_of(upper, tally.n(), people))};
}

}  // namespace engine
