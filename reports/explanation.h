// An explanation: a whole score in words, in two languages, as its page at the desk tells it.
#pragma once

#include <vector>

#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

struct ExplainedLine {
    surveys::Words label;
    surveys::Words text;
};

// "2026-01-01 至 2026-11-24：平均分 93.44分，目标 ≥90分，达标；…": what stands beside the figure
// wherever it is quoted.
[[nodiscard]] surveys::Words official_sentence(const Score& score);

// How the figure is made: what is counted as what, and the sum with its numbers.
[[nodiscard]] std::vector<ExplainedLine> explain_formula(const Score& score);
// What it proves about everybody: design, interval, worst case, and how sure that is.
[[nodiscard]] std::vector<ExplainedLine> explain_proof(const Score& score);
// What it earns in the review, by the form's own formula.
[[nodiscard]] std::vector<ExplainedLine> explain_points(const Score& score);

}  // namespace reports
