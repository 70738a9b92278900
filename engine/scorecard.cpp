#include "engine/scorecard.h"

#include <algorithm>
#include <array>

#include "engine/expects.h"
#include "engine/figures/decimal.h"

namespace engine {
namespace {

constexpr Rational none{.numerator = 0};

bool is_floor(const Target& target) {
    return target.comparator == Comparator::at_least ||
           target.comparator == Comparator::more_than || target.comparator == Comparator::equal;
}

AppraisedRow appraise_quantity(const FormRow& row, const AppraisalRules& rules) {
    if (!row.actual) return {.points = std::nullopt, .remarks = {Remark::not_appraised}};
    AppraisedRow appraised{.points = appraise(*row.actual, *row.target, row.weight),
                           .remarks = {}};
    const bool is_far_above = is_floor(*row.target) && row.target->number > none &&
                              *row.actual >= row.target->number * rules.overfulfilled_from;
    if (is_far_above) appraised.remarks.push_back(Remark::overfulfilled);
    if (appraised.points->unrounded < Rational{row.weight} && !row.has_reason)
        appraised.remarks.push_back(Remark::reason_missing);
    return appraised;
}

bool is_in_band(const Rational& awarded, Attainment attainment, std::int64_t weight,
                const AppraisalRules& rules) {
    const Rational full_from = rules.full_from * Rational{weight};
    const Rational partial_from = rules.partial_from * Rational{weight};
    switch (attainment) {
        case Attainment::full: return full_from <= awarded && awarded <= Rational{weight};
        case Attainment::partial: return partial_from <= awarded && awarded < full_from;
        case Attainment::missed: return none <= awarded && awarded < partial_from;
    }
    return false;
}

AppraisedRow appraise_quality(const FormRow& row, const AppraisalRules& rules) {
    if (!row.attainment || !row.awarded)
        return {.points = std::nullopt, .remarks = {Remark::not_appraised}};
    AppraisedRow appraised{
        .points = Points{.earned = rounded(*row.awarded, 2), .unrounded = *row.awarded},
        .remarks = {}};
    if (!is_in_band(*row.awarded, *row.attainment, row.weight, rules))
        appraised.remarks.push_back(Remark::outside_band);
    if (*row.attainment != Attainment::full && !row.has_reason)
        appraised.remarks.push_back(Remark::reason_missing);
    return appraised;
}

std::vector<LevelWeight> wrong_levels(const Form& form) {
    std::vector<LevelWeight> wrong;
    for (const LevelWeight& level : form.levels) {
        std::int64_t together = 0;
        for (const FormRow& row : form.rows)
            if (row.level1 == level.level1) together += row.weight;
        if (together != level.weight)
            wrong.push_back({.level1 = level.level1, .weight = together});
    }
    return wrong;
}

AppraisalGrade grade_of(const Rational& total, const AppraisalRules& rules) {
    if (total >= rules.excellent_from) return AppraisalGrade::excellent;
    if (total >= rules.good_from) return AppraisalGrade::good;
    return total >= rules.fair_from ? AppraisalGrade::fair : AppraisalGrade::poor;
}

}  // namespace

std::string_view name(Remark remark) {
    constexpr std::array<std::string_view, 4> names{"not_appraised", "reason_missing",
                                                    "overfulfilled", "outside_band"};
    return names.at(static_cast<std::size_t>(remark));
}

std::string_view name(AppraisalGrade grade) {
    constexpr std::array<std::string_view, 4> names{"excellent", "good", "fair", "poor"};
    return names.at(static_cast<std::size_t>(grade));
}

AppraisedRow appraise(const FormRow& row, const AppraisalRules& rules) {
    expects(row.weight >= 0 && (!row.awarded || *row.awarded >= none),
            "weights and points are not negative");
    return row.target ? appraise_quantity(row, rules) : appraise_quality(row, rules);
}

Points appraise(const Execution& execution, const AppraisalRules& rules) {
    expects(none <= execution.spent && none < execution.budget, "a budget that can be spent");
    const Rational full{rules.execution_weight};
    const Rational points = execution.spent / execution.budget * full;
    const Rational earned = std::min(points, full);
    return {.earned = rounded(earned, 2), .unrounded = earned};
}

Scorecard appraise(const Form& form, const AppraisalRules& rules) {
    Scorecard card;
    bool is_complete = form.execution.has_value();
    for (const FormRow& row : form.rows) {
        card.rows.push_back(appraise(row, rules));
        const std::optional<Points>& points = card.rows.back().points;
        is_complete = is_complete && points.has_value();
        if (points) card.total = card.total + points->earned;
    }
    if (form.execution) {
        card.execution = appraise(*form.execution, rules);
        card.total = card.total + card.execution->earned;
    }
    card.wrong_levels = wrong_levels(form);
    if (is_complete) card.grade = grade_of(card.total, rules);
    return card;
}

}  // namespace engine
