#include "reports/review/form.h"

#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::fill_forms;
using reports::Form;
using reports::make_review;
using reports::read_forms;
using reports::Review;
using reports::shipped_forms;
using tests::bureau_in_2026;
using tests::day;

// The bureau's four project tables and its eighth goal; sums of its budget text, 万元.
TEST(Form, ships_for_every_project_of_the_bureau) {
    const std::vector<Form> forms = shipped_forms();
    ASSERT_EQ(forms.size(), 5u);
    EXPECT_EQ(forms.at(0).budget, "200.00");
    EXPECT_EQ(forms.at(3).budget, "366.70");
    std::vector<std::string> indicators;
    for (const Form& form : forms) {
        EXPECT_EQ(form.rows.size(), form.kind == reports::FormKind::project ? 7u : 2u);
        for (const reports::FormRow& row : form.rows) {
            EXPECT_FALSE(row.target.empty()) << row.level3;
            if (!row.indicator.empty()) indicators.push_back(row.indicator);
        }
    }
    EXPECT_EQ(indicators, (std::vector<std::string>{"citizens", "hotline-staff", "enterprises",
                                                    "contract-workers", "office-staff"}));
}

TEST(Form, is_read_strictly) {
    for (const char* json : {"{}", "[{}]", "nonsense",
                             R"([{"kind":"project","code":1,"name":"","department":"","unit":"",
                                  "budget":"","goal":"","rows":[]}])",
                             R"([{"kind":"other","code":"","name":"","department":"","unit":"",
                                  "budget":"","goal":"","rows":[]}])",
                             R"([{"kind":"project","code":"","name":"","department":"","unit":"",
                                  "budget":"","goal":"","rows":[{"level1":""}]}])"})
        EXPECT_THROW((void)read_forms(json), std::logic_error) << json;
}

TEST(FilledForm, holds_the_figure_in_its_row_and_leaves_the_others) {
    const Review review = make_review(bureau_in_2026(), 2026, day(2026, 12, 31));
    const auto filled = fill_forms(review, shipped_forms());
    ASSERT_EQ(filled.size(), 2u);
    EXPECT_EQ(filled.at(1).title, "项目支出绩效自评表（2026年度）");
    const auto& rows = filled.at(1).rows;
    ASSERT_EQ(rows.size(), 7u);
    EXPECT_EQ(rows.at(0).found, nullptr);
    ASSERT_NE(rows.at(6).found, nullptr);
    EXPECT_EQ(rows.at(6).found->actual, "96.30%");
    EXPECT_EQ(reason(*rows.at(6).found), "须填写偏差原因");
    EXPECT_EQ(rows.at(6).score->n(), 27);
}

// 产出指标 of five rows, two of them 质量指标; 效益指标 and 满意度指标 of one row each.
TEST(FilledForm, merges_equal_neighbours) {
    const Review review = make_review(bureau_in_2026(), 2026, day(2026, 12, 31));
    const auto filled = fill_forms(review, shipped_forms());
    std::vector<std::uint32_t> level1;
    std::vector<std::uint32_t> level2;
    for (const auto& row : filled.at(1).rows) {
        level1.push_back(row.level1_span);
        level2.push_back(row.level2_span);
    }
    EXPECT_EQ(level1, (std::vector<std::uint32_t>{5, 0, 0, 0, 0, 1, 1}));
    EXPECT_EQ(level2, (std::vector<std::uint32_t>{1, 2, 0, 1, 1, 1, 1}));
}

TEST(FilledForm, of_a_project_without_a_form_has_its_own_rows) {
    auto store = bureau_in_2026();
    store.kept_indicators.at(1).project_code = "";
    store.kept_indicators.at(1).project_name = "别的项目";
    const Review review = make_review(store, 2026, day(2026, 12, 31));
    const auto filled = fill_forms(review, shipped_forms());
    ASSERT_EQ(filled.size(), 2u);
    EXPECT_EQ(filled.at(1).form.name, "别的项目");
    EXPECT_EQ(filled.at(1).form.budget, "");
    ASSERT_EQ(filled.at(1).rows.size(), 1u);
    EXPECT_EQ(filled.at(1).rows.at(0).form.level3, "热线人员满意度");
}

}  // namespace
