#include "engine/scorecard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/figures/decimal.h"

namespace {

using engine::AppraisalGrade;
using engine::Attainment;
using engine::Form;
using engine::FormRow;
using engine::Rational;
using engine::Remark;
using engine::Scorecard;
using testing::ElementsAre;
using testing::IsEmpty;

FormRow quantity(const char* level1, const char* target, Rational actual, std::int64_t weight) {
    return {.level1 = level1,
            .target = engine::read_target(target).target,
            .actual = actual,
            .weight = weight};
}

FormRow quality(Attainment attainment, Rational awarded, std::int64_t weight) {
    return {.level1 = "效益指标", .attainment = attainment, .awarded = awarded, .weight = weight};
}

// Domain: 产出 50, 效益 30, 满意度 10 and the execution of the budget 10.
Form operating_funds() {
    return {.rows = {quantity("产出指标", "≥10次", {12}, 20),
                     quantity("产出指标", "≥95%", {95}, 15),
                     quantity("产出指标", "≤366.7万元", {3'667, 10}, 15),
                     quality(Attainment::full, {27}, 30),
                     quantity("满意度指标", "≥90分", {35'880, 384}, 10)},
            .levels = {{"产出指标", 50}, {"效益指标", 30}, {"满意度指标", 10}},
            .execution = engine::Execution{.spent = {342}, .budget = {360}}};
}

TEST(Scorecard, adds_what_the_form_prints_and_grades_it) {
    const Scorecard card = appraise(operating_funds());
    EXPECT_EQ(engine::decimal(card.execution->earned), "9.50");
    EXPECT_EQ(engine::decimal(card.total), "96.50");
    EXPECT_EQ(card.grade, AppraisalGrade::excellent);
    EXPECT_THAT(card.wrong_levels, IsEmpty());
    for (const engine::AppraisedRow& row : card.rows) EXPECT_THAT(row.remarks, IsEmpty());
}

// 优 [90, 100], 良 [80, 90), 中 [60, 80), 差 below 60: the edges belong to the better grade.
TEST(Scorecard, grades_at_the_edges) {
    const auto graded = [](const Rational& points) {
        Form form{.rows = {{.level1 = "",
                            .attainment = Attainment::full,
                            .awarded = points,
                            .weight = 100}},
                  .levels = {},
                  .execution = engine::Execution{.spent = {0}, .budget = {1}}};
        return *appraise(form).grade;
    };
    EXPECT_EQ(graded({90}), AppraisalGrade::excellent);
    EXPECT_EQ(graded({8'999, 100}), AppraisalGrade::good);
    EXPECT_EQ(graded({80}), AppraisalGrade::good);
    EXPECT_EQ(graded({7'999, 100}), AppraisalGrade::fair);
    EXPECT_EQ(graded({60}), AppraisalGrade::fair);
    EXPECT_EQ(graded({5'999, 100}), AppraisalGrade::poor);
}

TEST(Scorecard, asks_for_a_reason_where_the_form_does) {
    FormRow missed = quantity("满意度指标", "100%", {2'600, 27}, 10);
    EXPECT_EQ(engine::decimal(appraise(missed).points->earned), "9.63");
    EXPECT_THAT(appraise(missed).remarks, ElementsAre(Remark::reason_missing));
    missed.has_reason = true;
    EXPECT_THAT(appraise(missed).remarks, IsEmpty());
    // Printed "10.00", and missed all the same.
    EXPECT_THAT(appraise(quantity("满意度指标", "≥95%", {94'996, 1'000}, 10)).remarks,
                ElementsAre(Remark::reason_missing));
    EXPECT_THAT(appraise(quality(Attainment::partial, {21}, 30)).remarks,
                ElementsAre(Remark::reason_missing));
}

// From 1.3 times the floor on, a target was set too low; a ceiling cannot be overfulfilled.
TEST(Scorecard, remarks_on_a_target_set_too_low) {
    EXPECT_THAT(appraise(quantity("产出指标", "≥10次", {13}, 10)).remarks,
                ElementsAre(Remark::overfulfilled));
    EXPECT_THAT(appraise(quantity("产出指标", "≥10次", {1'299, 100}, 10)).remarks, IsEmpty());
    EXPECT_THAT(appraise(quantity("产出指标", "≤10天", {1}, 10)).remarks, IsEmpty());
    EXPECT_THAT(appraise(quantity("产出指标", "=0次", {0}, 10)).remarks, IsEmpty());
}

TEST(Scorecard, holds_points_that_people_gave_against_their_band) {
    struct Band {
        Attainment attainment;
        Rational awarded;
        bool belongs;
    };
    for (const Band& band : {Band{Attainment::full, {8}, true}, {Attainment::full, {10}, true},
                             {Attainment::full, {799, 100}, false},
                             {Attainment::partial, {799, 100}, true},
                             {Attainment::partial, {6}, true}, {Attainment::partial, {8}, false},
                             {Attainment::missed, {599, 100}, true},
                             {Attainment::missed, {0}, true}, {Attainment::missed, {6}, false}}) {
        const auto remarks = appraise(quality(band.attainment, band.awarded, 10)).remarks;
        EXPECT_EQ(std::ranges::count(remarks, Remark::outside_band) == 0, band.belongs)
            << approximate(band.awarded);
    }
}

TEST(Scorecard, names_the_levels_whose_weights_do_not_add_up) {
    Form form = operating_funds();
    form.rows.front().weight = 19;
    const Scorecard card = appraise(form);
    ASSERT_EQ(card.wrong_levels.size(), 1u);
    EXPECT_EQ(card.wrong_levels.front().level1, "产出指标");
    EXPECT_EQ(card.wrong_levels.front().weight, 49);
}

TEST(Scorecard, has_no_grade_before_every_row_has_points) {
    Form form = operating_funds();
    form.rows.back().actual.reset();
    const Scorecard card = appraise(form);
    EXPECT_FALSE(card.grade);
    EXPECT_THAT(card.rows.back().remarks, ElementsAre(Remark::not_appraised));
    EXPECT_EQ(engine::decimal(card.total), "86.50");
    form = operating_funds();
    form.execution.reset();
    EXPECT_FALSE(appraise(form).grade);
}

// More was spent than planned: the points stop at the weight.
TEST(Scorecard, gives_no_more_for_overspending) {
    const auto points = engine::appraise(engine::Execution{.spent = {400}, .budget = {360}});
    EXPECT_EQ(engine::decimal(points.earned), "10.00");
}

}  // namespace
