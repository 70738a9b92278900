// A score card: the pieces of a score that the front page and its indicator's page both show.
#pragma once

#include <span>
#include <string>

#include "http/desk/pages/filling.h"
#include "reports/score.h"

namespace http {

struct Asked;

// The fixed texts around those pieces.
std::span<const PageWord> card_words();

// value, unit, target, the two verdicts with their states, why and what to do, interval line,
// n, N, design, points. `id` names the charts on the page.
[[nodiscard]] Filling card_of(const Asked& asked, const reports::Score& score,
                              const std::string& id);

// Of a score by month: the drawing, and the rows of the table beside it.
[[nodiscard]] Filling months_of(const reports::Score& by_month, const std::string& id,
                                surveys::Locale locale);

}  // namespace http
