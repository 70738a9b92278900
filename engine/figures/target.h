// A target: what an indicator must reach, as the bureau's own document words it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/rational.h"

namespace engine {

enum class Comparator { at_least, at_most, equal, more_than, less_than };
enum class TargetUnit { points, percent, people, count, days, times, yuan, yuan10k, rank, none };

std::string_view name(Comparator comparator);  // ">=" "<=" "=" ">" "<"
std::string_view name(TargetUnit unit);        // "points" "percent" … "none"

// The raw text is kept beside what was read from it. `number` is in the target's own unit
// (90 of "≥90分", 95 of "≥95%", 3667/10 of "≤366.7万元").
struct Target {
    std::string text;
    Comparator comparator = Comparator::at_least;
    Rational number;
    TargetUnit unit = TargetUnit::none;

    bool is_met_by(const Rational& value) const;
};

// What is odd about a target's text. Reported, never repaired.
enum class TargetDefect {
    comparator_missing,        // "100万元" in a cost row
    unit_missing,              // "100" for a rate
    unit_contradicts_wording,  // "≤480套" for "每套印章不超过480元"
    benefit_as_ceiling,        // "≤50万元" for a benefit
    qualitative,               // "显著提高": no number to compare
    unreadable,                // nothing could be made of it
};
std::string_view name(TargetDefect defect);

// The row of the form a target stands in: some defects only show beside its neighbours.
struct TargetRow {
    std::string_view level1;       // 一级指标, e.g. 产出指标
    std::string_view level2;       // 二级指标, e.g. 成本指标
    std::string_view name;         // 三级指标
    std::string_view description;  // 绩效指标描述
};

struct TargetReading {
    bool comparable = false;  // false: qualitative or unreadable, `target` holds the raw text only
    Target target;
    std::vector<TargetDefect> defects;
};

// Reads "≥90分", "100%", "90%以上", "不少于10次", "≤366.7万元", "100", "显著提高" …
// A bare number is a floor (>=), in a 成本 row a ceiling (<=).
TargetReading read_target(std::string_view text, const TargetRow& row = {});

}  // namespace engine
