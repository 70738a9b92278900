// Advice: why a score's verdict is what it is, and what to do next, in a sentence each.
//
// Written for an officer who has never seen the program and knows no statistics.
#pragma once

#include "engine/plan.h"
#include "reports/score.h"
#include "surveys/questionnaires/words.h"
#include "surveys/store/store.h"

namespace reports {

struct Advice {
    surveys::Words reason;
    surveys::Words next_step;
};

// Whether more answers can still come into a score: not once its days or its survey are over.
enum class Intake { going_on, over };
[[nodiscard]] Intake intake_of(const surveys::Store& store, const Score& score,
                               std::int64_t now_ms);

// Figures in it are those of reports/number.h; how many answers are still needed is the plan's.
[[nodiscard]] Advice advice_for(const Score& score, const engine::Plan& plan,
                                Intake intake = Intake::going_on);
// With engine::plan of its evidence.
[[nodiscard]] Advice advice_for(const Score& score, Intake intake = Intake::going_on);

}  // namespace reports
