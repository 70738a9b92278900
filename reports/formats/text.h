// Scores as people read them on a terminal.
#pragma once

#include <string>
#include <vector>

#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// A block of lines a score; every figure with its n, N, design and method.
std::string to_text(const Score& score, surveys::Locale locale);
std::string to_text(const std::vector<Score>& scores, surveys::Locale locale);

}  // namespace reports
