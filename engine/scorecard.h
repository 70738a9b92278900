// A scorecard: the whole self-evaluation form of a project, from its rows to the grade 优良中差.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/appraisal.h"
#include "engine/figures/rational.h"
#include "engine/figures/target.h"

namespace engine {

// How far a qualitative row came: 达成年度指标, 部分达成年度指标并具有一定效果,
// 未达成年度指标且效果较差.
enum class Attainment { full, partial, missed };

// What differs from place to place: data. The defaults are the usual rules of the form.
struct AppraisalRules {
    // Parts of the weight a qualitative row may earn: full [0.8, 1], partial [0.6, 0.8),
    // missed [0, 0.6).
    Rational full_from{8, 10};
    Rational partial_from{6, 10};
    // A figure so many times its floor asks why the target was set so low.
    Rational overfulfilled_from{13, 10};
    std::int64_t execution_weight = 10;  // 预算执行率
    // 优 from 90, 良 from 80, 中 from 60, else 差.
    Rational excellent_from{90};
    Rational good_from{80};
    Rational fair_from{60};
};

// A row of the form. A quantitative one has a target and its actual figure; a qualitative one the
// attainment that people judged and the points they gave for it. What is not known yet is empty.
struct FormRow {
    std::string level1;  // 一级指标, whose weights must add up
    std::optional<Target> target{};
    std::optional<Rational> actual{};  // >= 0
    std::optional<Attainment> attainment{};
    std::optional<Rational> awarded{};
    std::int64_t weight = 0;  // >= 0
    bool has_reason = false;  // 偏差原因分析及改进措施 was written
};

enum class Remark {
    not_appraised,   // the actual figure, or the attainment and its points, are missing
    reason_missing,  // missed, or met only in part, and nobody said why
    overfulfilled,   // so far above a floor that the target was set too low: say why
    outside_band,    // the points given do not belong to the attainment
};
std::string_view name(Remark remark);

struct AppraisedRow {
    std::optional<Points> points;
    std::vector<Remark> remarks;
};
AppraisedRow appraise(const FormRow& row, const AppraisalRules& rules = {});

// 预算执行率: what was spent of the year's budget, in any one unit of money. Requires
// 0 <= spent and 0 < budget. Never more than the weight; 0.1 points of tolerance are the
// checker's business, not ours.
struct Execution {
    Rational spent;
    Rational budget;
};
Points appraise(const Execution& execution, const AppraisalRules& rules = {});

// Of one level: what its rows weigh together, and what they should.
struct LevelWeight {
    std::string level1;
    std::int64_t weight = 0;
};

struct Form {
    std::vector<FormRow> rows;
    std::vector<LevelWeight> levels;  // e.g. 产出指标 50, 效益指标 30, 满意度指标 10
    std::optional<Execution> execution{};
};

enum class AppraisalGrade { excellent, good, fair, poor };  // 优 良 中 差
std::string_view name(AppraisalGrade grade);

struct Scorecard {
    std::vector<AppraisedRow> rows;  // in the form's order
    std::optional<Points> execution;
    std::vector<LevelWeight> wrong_levels;  // with what their rows really weigh together
    Rational total{};                       // of the points as printed, two decimals each
    std::optional<AppraisalGrade> grade;    // empty until every row has its points
};

// The total adds what the form prints, so that it can be added again by hand.
Scorecard appraise(const Form& form, const AppraisalRules& rules = {});

}  // namespace engine
