// An indicator: a measure of one question of one survey against the year's target.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/scale.h"
#include "engine/figures/target.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/submission.h"

namespace surveys {

enum class Measure { mean_score, satisfied_share };
enum class Design { census, probability, volunteer };

inline constexpr std::array measures{Measure::mean_score, Measure::satisfied_share};
inline constexpr std::array designs{Design::census, Design::probability, Design::volunteer};

std::string_view name(Measure measure);
std::string_view name(Design design);

// Everybody the figure speaks about. `size` is unknown until the bureau gives the roster.
struct Population {
    std::optional<std::int64_t> size;
    Design design = Design::volunteer;
    std::string basis;
};

struct Indicator {
    std::string id;
    Words name;
    std::string project_code;
    std::string project_name;
    std::string level1;
    std::string level2;
    std::string survey;    // the survey, or the series of a ballot's runs (SERIES-YYYY)
    std::string question;  // a grade question
    Measure measure = Measure::satisfied_share;
    engine::Scale scale;  // grade_values, and the last grade that counts as satisfied
    engine::TargetReading target;
    std::int64_t weight = 10;  // points in the review
    Population population;
    std::vector<Source> sources;  // which answers count
    std::vector<int> years;       // empty: every year
    std::string evidence;         // 指标值确定依据
    std::string definition;       // the file as it was added
};

struct IndicatorReading {
    std::optional<Indicator> indicator;
    Problems problems;
};

[[nodiscard]] IndicatorReading read_indicator(std::string_view json);

}  // namespace surveys
