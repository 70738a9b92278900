// A reason: why a score's verdict is what it is, in a sentence.
#pragma once

#include "engine/plan.h"
#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// Figures in it are those of reports/number.h. The plan is the one of the score's evidence.
[[nodiscard]] surveys::Words reason_of(const Score& score, const engine::Plan& plan);

}  // namespace reports
