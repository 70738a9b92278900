#include "reports/unit_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "reports/charts/of_units.h"
#include "reports/formats/units_csv.h"
#include "reports/number.h"
#include "reports/ranking_words.h"
#include "tests/support/bureau.h"

namespace {

using reports::Standing;
using surveys::Unit;
using testing::ElementsAre;
using testing::HasSubstr;

// A county with a hall of two windows, three townships and one unit nobody rated.
std::vector<Unit> county() {
    return {{"hall", "大厅", "", "hall"},      {"win1", "一号窗口", "hall", "window"},
            {"good", "甲镇", "", "township"},  {"win2", "二号窗口", "hall", "window"},
            {"bad", "=乙镇", "", "township"},  {"small", "丙镇", "", "township"},
            {"new", "丁镇", "", "township"}};
}

tests::FakeCell answers(const std::string& unit, std::int64_t satisfied, std::int64_t unhappy) {
    return {.survey = "citizens",
            .day = tests::day(2026, 3, 2),
            .tally = {.times = {satisfied, 0, 0, 0, unhappy}},
            .unit = unit};
}

reports::Score by_unit_of(const std::vector<tests::FakeCell>& cells) {
    tests::FakeStore store = tests::bureau_in_2026();
    store.cells = cells;
    return make_score(store, tests::citizens(), reports::year_to(tests::day(2026, 12, 31)),
                      surveys::GroupBy::unit);
}

reports::Score county_scores() {
    return by_unit_of({answers("hall", 40, 10), answers("win1", 45, 5), answers("win2", 29, 0),
                       answers("good", 200, 0), answers("bad", 50, 50), answers("small", 29, 0),
                       answers("", 3, 1), answers("gone", 2, 0)});
}

TEST(UnitComparison, follows_the_tree_and_counts_what_lies_below) {
    const auto comparison = reports::compare_units(county_scores(), county());
    std::vector<std::string> places;
    for (const auto& line : comparison.lines)
        places.push_back(std::string(static_cast<std::size_t>(line.depth), '>') +
                         line.unit.code + " " + std::to_string(line.score.n()));
    EXPECT_THAT(places, ElementsAre("hall 129", ">win1 50", ">win2 29", "good 200", "bad 100",
                                    "small 29", "new 0"));
    EXPECT_TRUE(comparison.lines.at(0).has_below);
    EXPECT_FALSE(comparison.lines.at(1).has_below);
    EXPECT_EQ(comparison.without_unit.n(), 6) << "no unit, or one nobody knows any more";
}

TEST(UnitComparison, says_different_only_when_the_whole_interval_is) {
    const auto whole = county_scores();
    for (const auto& line : reports::compare_units(whole, county()).lines) {
        const std::string& code = line.unit.code;
        const Standing expected = code == "good"    ? Standing::above
                                  : code == "bad"   ? Standing::below
                                  : code == "new"   ? Standing::silent
                                  : code == "small" || code == "win2" ? Standing::too_few
                                                                      : Standing::alike;
        EXPECT_EQ(line.standing, expected) << code;
        if (line.standing == Standing::above) {
            EXPECT_GT(line.score.judgement.interval->lower, *whole.judgement.value);
        }
    }
}

TEST(UnitComparison, draws_only_units_with_enough_answers) {
    const auto comparison = reports::compare_units(county_scores(), county());
    std::vector<std::string> drawn;
    for (const Unit& unit : comparison.compared_units) drawn.push_back(unit.code);
    EXPECT_THAT(drawn, ElementsAre("hall", "win1", "good", "bad"));
    EXPECT_EQ(comparison.compared.groups.size(), drawn.size());
}

TEST(UnitComparison, survives_units_that_are_each_others_parents) {
    const std::vector<Unit> ring{{"a", "甲", "b", ""}, {"b", "乙", "a", ""}, {"c", "丙", "c", ""}};
    const auto comparison =
        reports::compare_units(by_unit_of({answers("a", 40, 0), answers("b", 40, 0)}), ring);
    EXPECT_EQ(comparison.lines.size(), 3U);
    EXPECT_EQ(comparison.lines.front().score.n(), 80);
}

TEST(UnitComparison, shows_differences_as_rounded) {
    const auto whole = county_scores();
    std::map<std::string, std::string> shown;
    for (const auto& line : reports::compare_units(whole, county()).lines)
        shown[line.unit.code] = reports::shown_difference(line.score, whole).value_or("none");
    EXPECT_EQ(shown["good"], "+14.22");
    EXPECT_EQ(shown["bad"], "-35.78");
    EXPECT_EQ(shown["new"], "none");
    EXPECT_EQ(reports::shown_difference(whole, whole), "0.00");
}

TEST(UnitComparison, is_a_table_no_spreadsheet_executes) {
    const auto whole = county_scores();
    const std::string csv = reports::units_to_csv(whole, reports::compare_units(whole, county()),
                                                  surveys::Locale::zh_cn);
    EXPECT_THAT(csv, HasSubstr(",'=乙镇,"));
    EXPECT_THAT(csv, HasSubstr("办事群众满意度,2026-12-31,good,甲镇,,100.00,分,+14.22,高于全体,"));
    EXPECT_THAT(csv, HasSubstr("small,丙镇,,100.00,分,+14.22,样本不足，不参与排名,"));
    EXPECT_THAT(csv, HasSubstr("办事群众满意度,2026-12-31,,全体,,85.78,分,,,"));
}

// 200 of 200, 45 of 50 and 50 of 100 around 353 of 414 in all. The best is surely first and the
// worst surely last; "small" has 29 answers and the hall units below it: neither is ranked.
TEST(UnitComparison, ranks_in_ranges_what_has_answers_enough_and_nothing_below) {
    const auto comparison = reports::compare_units(county_scores(), county());
    std::vector<std::string> ranked;
    for (const auto& line : comparison.lines)
        if (line.rank)
            ranked.push_back(line.unit.code + " " + reports::shown_places(*line.rank) + " " +
                             words(*line.rank).zh_cn);
    EXPECT_THAT(ranked, ElementsAre("win1 2 界内", "good 1 高于 99.8% 界", "bad 3 低于 99.8% 界"));
    EXPECT_EQ(comparison.ranked, 3);
    EXPECT_THAT(reports::about_ranks(comparison).zh_cn, HasSubstr("φ = "));
}

TEST(UnitComparison, puts_units_alike_in_no_order) {
    const auto comparison = reports::compare_units(
        by_unit_of({answers("win1", 45, 5), answers("good", 180, 20), answers("bad", 88, 12)}),
        county());
    EXPECT_EQ(comparison.ranked, 3);
    for (const auto& line : comparison.lines)
        EXPECT_EQ(line.rank ? reports::shown_places(*line.rank) : "1–3", "1–3");
    EXPECT_EQ(reports::about_ranks(comparison).zh_cn.find("φ"), std::string::npos);
}

TEST(Funnel, draws_every_ranked_unit_and_names_those_outside) {
    const auto whole = county_scores();
    const auto comparison = reports::compare_units(whole, county());
    const auto chart = reports::funnel_of(comparison, whole, "f", surveys::Locale::zh_cn);
    EXPECT_EQ(chart.dots.size(), 3u);
    for (const reports::FunnelRim& rim : chart.rims) {
        EXPECT_LE(rim.outer_lower, rim.inner_lower);
        EXPECT_LE(rim.inner_lower, rim.inner_upper);
        EXPECT_LE(rim.inner_upper, rim.outer_upper);
    }
    const std::string svg = reports::funnel(chart);
    EXPECT_THAT(svg, HasSubstr("甲镇"));
    EXPECT_THAT(svg, HasSubstr("=乙镇"));
    EXPECT_THAT(svg, testing::Not(HasSubstr("一号窗口")));
    reports::Funnel empty;
    empty.nothing_yet = "无";
    EXPECT_EQ(reports::funnel(empty), "<p class=\"chart-empty\">无</p>");
}

}  // namespace
