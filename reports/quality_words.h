// What is said about an item quality: how many answers it stands on, what alpha means here, and
// why something is not shown.
#pragma once

#include <string>

#include "reports/item_quality.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// Where the lower end of alpha's interval must lie for one total (Nunnally 1978), and for asking
// almost the same thing again and again (Streiner 2003 warns from 0.90 on).
inline constexpr double alpha_enough = 0.7;
inline constexpr double alpha_redundant = 0.95;

[[nodiscard]] surveys::Words about_rows(const ItemQuality& quality);  // empty if none was read
[[nodiscard]] surveys::Words about_alpha(const ItemQuality& quality);    // with its interval
[[nodiscard]] surveys::Words about_drivers(const ItemQuality& quality);  // with R²; may be empty
[[nodiscard]] surveys::Words about_constants(const ItemQuality& quality);  // empty without any
const surveys::Words& words(engine::Quadrant quadrant);

// "0.88", "-0.12": rounded half away from zero.
std::string shown_coefficient(double number);
std::string shown_importance(const QuestionStanding& standing);  // "55.1", in percent of R²
// "81.25", in points; never rounded up to 100.
std::string shown_performance(const ItemQuality& quality, const QuestionStanding& standing);
std::string shown_mean(const ItemQuality& quality, std::size_t item);  // "4.61", of 5 to 1

}  // namespace reports
