// Advice: why a score's verdict is what it is, and what to do next, in a sentence each.
//
// Written for an officer who has never seen the program and knows no statistics.
#pragma once

#include "engine/plan.h"
#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

struct Advice {
    surveys::Words reason;
    surveys::Words next_step;
};

// Figures in it are those of reports/number.h; how many answers are still needed is the plan's.
[[nodiscard]] Advice advice_for(const Score& score, const engine::Plan& plan);
[[nodiscard]] Advice advice_for(const Score& score);  // with engine::plan of its evidence

}  // namespace reports
