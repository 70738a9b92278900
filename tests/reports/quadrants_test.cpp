#include "reports/charts/quadrants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/charts/of_quality.h"
#include "reports/quality_words.h"
#include "tests/reports/asked_rows.h"
#include "tests/support/markup_fault.h"

namespace {

using reports::ItemQuality;
using surveys::Locale;
using testing::HasSubstr;
using testing::Not;
using tests::Asked;
using tests::Codes;

// Attitude weighs more and is rated worse; 36 answers are too few to say so, 3600 are not.
TEST(Quadrants, call_nothing_urgent_that_may_be_chance) {
    const std::vector<Codes> rows{{5, 5, 5}, {1, 4, 2}, {4, 2, 4},
                                  {3, 5, 4}, {2, 2, 2}, {5, 3, 3}};
    Asked few;
    few.add(rows, 6);
    for (const auto& standing : few.quality().standings)
        EXPECT_EQ(standing.quadrant, engine::Quadrant::on_a_line);
    EXPECT_THAT(reports::about_drivers(few.quality()).zh_cn, HasSubstr("还分不出该先改进哪道题"));
    Asked many;
    many.add(rows, 600);
    const ItemQuality quality = many.quality();
    ASSERT_EQ(quality.standings.size(), 2U);
    EXPECT_EQ(quality.standings.at(0).quadrant, engine::Quadrant::improve_first);
    EXPECT_EQ(quality.standings.at(1).quadrant, engine::Quadrant::possible_overkill);
}

TEST(Quadrants, are_drawn_with_numbers_and_a_title_that_says_it_all) {
    Asked asked;
    asked.add({{5, 5, 5}, {1, 5, 1}, {4, 3, 5}, {3, 5, 3}, {2, 4, 2}}, 800);
    const auto chart = reports::quadrants_of(asked.quality(), "q", Locale::zh_cn);
    const std::string svg = reports::quadrants(chart);
    EXPECT_EQ(tests::markup_fault(svg), "");
    EXPECT_THAT(svg, HasSubstr("各题的重要性与评分：1 优先改进，2 可能过度</title>"));
    EXPECT_THAT(svg, HasSubstr("<polygon class=\"chart-outside\""));
    EXPECT_THAT(svg, HasSubstr("<circle class=\"chart-dot\""));
    EXPECT_THAT(svg, Not(HasSubstr("attitude")));
    reports::Quadrants empty;
    empty.nothing_yet = "无";
    EXPECT_EQ(reports::quadrants(empty), "<p class=\"chart-empty\">无</p>");
}

// Across, 90 to 100 over 30 to 310; up, 0 to 60 over 246 to 26.
TEST(Quadrants, place_a_question_by_its_numbers) {
    reports::Quadrants chart{.id = "q", .title = "t"};
    chart.dots = {{.number = "1", .importance = 30, .performance = 95},
                  {.number = "2", .importance = 50, .performance = 100}};
    chart.importance = {.middle = 40, .half = 5};
    chart.performance = {.middle = 97.5, .half = 10};
    const std::string svg = reports::quadrants(chart);
    EXPECT_THAT(svg, HasSubstr("cx=\"170.0\" cy=\"136.0\""));
    EXPECT_THAT(svg, HasSubstr("cx=\"310.0\" cy=\"62.7\""));
    EXPECT_THAT(svg, HasSubstr("<text class=\"chart-value-label\" x=\"302.0\" y=\"66.7\" "
                               "text-anchor=\"end\">2</text>"));
    EXPECT_THAT(svg, HasSubstr("x=\"30.0\" y=\"26.0\" width=\"280.0\" height=\"220.0\""))
        << "a band wider than the chart stays inside";
}

}  // namespace
