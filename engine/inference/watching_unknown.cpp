// The proportion of unknown many people, to be looked at after every answer.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/expects.h"
#include "engine/inference/watching.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace engine {
namespace {

constexpr double outward = 1e-9;
// In doubles: rounding outward covers more than they lose, and long doubles take twice the time.
using Doubles = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
constexpr Doubles doubles{};

double log_or_nothing(double x) {
    return x > 0 ? std::log(x) : -std::numeric_limits<double>::infinity();
}

double log_beta(double a, double b) {
    return boost::math::lgamma(a, doubles) + boost::math::lgamma(b, doubles) -
           boost::math::lgamma(a + b, doubles);
}

struct Answers {
    double k;
    double n;
};

// The log of the e-value against the proportion p by the mean likelihood over from … to.
double evidence_against(double p, const Answers& answers, double from, double to) {
    const auto& [k, n] = answers;
    // From the side where the tails are small: the difference of two that are nearly 1 is lost.
    const double part = k < from * n ? boost::math::ibetac(k + 1, n - k + 1, from, doubles) -
                                           boost::math::ibetac(k + 1, n - k + 1, to, doubles)
                                     : boost::math::ibeta(k + 1, n - k + 1, to, doubles) -
                                           boost::math::ibeta(k + 1, n - k + 1, from, doubles);
    return log_beta(k + 1, n - k + 1) + log_or_nothing(part) - std::log(to - from) -
           (k > 0 ? k * std::log(p) : 0) - (n - k > 0 ? (n - k) * std::log1p(-p) : 0);
}

// Where an e-value stops settling that a proportion is refuted, looked for from one end of 0 … 1 to
// the answers' own share; on the refuted side of it. `far` is a guess of something refuted.
template <typename Evidence>
double last_refuted(double end, double far, double share, double error,
                    const Evidence& evidence) {
    constexpr double enough = 50;  // beyond, how much more no longer matters
    const auto surplus = [&](double p) {
        return std::min(evidence(p), enough) + std::log(error) + 1e-9;
    };
    if (std::abs(share - end) <= outward / 2) return end;
    share = std::clamp(share, 1e-12, 1 - 1e-12);  // at the very ends there is nothing beyond
    if (surplus(far) < 0) far = end + (share - end) * 1e-12;
    if (surplus(far) < 0) return end;
    std::uintmax_t steps = 60;
    const auto near_enough = [](double a, double b) { return std::abs(a - b) < outward / 4; };
    const auto bracket = boost::math::tools::toms748_solve(
        surplus, std::min(far, share), std::max(far, share), near_enough, steps);
    return end < share ? bracket.first : bracket.second;
}

// Surely refuted: a one-look bound at an error so small that watching costs no more than that.
double far_error(const Answers& answers, double error) { return error / (20 * (answers.n + 1)); }

}  // namespace

Interval watched_proportion(const Share& share, double needed, double error) {
    expects(0 <= share.satisfied && share.satisfied <= share.answers && share.answers > 0,
            "a proportion needs answers");
    expects(0 < needed && needed <= 1, "a floor between nobody and everybody");
    const Answers answers{.k = static_cast<double>(share.satisfied),
                          .n = static_cast<double>(share.answers)};
    const double middle = answers.k / answers.n;
    const double far = far_error(answers, error);
    const double far_above = clopper_pearson_upper(share, far);
    const auto above = [&](double p) {
        return evidence_against(p, answers, std::max(0.0, 2 * needed - 1), p);
    };
    const auto below = [&](double p) { return evidence_against(p, answers, 0, p); };
    const bool is_missed = needed < 1 ? is_settled(above(needed), error) : middle < 1;
    const double upper =
        is_missed ? last_refuted(needed, std::min(needed, far_above), middle, error, below)
                  : last_refuted(1, std::max(needed, far_above), std::max(middle, needed), error,
                                 above);
    const double lower = last_refuted(0, clopper_pearson_lower(share, far), middle, error,
                                      [&](double p) { return evidence_against(p, answers, p, 1); });
    return {.lower = std::max(0.0, lower - outward / 2),
            .upper = std::min(1.0, upper + outward / 2)};
}

}  // namespace engine
