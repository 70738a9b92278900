#include "surveys/import/import_map.h"

#include "tests/support/import_questionnaire.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace surveys {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::vector<std::string> places(const ImportMapReading& reading) {
    std::vector<std::string> places;
    for (const Problem& problem : reading.problems) {
        EXPECT_FALSE(problem.words.zh_cn.empty() || problem.words.en.empty()) << problem.place;
        places.push_back(problem.place);
    }
    return places;
}

ImportMapReading read(std::string_view json, Mode mode = Mode::open) {
    return read_import_map(json, small_questionnaire(mode), small_units());
}

TEST(ImportMap, reads_the_whole_contract) {
    const ImportMapReading reading = read(R"({
        "survey": "small", "unit": {"column": "W", "codes": {"1": "xz01"}},
        "time": {"column": "T", "format": "%Y-%m-%d"}, "channel": "paper",
        "weight": "G", "stratum": "S",
        "questions": {
            "overall": {"column": "Q1", "codes": {"1": "very_satisfied", " 2 ": "不满意"},
                        "not_applicable": ["8"], "blank": ["9", ""]},
            "recommend": {"column": "Q2", "blank": ["11"]}}})");
    ASSERT_TRUE(reading.map) << testing::PrintToString(places(reading));
    const ImportMap& map = *reading.map;
    EXPECT_EQ(map.channel, Channel::paper);
    EXPECT_EQ(map.unit->column, "W");
    EXPECT_EQ(map.unit->codes.at("1"), "xz01");
    EXPECT_EQ(map.time->column, "T");
    EXPECT_EQ(map.weight, "G");
    EXPECT_EQ(map.stratum, "S");
    ASSERT_EQ(map.questions.size(), 2U);

    const QuestionColumn& overall = map.questions[0];
    EXPECT_EQ(overall.column, "Q1");
    EXPECT_TRUE(overall.lists_codes);
    EXPECT_EQ(overall.meanings.at("1"), Answer(engine::Grade::very_satisfied));
    EXPECT_EQ(overall.meanings.at("2"), Answer(engine::Grade::dissatisfied));
    EXPECT_EQ(overall.meanings.at("8"), Answer(NotApplicable{}));
    EXPECT_EQ(overall.meanings.at("9"), std::nullopt);
    EXPECT_EQ(overall.meanings.size(), 5U);

    EXPECT_FALSE(map.questions[1].lists_codes);
    EXPECT_EQ(map.questions[1].meanings.size(), 1U) << "a given list of blanks is the whole list";
}

TEST(ImportMap, needs_nothing_but_the_required_question) {
    const ImportMapReading reading = read(R"({"unit": null, "time": null, "weight": null,
        "questions": {"overall": {"column": "Q1"}}})");
    ASSERT_TRUE(reading.map);
    EXPECT_EQ(reading.map->channel, Channel::import);
    EXPECT_FALSE(reading.map->unit || reading.map->time || reading.map->weight);
    EXPECT_EQ(reading.map->questions[0].meanings.at(""), std::nullopt);
}

