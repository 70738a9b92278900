#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/charts/of_score.h"
#include "reports/number.h"
#include "tests/support/bureau.h"
#include "tests/support/markup_fault.h"

namespace {

using reports::distribution;
using reports::distribution_of;
using reports::make_score;
using reports::Score;
using reports::year_to;
using surveys::GroupBy;
using surveys::Locale;
using testing::HasSubstr;
using testing::Not;
using tests::day;

Score citizens_by(GroupBy by) {
    return make_score(tests::bureau_in_2026(), tests::citizens(), year_to(day(2026, 12, 31)), by,
                      reports::Reading::review);
}

Score hotline_with(std::array<std::int64_t, 5> times) {
    tests::FakeStore store = tests::bureau_in_2026();
    store.cells.back().tally.times = times;
    return make_score(store, tests::hotline(), year_to(day(2026, 12, 31)));
}

surveys::Unit unit(const std::string& code, const std::string& name) {
    return {.code = code, .name = name, .parent = "", .kind = ""};
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// 35880 / 384 = 93.4375; the interval of volunteers goes down to 90.87 and the target is 90, so
// the scale is 80 to 100 over the units 10 to 310: 93.4375 stands at 10 + 300 × 13.4375 / 20.
TEST(IntervalLine, places_figure_and_target_on_its_scale) {
    const Score score = citizens_by(GroupBy::nothing);
    const std::string svg = interval_line(interval_line_of(score, "c", Locale::zh_cn));
    EXPECT_EQ(tests::markup_fault(svg), "");
    EXPECT_THAT(svg, HasSubstr("<circle class=\"chart-dot\" cx=\"211.6\" cy=\"34.0\""));
    EXPECT_THAT(svg, HasSubstr("<line class=\"chart-target\" x1=\"160.0\""));
    EXPECT_THAT(svg, HasSubstr("目标 ≥90分"));
    EXPECT_THAT(svg, HasSubstr("办事群众满意度：平均分 93.44分，目标 ≥90分，名义区间 90.87 – "));
    EXPECT_THAT(svg, HasSubstr(">80</text>"));
}

TEST(IntervalLine, dashes_what_is_nominal_only) {
    const Score volunteers = citizens_by(GroupBy::nothing);
    Score sample = volunteers;
    sample.indicator.population.design = surveys::Design::probability;
    EXPECT_THAT(interval_line(interval_line_of(volunteers, "c", Locale::zh_cn)),
                HasSubstr("stroke-dasharray"));
    EXPECT_THAT(interval_line(interval_line_of(sample, "c", Locale::zh_cn)),
                Not(HasSubstr("stroke-dasharray")));
}

// 26 of 27 answered and all are satisfied: the last one leaves 26/27 = 96.30 % to 100 %.
TEST(IntervalLine, shows_the_worst_case_where_only_certainty_counts) {
    const reports::IntervalLine line =
        interval_line_of(hotline_with({20, 5, 1, 0, 0}), "h", Locale::en);
    ASSERT_TRUE(line.reach);
    EXPECT_EQ(line.reach->lower.shown, "96.30");
    EXPECT_EQ(line.reach->upper.shown, "100.00");
    EXPECT_THAT(line.title, HasSubstr("worst to best 96.30 – 100.00%"));
}

TEST(IntervalLine, has_no_reach_when_everybody_answered) {
    EXPECT_FALSE(interval_line_of(hotline_with({20, 5, 1, 1, 0}), "h", Locale::zh_cn).reach);
}

TEST(Charts, say_in_words_that_there_is_nothing) {
    const tests::FakeStore store = tests::bureau_in_2026();
    const auto period = year_to(day(2025, 12, 31));
    const Score months = make_score(store, tests::citizens(), period, GroupBy::month);
    const Score withheld = make_score(store, tests::hotline(), period, GroupBy::month);
    const std::string words = "<p class=\"chart-empty\">尚无答卷</p>";
    EXPECT_EQ(interval_line(interval_line_of(months, "c", Locale::zh_cn)), words);
    EXPECT_EQ(trend(trend_of(months, "c", Locale::zh_cn)), words);
    EXPECT_EQ(distribution(distribution_of({}, "总体", "c", Locale::zh_cn)), words);
    EXPECT_EQ(forest(forest_of(months, {}, "c", Locale::zh_cn)), words);
    EXPECT_THAT(trend(trend_of(withheld, "c", Locale::en)), HasSubstr("Withheld"));
}

TEST(Trend, leaves_a_gap_where_nobody_answered) {
    const Score score = citizens_by(GroupBy::month);  // March and December
    const std::string svg = trend(trend_of(score, "c", Locale::zh_cn));
    EXPECT_EQ(tests::markup_fault(svg), "");
    EXPECT_EQ(count_of(svg, "<circle"), 2u);
    EXPECT_EQ(count_of(svg, "<polyline"), 0u);
    EXPECT_EQ(count_of(svg, "chart-checkpoint\""), 4u);
    EXPECT_THAT(svg, HasSubstr("2026年各月平均分，季度点为3、6、10、12月底，目标 ≥90分"));
}

TEST(Trend, joins_neighbouring_months) {
    reports::Trend chart{.id = "t", .title = "t"};
    for (const std::size_t month : {1U, 2U, 3U, 6U, 8U, 9U})
        chart.months.at(month) = reports::Mark{.at = 90, .shown = "90.00"};
    const std::string svg = reports::trend(chart);
    EXPECT_EQ(count_of(svg, "<polyline"), 2u);
    EXPECT_EQ(count_of(svg, "<circle"), 6u);
    // 80 to 100 over the units 116 to 24: 90 is half way.
    EXPECT_EQ(count_of(svg, "cy=\"70.0\" r=\"3.5\""), 6u);
}

TEST(Distribution, draws_each_bar_as_long_as_its_part) {
    const engine::Tally tally{.times = {50, 25, 25, 0, 0}};
    const std::string svg = distribution(distribution_of(tally, "总体", "d", Locale::zh_cn));
    EXPECT_EQ(tests::markup_fault(svg), "");
    EXPECT_THAT(svg, HasSubstr("width=\"160.0\" height=\"12.0\"/>"));
    EXPECT_THAT(svg, HasSubstr("50 · 50.00%"));
    EXPECT_THAT(svg, HasSubstr("chart-grade-5"));
    EXPECT_THAT(svg, HasSubstr("非常不满意"));
    const engine::Tally nearly{.times = {99'999, 1, 0, 0, 0}};
    EXPECT_THAT(distribution(distribution_of(nearly, "总体", "d", Locale::zh_cn)),
                HasSubstr("99999 · 99.99%"));
}

TEST(Forest, has_a_row_for_each_unit_and_those_without_answers_apart) {
    const std::vector<surveys::Unit> units{unit("xz02", "德政镇"), unit("xz09", "沙口集乡<"),
                                           unit("xz01", "魏城镇")};
    const std::string svg =
        forest(forest_of(citizens_by(GroupBy::unit), units, "f", Locale::zh_cn));
    EXPECT_EQ(tests::markup_fault(svg), "");
    EXPECT_EQ(count_of(svg, "<circle"), 2u);
    EXPECT_LT(svg.find("德政镇"), svg.find("魏城镇"));
    EXPECT_THAT(svg, HasSubstr("n=128"));
    EXPECT_THAT(svg, HasSubstr("<p class=\"chart-note\">尚无答卷：沙口集乡&lt;</p>"));
    EXPECT_THAT(svg, HasSubstr("stroke-dasharray"));
}

}  // namespace
