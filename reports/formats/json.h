// Scores as JSON: one object a score, keys in the order of the design, shown numbers as strings.
#pragma once

#include <string>
#include <vector>

#include "reports/score.h"

namespace reports {

std::string to_json(const Score& score);
std::string to_json(const std::vector<Score>& scores);  // an array

}  // namespace reports
