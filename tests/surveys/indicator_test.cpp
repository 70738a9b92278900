#include "surveys/questionnaires/indicator.h"

#include <gtest/gtest.h>

#include "tests/surveys/every_type.h"

namespace {

using surveys::places;
using surveys::read_indicator;

std::string file_with(std::string_view piece, std::string_view instead) {
    std::string file =
        R"({"id":"enterprises","name":{"zh-CN":"企业满意度"},"project":{"code":"P1","name":"经费"},)"
        R"("level1":"满意度指标","level2":"服务对象满意度指标","survey":"enterprises",)"
        R"("question":"overall","measure":"satisfied_share","grade_values":[100,80,60,30,0],)"
        R"("satisfied":["satisfied","very_satisfied"],"target":"≥95%","weight":10,)"
        R"("population":{"size":1042,"design":"probability","basis":"名单"},)"
        R"("sources":["paper","coded"],"years":[2027,2026],"evidence":"调查问卷"})";
    const std::size_t at = file.find(piece);
    EXPECT_NE(at, std::string::npos) << piece;
    return file.replace(at, piece.size(), instead);
}

TEST(Indicator, is_read_as_it_was_written) {
    const auto reading = read_indicator(file_with("", ""));
    ASSERT_EQ(places(reading.problems), "");
    const auto& read = reading.indicator.value();
    EXPECT_EQ(read.id, "enterprises");
    EXPECT_EQ(read.project_code, "P1");
    EXPECT_EQ(read.measure, surveys::Measure::satisfied_share);
    EXPECT_EQ(read.scale.last_satisfied, engine::Grade::satisfied);
    EXPECT_TRUE(read.target.comparable);
    EXPECT_EQ(read.target.target.text, "≥95%");
    EXPECT_EQ(read.target.target.number, (engine::Rational{95, 1}));
    EXPECT_EQ(read.target.target.unit, engine::TargetUnit::percent);
    EXPECT_EQ(read.population.size, 1042);
    EXPECT_EQ(read.population.design, surveys::Design::probability);
    EXPECT_EQ(read.sources, (std::vector{surveys::Source::coded, surveys::Source::paper}));
    EXPECT_EQ(read.years, (std::vector{2026, 2027}));
    EXPECT_EQ(read.definition, file_with("", ""));
}

TEST(Indicator, counts_every_source_and_year_when_it_names_none) {
    const auto read = read_indicator(
        file_with(R"("sources":["paper","coded"],"years":[2027,2026],)", R"("years":null,)"));
    ASSERT_TRUE(read.indicator);
    EXPECT_EQ(read.indicator->sources.size(), surveys::sources.size());
    EXPECT_TRUE(read.indicator->years.empty());
}

TEST(Indicator, may_await_the_size_of_its_roster) {
    const auto read = read_indicator(file_with("1042", "null"));
    ASSERT_TRUE(read.indicator);
    EXPECT_FALSE(read.indicator->population.size);
}

TEST(Indicator, names_every_kind_of_mistake_with_its_place) {
    struct Row {
        const char* piece;
        const char* instead;
        const char* place;
    };
    for (const Row& row : std::vector<Row>{
             {R"("id":"enterprises")", R"("id":"E")", "/id"},
             {R"("zh-CN":"企业满意度")", R"("en":"x")", "/name/zh-CN"},
             {R"({"code":"P1","name":"经费"})", "{}", "/project/code /project/name"},
             {R"("code":"P1")", R"("code":1)", "/project/code"},
             {R"("survey":"enterprises",)", "", "/survey"},
             {"satisfied_share", "share", "/measure"},
             {"[100,80,60,30,0]", "[0,30,60,80,100]", "/grade_values"},
             {R"(["satisfied","very_satisfied"])", R"(["satisfied"])", "/satisfied"},
             {R"(["satisfied","very_satisfied"])", R"(["very_satisfied","fairly_satisfied"])",
              "/satisfied"},
             {R"(["satisfied","very_satisfied"])", R"(["very_satisfied","good"])", "/satisfied"},
             {R"(["satisfied","very_satisfied"])", "[]", "/satisfied"},
             {R"(["satisfied","very_satisfied"])",
              R"(["satisfied","very_satisfied","fairly_satisfied","dissatisfied",)"
              R"("very_dissatisfied"])",
              "/satisfied"},
             {"≥95%", "显著提高", "/target"},
             {"≥95%", "", "/target"},
             {R"("target":"≥95%")", R"("target":95)", "/target"},
             {R"("weight":10)", R"("weight":-1)", "/weight"},
             {"1042", "0", "/population/size"},
             {"1042", "10.5", "/population/size"},
             {R"("size":1042,)", "", "/population/size"},
             {"probability", "luck", "/population/design"},
             {R"(["paper","coded"])", R"(["paper","fax"])", "/sources"},
             {R"(["paper","coded"])", "[]", "/sources"},
             {"[2027,2026]", "[2026,2026]", "/years"},
             {"[2027,2026]", "[]", "/years"},
             {"[2027,2026]", "[26]", "/years"},
             {"[2027,2026]", "2026", "/years"},
             {R"("evidence")", R"("proof")", "/proof"}})
        EXPECT_EQ(places(read_indicator(file_with(row.piece, row.instead)).problems), row.place)
            << row.piece << " -> " << row.instead;
}

}  // namespace