TEST(ImportMap, names_every_problem_with_its_place) {
    struct Case {
        std::string json;
        std::vector<std::string> places;
    };
    const std::string fine = R"("questions":{"overall":{"column":"Q"}}})";
    const std::vector<Case> cases{
        {"", {""}},
        {"[]", {""}},
        {"{", {""}},
        {"{}", {"/questions"}},
        {R"({"questions":{}})", {"/questions/overall"}},
        {R"({"questions":[]})", {"/questions"}},
        {R"({"sruvey":"small",)" + fine, {"/sruvey"}},
        {R"({"survey":"other",)" + fine, {"/survey"}},
        {R"({"survey":7,)" + fine, {"/survey"}},
        {R"({"channel":"web",)" + fine, {"/channel"}},
        {R"({"channel":"fax",)" + fine, {"/channel"}},
        {R"({"channel":null,)" + fine, {"/channel"}},
        {R"({"weight":3,)" + fine, {"/weight"}},
        {R"({"stratum":"",)" + fine, {"/stratum"}},
        {R"({"unit":"W",)" + fine, {"/unit"}},
        {R"({"unit":{"codes":{}},)" + fine, {"/unit/column"}},
        {R"({"unit":{"column":"W","codes":{"1":"nowhere"}},)" + fine, {"/unit/codes/1"}},
        {R"({"unit":{"column":"W","code":{}},)" + fine, {"/unit/code"}},
        {R"({"time":{"column":"T"},)" + fine, {"/time/format"}},
        {R"({"time":{"column":"T","format":"%d"},)" + fine, {"/time/format"}},
        {R"({"questions":{"recommend":{"column":"Q"}}})", {"/questions/overall"}},
        {R"({"questions":{"overall":"Q"}})", {"/questions/overall"}},
        {R"({"questions":{"overall":{}}})", {"/questions/overall/column"}},
        {R"({"questions":{"overall":{"column":"Q"},"nobody":{"column":"N"}}})",
         {"/questions/nobody"}},
        {R"({"questions":{"overall":{"column":"Q"},"contact":{"column":"N"}}})",
         {"/questions/contact"}},
        {R"({"questions":{"overall":{"column":"Q","code":{}}}})", {"/questions/overall/code"}},
        {R"({"questions":{"overall":{"column":"Q","codes":{"5":"fine","4":4,"3":" "}}}})",
         {"/questions/overall/codes/3", "/questions/overall/codes/4",
          "/questions/overall/codes/5"}},
        {R"({"questions":{"overall":{"column":"Q"},"place":{"column":"P","codes":{"1":"moon"}}}})",
         {"/questions/place/codes/1"}},
        {R"({"questions":{"overall":{"column":"Q"},"recommend":{"column":"P",
            "codes":{"a":"11"}}}})",
         {"/questions/recommend/codes/a"}},
        {R"({"questions":{"overall":{"column":"Q","codes":{"5":"satisfied"},
            "not_applicable":["5"],"blank":["0","0"]}}})",
         {"/questions/overall/not_applicable/0", "/questions/overall/blank/1"}},
        {R"({"questions":{"overall":{"column":"Q"},"again":{"column":"P",
            "not_applicable":["9"]}}})",
         {"/questions/again/not_applicable"}},
        {R"({"questions":{"overall":{"column":"Q","blank":"0"}}})", {"/questions/overall/blank"}},
        {R"({"questions":{"overall":{"column":"Q","blank":[0]}}})", {"/questions/overall/blank/0"}},
        {R"({"questions":{"overall":{"column":"Q","codes":{"5":"satisfied","5":"satisfied"}}}})",
         {"/questions/overall/codes/5"}},
        {R"({"survey":"other","channel":"web","questions":{"overall":{"columns":"Q"}}})",
         {"/survey", "/channel", "/questions/overall/column", "/questions/overall/columns"}},
    };
    for (const Case& each : cases) {
        const ImportMapReading reading = read(each.json);
        EXPECT_FALSE(reading.map) << each.json;
        EXPECT_EQ(places(reading), each.places) << each.json;
    }
}

TEST(ImportMap, keeps_no_time_in_a_ballot) {
    const ImportMapReading reading = read(
        R"({"time":{"column":"T","format":"%Y-%m-%d"},"questions":{"overall":{"column":"Q"}}})",
        Mode::ballot);
    EXPECT_THAT(places(reading), ElementsAre("/time"));
}

TEST(HeaderMap, reads_question_ids_unit_and_date) {
    const ImportMapReading reading =
        read_header_map({"date", "recommend", "overall", "unit"}, small_questionnaire());
    ASSERT_TRUE(reading.map);
    EXPECT_EQ(reading.map->channel, Channel::paper);
    ASSERT_EQ(reading.map->questions.size(), 2U);
    EXPECT_EQ(reading.map->questions[0].question, "overall");
    EXPECT_EQ(reading.map->unit->column, "unit");
    EXPECT_EQ(reading.map->time->column, "date");
}

TEST(HeaderMap, names_unknown_and_missing_columns) {
    EXPECT_THAT(places(read_header_map({"RESPNUM", "contact"}, small_questionnaire())),
                UnorderedElementsAre("RESPNUM", "contact", "overall"));
    EXPECT_THAT(places(read_header_map({"overall", "date"}, small_questionnaire(Mode::ballot))),
                ElementsAre("date"));
}

}  // namespace
}  // namespace surveys
