#include "engine/inference/share.h"

#include "engine/expects.h"
#include "engine/inference/hypergeometric.h"

#include <boost/math/special_functions/beta.hpp>

namespace engine {
namespace {

bool is_kept(double tail, double error) { return tail >= error * (1 - 1e-9); }

void expects_share(const Share& share) {
    expects(0 <= share.satisfied && share.satisfied <= share.answers,
            "the satisfied are some of the answers");
}

void expects_share_of(const Share& share, std::int64_t people) {
    expects_share(share);
    expects(share.answers <= people, "nobody answers twice");
}

}  // namespace

std::int64_t fewest_satisfied(const Share& share, std::int64_t people, double error) {
    expects_share_of(share, people);
    std::int64_t lowest = share.satisfied;
    std::int64_t kept = people - (share.answers - share.satisfied);
    while (lowest < kept) {
        const std::int64_t middle = lowest + (kept - lowest) / 2;
        const Hypergeometric sample{
            .people = people, .satisfied = middle, .sampled = share.answers};
        if (is_kept(chance_of_at_least(sample, share.satisfied), error))
            kept = middle;
        else
            lowest = middle + 1;
    }
    return kept;
}

std::int64_t most_satisfied(const Share& share, std::int64_t people, double error) {
    expects_share_of(share, people);
    std::int64_t kept = share.satisfied;
    std::int64_t highest = people - (share.answers - share.satisfied);
    while (kept < highest) {
        const std::int64_t middle = highest - (highest - kept) / 2;
        const Hypergeometric sample{
            .people = people, .satisfied = middle, .sampled = share.answers};
        if (is_kept(chance_of_at_most(sample, share.satisfied), error))
            kept = middle;
        else
            highest = middle - 1;
    }
    return kept;
}

double p_of_reached(const Share& share, std::int64_t people, std::int64_t needed) {
    expects_share_of(share, people);
    if (needed <= 0) return 0;  // fewer than none cannot be
    if (needed > people + 1) return 1;
    return chance_of_at_least(
        {.people = people, .satisfied = needed - 1, .sampled = share.answers}, share.satisfied);
}

double p_of_missed(const Share& share, std::int64_t people, std::int64_t needed) {
    expects_share_of(share, people);
    if (needed < 0) return 1;
    if (needed > people) return 0;  // more than everybody cannot be
    return chance_of_at_most({.people = people, .satisfied = needed, .sampled = share.answers},
                             share.satisfied);
}

double clopper_pearson_lower(const Share& share, double error) {
    expects_share(share);
    expects(share.answers > 0, "a proportion needs answers");
    if (share.satisfied == 0) return 0;
    return boost::math::ibeta_inv(static_cast<double>(share.satisfied),
                                  static_cast<double>(share.answers - share.satisfied + 1), error);
}

double clopper_pearson_upper(const Share& share, double error) {
    expects_share(share);
    expects(share.answers > 0, "a proportion needs answers");
    if (share.satisfied == share.answers) return 1;
    return boost::math::ibetac_inv(static_cast<double>(share.satisfied + 1),
                                   static_cast<double>(share.answers - share.satisfied), error);
}

}  // namespace engine
