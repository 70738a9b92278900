// The proportion of unknown many people, to be looked at after every answer.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/expects.h"
#include "engine/inference/watching.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace engine {
namespace {

constexpr double outward = 1e-9;

double log_or_nothing(double x) {
    return x > 0 ? std::log(x) : -std::numeric_limits<double>::infinity();
}

double log_beta(double a, double b) {
    return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

struct Answers {
    double k;
    double n;
};

// The log of the e-value against the proportion p by the mean likelihood over from … to.
double evidence_against(double p, const Answers& answers, double from, double to) {
    const auto& [k, n] = answers;
    // From the side where the tails are small: the difference of two that are nearly 1 is lost.
    const double part = k < from * n ? boost::math::ibetac(k + 1, n - k + 1, from) -
                                           boost::math::ibetac(k + 1, n - k + 1, to)
                                     : boost::math::ibeta(k + 1, n - k + 1, to) -
                                           boost::math::ibeta(k + 1, n - k + 1, from);
    return log_beta(k + 1, n - k + 1) + log_or_nothing(part) - std::log(to - from) -
           (k > 0 ? k * std::log(p) : 0) - (n - k > 0 ? (n - k) * std::log1p(-p) : 0);
}

// Where `refuted` stops being so, looked for from one end of 0 … 1 to the answers' own share.
template <typename Refuted>
double last_refuted(double end, double share, const Refuted& refuted) {
    double open = share;
    while (std::abs(open - end) > outward / 2) {
        const double middle = (end + open) / 2;
        (refuted(middle) ? end : open) = middle;
    }
    return end;
}

}  // namespace

Interval watched_proportion(const Share& share, double needed, double error) {
    expects(0 <= share.satisfied && share.satisfied <= share.answers && share.answers > 0,
            "a proportion needs answers");
    expects(0 < needed && needed <= 1, "a floor between nobody and everybody");
    const Answers answers{.k = static_cast<double>(share.satisfied),
                          .n = static_cast<double>(share.answers)};
    const double middle = answers.k / answers.n;
    const auto is_too_low = [&](double p) {
        return is_settled(evidence_against(p, answers, p, 1), error);
    };
    const auto is_too_high_above = [&](double p) {
        return is_settled(evidence_against(p, answers, std::max(0.0, 2 * needed - 1), p), error);
    };
    const auto is_too_high_below = [&](double p) {
        return is_settled(evidence_against(p, answers, 0, p), error);
    };
    const bool is_missed = needed < 1 ? is_too_high_above(needed) : middle < 1;
    const double upper =
        is_missed ? last_refuted(needed, std::min(middle, needed), is_too_high_below)
                  : last_refuted(1, std::max(middle, needed), is_too_high_above);
    return {.lower = std::max(0.0, last_refuted(0, middle, is_too_low) - outward / 2),
            .upper = std::min(1.0, upper + outward / 2)};
}

}  // namespace engine
