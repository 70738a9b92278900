#include "reports/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::ExplainedLine;
using reports::Score;
using testing::HasSubstr;
using tests::day;

Score score_of(const surveys::Indicator& indicator) {
    return make_score(tests::bureau_in_2026(), indicator,
                      reports::year_to(day(2026, 12, 31)), surveys::GroupBy::nothing,
                      reports::Reading::review);
}

std::string line(const std::vector<ExplainedLine>& lines, const std::string& label) {
    for (const ExplainedLine& line : lines)
        if (line.label.zh_cn == label) return line.text.zh_cn;
    return "no line " + label;
}

TEST(Explanation, works_the_sum_out) {
    EXPECT_EQ(line(explain_formula(score_of(tests::citizens())), "代入数字"),
              "(100×300 + 80×60 + 60×15 + 30×6 + 0×3) ÷ 384 = 35880 ÷ 384 = 93.44分");
    EXPECT_EQ(line(explain_formula(score_of(tests::hotline())), "代入数字"),
              "(20 + 5 + 1) ÷ 27 × 100% = 26 ÷ 27 × 100% = 96.30%");
}

TEST(Explanation, says_how_sure_it_is) {
    const auto volunteers = explain_proof(score_of(tests::citizens()));
    EXPECT_EQ(line(volunteers, "对全体的判定"),
              "不能判定（名义结论：假如这些答卷是随机抽取的，则已证实达标；只供参考）");
    EXPECT_THAT(line(volunteers, "名义区间"), HasSubstr("90.87 – "));
    EXPECT_EQ(line(volunteers, "最坏至最好"),
              "0.30 – 99.98分（没作答的人全给最差或全给最好评价）");
    EXPECT_EQ(line(explain_proof(score_of(tests::hotline())), "对全体的判定"),
              "已证实未达标（确定：不论没作答的人怎么想都成立）");
}

TEST(Explanation, earns_points_by_the_forms_formula) {
    EXPECT_EQ(line(explain_points(score_of(tests::citizens())), "得分"), "达标得满分：10.00");
    EXPECT_EQ(line(explain_points(score_of(tests::hotline())), "得分"),
              "未达标，按比例计分：96.30% ÷ 100 × 10 = 9.63"
              "（用未取整的实际值计算，保留两位小数）");
}

TEST(Explanation, is_quoted_in_one_sentence) {
    EXPECT_EQ(official_sentence(score_of(tests::hotline())).zh_cn,
              "2026-01-01 至 2026-12-31：满意率 96.30%，目标 100%，未达标；有效答卷 n=27，"
              "总体 N=27，普查；对全体：已证实未达标。");
}

TEST(Explanation, speaks_both_languages_even_of_nothing) {
    const Score nothing = make_score(tests::bureau_in_2026(), tests::citizens(),
                                     reports::year_to(day(2025, 12, 31)));
    for (const auto& lines :
         {explain_formula(nothing), explain_proof(nothing), explain_points(nothing)})
        for (const ExplainedLine& one : lines) {
            EXPECT_FALSE(one.text.zh_cn.empty() || one.text.en.empty()) << one.label.en;
            EXPECT_NE(one.label.zh_cn, one.label.en);
        }
}

}  // namespace
