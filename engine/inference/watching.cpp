#include "engine/inference/watching.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/expects.h"
#include "engine/inference/hypergeometric.h"

#include <boost/math/special_functions/gamma.hpp>

namespace engine {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

void expects_share_of(const Share& share, std::int64_t people) {
    expects(0 <= share.satisfied && share.satisfied <= share.answers && share.answers <= people,
            "the satisfied are some of the answers, and those of the people");
}

// A sum of terms that each come from the one before by a factor: what grows out of range is scaled
// down, and remembered.
class RatioSum {
public:
    void multiply(double factor) {
        constexpr double large = 0x1p+600;
        term_ *= factor;
        if (term_ < large && sum_ < large) return;
        term_ /= large;
        sum_ /= large;
        log_scale_ += std::log(large);
    }
    void add() { sum_ += term_; }
    // Whether the terms have become too small to count; they rise to one peak and then fall.
    bool is_over() const { return term_ < sum_ * 0x1p-80; }
    double log() const { return sum_ == 0 ? -infinite : std::log(sum_) + log_scale_; }

private:
    double term_ = 1;
    double sum_ = 0;
    double log_scale_ = 0;
};

bool is_possible(const Share& share, std::int64_t people, std::int64_t satisfied) {
    return share.satisfied <= satisfied &&
           share.answers - share.satisfied <= people - satisfied;
}

// How much likelier the answers become when one more of the people is satisfied.
double step_up(const Share& share, std::int64_t people, std::int64_t satisfied) {
    const auto up = static_cast<double>(satisfied + 1);
    const auto others = static_cast<double>(people - satisfied);
    const auto k = static_cast<double>(share.satisfied);
    const auto unhappy = static_cast<double>(share.answers - share.satisfied);
    return up / (up - k) * ((others - unhappy) / others);
}

// Counts of satisfied people, both ends included.
struct Alternatives {
    std::int64_t first;
    std::int64_t last;
};

// The log of the mean ratio of chances of the alternatives, all above or all below `null`, to its.
double mean_ratio(const Share& share, std::int64_t people, const Alternatives& alternatives,
                  std::int64_t null) {
    const auto& [first, last] = alternatives;
    const std::int64_t lowest = std::max(first, share.satisfied);
    const std::int64_t highest = std::min(last, people - (share.answers - share.satisfied));
    if (lowest > highest) return -infinite;
    if (!is_possible(share, people, null)) return infinite;
    RatioSum sum;
    for (std::int64_t K = null; K < highest && !sum.is_over();) {
        sum.multiply(step_up(share, people, K));
        if (++K >= lowest) sum.add();
    }
    for (std::int64_t K = null; K > lowest && !sum.is_over();) {
        sum.multiply(1 / step_up(share, people, --K));
        if (K <= highest) sum.add();
    }
    return sum.log() - std::log(static_cast<double>(last - first + 1));
}

Alternatives as_far_below_as_above(std::int64_t people, std::int64_t needed) {
    return {.first = std::max<std::int64_t>(0, 2 * needed - people - 1), .last = needed - 1};
}

// The same by two tails, in a time that does not grow with the people: every count is as likely to
// be the place of the (k+1)-th of n + 1 drawn from N + 1, so that a sum of chances over counts is a
// hypergeometric tail. Only for one side of the likelihood's peak, the peak on the other: a null so
// far out that its chance is no double any more is refuted then.
double mean_ratio_by_tails(const Share& share, std::int64_t people,
                           const Alternatives& alternatives, std::int64_t null) {
    constexpr double negligible = -600;
    const auto& [first, last] = alternatives;
    const double log_null = log_chance_of(
        {.people = people, .satisfied = null, .sampled = share.answers}, share.satisfied);
    if (log_null < negligible) return infinite;
    const auto at_most = [&](std::int64_t K) {
        return chance_of_at_least(
            {.people = people + 1, .satisfied = K + 1, .sampled = share.answers + 1},
            share.satisfied + 1);
    };
    const auto at_least = [&](std::int64_t K) {
        return chance_of_at_most(
            {.people = people + 1, .satisfied = K, .sampled = share.answers + 1},
            share.satisfied);
    };
    const double part = last == people ? at_least(first)
                        : first == 0   ? at_most(last)
                                       : at_most(last) - at_most(first - 1);
    if (part <= 0) return -infinite;
    const auto counts = static_cast<double>(last - first + 1);
    const double drawn = static_cast<double>(people + 1) / static_cast<double>(share.answers + 1);
    return std::log(part * drawn / counts) - log_null;
}

// The first count from `from` on that does not hold any more, `to` if none: all behind do not.
template <typename Holds>
std::int64_t first_failing(std::int64_t from, std::int64_t to, const Holds& holds) {
    while (from < to) {
        const std::int64_t middle = from + (to - from) / 2;
        if (holds(middle))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

double log_choose(double n, double k) {
    return boost::math::lgamma(n + 1) - boost::math::lgamma(k + 1) - boost::math::lgamma(n - k + 1);
}

// log of from × (from + 1) × … with so many factors.
double log_rising(double from, double steps) {
    return boost::math::lgamma(from + steps) - boost::math::lgamma(from);
}

double log_beta_binomial(const Share& share, const BetaPrior& prior) {
    const auto n = static_cast<double>(share.answers);
    const auto k = static_cast<double>(share.satisfied);
    if (prior.a == 1 && prior.b == 1) return -std::log(n + 1);
    return log_choose(n, k) + log_rising(prior.a, k) + log_rising(prior.b, n - k) -
           log_rising(prior.a + prior.b, n);
}

}  // namespace

ShareEvidence watch_share(const Share& share, std::int64_t people, std::int64_t needed) {
    expects_share_of(share, people);
    expects(1 <= needed && needed <= people, "a floor some of the people can reach");
    // So many are unhappy that nobody can be left to reach it, however far below that is.
    const bool is_out_of_reach = share.answers - share.satisfied > people - needed;
    return {.reached = mean_ratio(share, people, {needed, people}, needed - 1),
            .missed = is_out_of_reach
                          ? infinite
                          : mean_ratio(share, people, as_far_below_as_above(people, needed),
                                       needed)};
}

bool is_settled(double log_e_value, double error) {
    return log_e_value >= std::log(1 / error) - 1e-9;
}

CountBand watched_bounds(const Share& share, std::int64_t people, std::int64_t needed,
                         double error) {
    expects_share_of(share, people);
    expects(1 <= needed && needed <= people, "a floor some of the people can reach");
    const std::int64_t lowest = share.satisfied;
    const std::int64_t highest = people - (share.answers - share.satisfied);
    const std::int64_t far_below = as_far_below_as_above(people, needed).first;
    const auto refutes = [&](const Alternatives& alternatives, std::int64_t K) {
        return is_settled(mean_ratio_by_tails(share, people, alternatives, K), error);
    };
    const auto is_too_few = [&](std::int64_t K) { return refutes({K + 1, people}, K); };
    const std::int64_t fewest = first_failing(lowest, highest, is_too_few);
    const bool is_missed = is_settled(watch_share(share, people, needed).missed, error);
    const std::int64_t farthest = is_missed ? 0 : far_below;
    const auto is_possible = [&](std::int64_t K) { return !refutes({farthest, K - 1}, K); };
    const std::int64_t from = is_missed ? fewest + 1 : std::max(fewest, needed) + 1;
    const std::int64_t to = is_missed ? std::min(needed, highest + 1) : highest + 1;
    const std::int64_t most = from < to ? first_failing(from, to, is_possible) - 1 : to - 1;
    return {.fewest = fewest, .most = std::max(fewest, most)};
}

double ratio_against(const Share& share, std::int64_t people, std::int64_t satisfied,
                     const BetaPrior& prior) {
    expects_share_of(share, people);
    expects(prior.a > 0 && prior.b > 0, "a prior has two positive parts");
    if (!is_possible(share, people, satisfied)) return infinite;
    return log_beta_binomial(share, prior) -
           log_chance_of({.people = people, .satisfied = satisfied, .sampled = share.answers},
                         share.satisfied);
}

CountBand watched_band(const Share& share, std::int64_t people, double error,
                       const BetaPrior& prior) {
    expects_share_of(share, people);
    const std::int64_t lowest = share.satisfied;
    const std::int64_t highest = people - (share.answers - share.satisfied);
    const double limit = std::log(1 / error);
    const auto is_kept = [&](std::int64_t K) {
        return ratio_against(share, people, K, prior) < limit;
    };
    if (share.answers == 0) return {.fewest = 0, .most = people};
    // The likelihood has one peak, at (N + 1) k / n; each side is searched by halves.
    const double at = static_cast<double>(people + 1) * static_cast<double>(share.satisfied) /
                      static_cast<double>(share.answers);
    const std::int64_t peak =
        std::clamp(static_cast<std::int64_t>(std::floor(at)), lowest, highest);
    const auto is_lost = [&](std::int64_t K) { return !is_kept(K); };
    return {.fewest = first_failing(lowest, peak, is_lost),
            .most = first_failing(peak + 1, highest + 1, is_kept) - 1};
}

double ratio_against(const Tally& answers, const Tally& people,
                     const std::array<double, 5>& prior) {
    double expected = 0;
    double chance = 0;
    double parts = 0;
    for (const Grade grade : grades) {
        const auto x = static_cast<double>(answers.count(grade));
        const auto all = static_cast<double>(people.count(grade));
        const double part = prior.at(index(grade));
        expects(part > 0, "a prior's parts are positive");
        if (x > all) return infinite;
        expected += log_rising(part, x) - boost::math::lgamma(x + 1);
        chance += log_choose(all, x);
        parts += part;
    }
    const auto n = static_cast<double>(answers.n());
    expected += boost::math::lgamma(n + 1) - log_rising(parts, n);
    return expected - (chance - log_choose(static_cast<double>(people.n()), n));
}

}  // namespace engine
