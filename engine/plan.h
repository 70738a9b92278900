// A plan: how many more answers would settle a verdict, if they are like those already here.
#pragma once

#include <cstdint>

#include "engine/verdict.h"

namespace engine {

// `answers` counts answers still to come; for the two samples, people to be drawn in all.
struct Plan {
    enum class Kind {
        settled,         // the verdict stands
        not_comparable,  // no number to hold the figure against
        more_answers,    // so many more like these
        everybody,       // no fewer than all the silent
        next_checkpoint, // these would do: but a mean is judged on announced days only
        first_sample,    // nothing is known yet: the customary size
        random_sample,   // volunteers prove nothing: so many drawn by lot, answering like these
        people_needed,   // nothing can settle it while nobody knows how many people there are
    };
    Kind kind = Kind::settled;
    std::int64_t answers = 0;
    // Of more_answers, random_sample and next_checkpoint.
    Proof would_prove = Proof::undecided;
};

// An unknown population is looked at no further than this.
inline constexpr std::int64_t planned_answers_max = 1'000'000;

// The verdict is asked for again with more answers in the same proportions, each cumulative count
// rounded against what is to be proved, until it is proven: doubling, then halving between the
// last number that failed and the first that did not. Adding `answers` of them proves it and one
// fewer does not. The search takes "more answers prove more" for granted; counts being whole,
// some number below may prove it by a lucky step, and some above may just fail to. A number for
// planning, therefore, never a promise: the answers to come may be others. A figure exactly on
// its target is settled by everybody only.
[[nodiscard]] Plan plan(const Evidence& evidence);

// So many more answers in the proportions of the tally, rounded against the figure: cumulative
// counts of "this good or better" down when `lower`, else up. Requires tally.n() > 0.
Tally more_like(const Tally& tally, std::int64_t answers, bool lower);

}  // namespace engine
