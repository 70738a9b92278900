// Watching: what the answers so far prove, when they may be looked at after every single one.
#pragma once

#include <array>
#include <cstdint>

#include "engine/figures/tally.h"
#include "engine/inference/interval.h"
#include "engine/inference/share.h"

namespace engine {

// An e-value is the wealth of a fair bet against a hypothesis: with chance alpha at most it ever
// reaches 1/alpha while the hypothesis is true (Ville), so it may be looked at daily and acted on.
// Both are logs, and plus or minus infinite where the answers are impossible under one side.
struct ShareEvidence {
    double reached = 0;  // against "fewer than `needed` of the people are satisfied"
    double missed = 0;   // against "at least `needed` are"
};

// The mean of likelihood ratios over every count of the alternative against the worst case of the
// hypothesis: K* … N against K* - 1, and the mirrored 2K* - N - 1 … K* - 1 (from 0 on) against
// K*. Counts only, whatever their order; valid for the whole hypothesis because the ratio is
// monotone. O(N - K*). Requires answers <= people and 1 <= needed <= people.
ShareEvidence watch_share(const Share& share, std::int64_t people, std::int64_t needed);

// Whether an e-value is 1/error or more; one that is just that, but for rounding, counts.
bool is_settled(double log_e_value, double error);

// Bounds that hold at every look together, each end wrong with chance `error` at most. A count is
// left out at the lower end if the e-value against it, by the mean over all that is more, settles
// it; at the upper end by the mean over all that is less, but from `needed` on no farther down than
// watch_share looks. So the bounds agree with it: fewest >= needed just when `reached` is settled,
// and most < needed just when `missed` is. Never outside what the answers leave possible. Requires
// answers <= people, 1 <= needed <= people and error <= 0.13, from where on the counts that are
// left out are those beyond one.
struct CountBand {
    std::int64_t fewest = 0;
    std::int64_t most = 0;
};
CountBand watched_bounds(const Share& share, std::int64_t people, std::int64_t needed,
                         double error);

// The same for unknown many people, as a proportion, `needed` as well: the mixtures are integrals
// of binomial ratios, incomplete beta functions. Rounded outward by 1e-9. Requires answers > 0 and
// 0 < needed <= 1.
Interval watched_proportion(const Share& share, double needed, double error);

// Which people are held possible beforehand: Beta-binomial with these, both > 0.
struct BetaPrior {
    double a = 1;
    double b = 1;
};

// The band that holds the satisfied people at every look together with 1 - error: all counts whose
// likelihood is more than `error` times the prior's own expectation of it (prior-posterior ratio,
// Waudby-Smith & Ramdas 2020, theorem 3.1). Costs about twice the width of a single look's.
// Requires answers <= people.
CountBand watched_band(const Share& share, std::int64_t people, double error,
                       const BetaPrior& prior = {});
// The same ratio's log, against one count; infinite if the answers are impossible under it.
double ratio_against(const Share& share, std::int64_t people, std::int64_t satisfied,
                     const BetaPrior& prior = {});
// And against one distribution of all five grades, the prior a Dirichlet. Parts > 0.
double ratio_against(const Tally& answers, const Tally& people,
                     const std::array<double, 5>& prior);

}  // namespace engine
