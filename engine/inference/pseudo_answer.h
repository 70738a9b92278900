// The pseudo-answer band: a mean score bounded by adding one answer of the worst or best grade.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/figures/scale.h"
#include "engine/figures/tally.h"
#include "engine/inference/interval.h"

namespace engine {

enum class PseudoMethod {
    integral,            // people without end
    counted,             // every outcome of the silent, exact
    without_correction,  // as if of people without end: under 5 % answered, so a little too wide
    simulated,           // 100,000 draws, always the same
};

struct PseudoBand {
    Interval points;
    PseudoMethod method = PseudoMethod::integral;
};

// Each end at `error`, in points (Gaffke 2005). The lower end is the quantile of Σ score W,
// W ~ Dirichlet(counts + one more of the worst grade); the upper has the one more at the best.
// Of a known number of people the answers stand as they are and the silent are draws from the urn
// of answers and pseudo-answer (urn.h). With two grades these are exactly Clopper & Pearson's and
// the exact hypergeometric bounds of share.h. With more, that both ends hold for people without end
// is a conjecture with proofs for parts of it only. For a known number it is not quite true: over
// all populations of 2 to 12, 20, 30 and 40 people who think 100, 60 or 0 the upper end erred up to
// 4/3 times as often as `error` says (three asked of eight, two and two people: 5.45 % instead of
// 5). A band to show, not a proof: proofs are those of mean.h. Narrower than they, and it gives
// room even where all answers are equal. Requires n <= people.
PseudoBand pseudo_answer_band(const Tally& tally, const Scale& scale,
                              std::optional<std::int64_t> people, double error);

}  // namespace engine
