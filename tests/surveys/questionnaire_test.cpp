#include "surveys/questionnaires/questionnaire.h"

#include <gtest/gtest.h>

#include "surveys/questionnaires/strict_json.h"
#include "tests/surveys/every_type.h"

namespace {

using surveys::places;
using surveys::read_questionnaire;

// A small sound file in which one piece of text is exchanged for another.
std::string file_with(std::string_view piece, std::string_view instead) {
    std::string file = R"({"id":"q","version":1,"title":{"zh-CN":"题","en":"T"},"mode":"open",)"
                       R"("scale":{"points":[100,80,60,30,0],"last_satisfied":"satisfied"},)"
                       R"("questions":[)"
                       R"({"id":"a","type":"grade","text":{"zh-CN":"甲"},"required":true},)"
                       R"({"id":"b","type":"choice","text":{"zh-CN":"乙"},"options":[)"
                       R"({"code":"X","text":{"zh-CN":"子"}},{"code":"y","text":{"zh-CN":"丑"}}],)"
                       R"("show_if":{"question":"a","any_of":["dissatisfied"]}},)"
                       R"({"id":"c","type":"text","text":{"zh-CN":"丙"}}]})";
    const std::size_t at = file.find(piece);
    EXPECT_NE(at, std::string::npos) << piece;
    return file.replace(at, piece.size(), instead);
}

TEST(Questionnaire, is_read_as_it_was_written) {
    const auto read = surveys::every_type();
    EXPECT_EQ(read.id, "every-type");
    EXPECT_EQ(read.version, 3);
    EXPECT_EQ(read.title.in(surveys::Locale::en), "Every type");
    EXPECT_EQ(read.scale, engine::bureau_scale);
    EXPECT_EQ(read.position("where"), 2u);
    EXPECT_FALSE(read.position("nowhere"));
    EXPECT_TRUE(read.find("overall")->required);
    EXPECT_FALSE(read.find("where")->required);
    EXPECT_EQ(read.find("reasons")->show_if->any_of.size(), 2u);
    EXPECT_EQ(read.find("where")->text.in(surveys::Locale::en), "哪里");
    EXPECT_EQ(read.definition, surveys::every_type_json());
}

// Oracle: sha256sum (GNU coreutils) of the sound file of file_with.
TEST(Questionnaire, is_known_by_the_hash_of_its_file) {
    const auto first = read_questionnaire(file_with("", "")).questionnaire.value();
    const auto other = read_questionnaire(file_with("丙", "丁")).questionnaire.value();
    EXPECT_EQ(first.sha256, "efcd0dbea01abb0695b82d2065b6b8ddd7d3fb0c5c3729d6e7b88b0f53890a77");
    EXPECT_NE(first.sha256, other.sha256);
}

TEST(Questionnaire, names_every_kind_of_mistake_with_its_place) {
    struct Row {
        const char* piece;
        const char* instead;
        const char* place;
    };
    for (const Row& row : std::vector<Row>{
             {R"("id":"q",)", "", "/id"},
             {R"("id":"q")", R"("id":"Q q")", "/id"},
             {R"("id":"q")", R"("id":5)", "/id"},
             {R"("id":"q")", R"("id":null)", "/id"},
             {R"("id":"q")", R"("id":"q","id":"r")", "/id"},
             {R"("id":"q")", R"("id":"q","colour":"red")", "/colour"},
             {R"("version":1)", R"("version":0)", "/version"},
             {R"("version":1)", R"("version":1.0)", "/version"},
             {R"("version":1)", R"("version":"1")", "/version"},
             {R"("zh-CN":"题",)", "", "/title/zh-CN"},
             {R"("zh-CN":"题")", R"("zh-CN":" ")", "/title/zh-CN"},
             {R"("en":"T")", R"("en":"T","fr":"T")", "/title/fr"},
             {R"("en":"T")", R"("en":7)", "/title/en"},
             {R"({"zh-CN":"题","en":"T"})", R"("题")", "/title"},
             {R"("mode":"open")", R"("mode":"closed")", "/mode"},
             {R"("mode":"open",)", "", "/mode"},
             {"[100,80,60,30,0]", "[100,80,60,30]", "/scale/points"},
             {"[100,80,60,30,0]", "[100,80,60,30,0,0]", "/scale/points"},
             {"[100,80,60,30,0]", "[100,80,60,30,40]", "/scale/points"},
             {"[100,80,60,30,0]", "[101,80,60,30,0]", "/scale/points"},
             {"[100,80,60,30,0]", "[100,80,60,30,-1]", "/scale/points"},
             {"[100,80,60,30,0]", "[100,80,60.5,30,0]", "/scale/points"},
             {"[100,80,60,30,0]", "[100,80,true,30,0]", "/scale/points"},
             {R"("last_satisfied":"satisfied")", R"("last_satisfied":"good")",
              "/scale/last_satisfied"},
             {R"("last_satisfied":"satisfied")", R"("last_satisfied":"very_dissatisfied")",
              "/scale/last_satisfied"},
             {R"("id":"a",)", "", "/questions/0/id"},
             {R"("id":"a")", R"("id":"code")", "/questions/0/id"},
             {R"("id":"c")", R"("id":"a")", "/questions/2/id"},
             {R"("type":"grade")", R"("type":"stars")", "/questions/0/type"},
             {R"("type":"text",)", "", "/questions/2/type"},
             {R"("required":true)", R"("required":"yes")", "/questions/0/required"},
             {R"("required":true)", R"("options":[{"code":"x","text":{"zh-CN":"x"}}])",
              "/questions/0/options"},
             {R"({"code":"X","text":{"zh-CN":"子"}},{"code":"y","text":{"zh-CN":"丑"}})", "",
              "/questions/1/options"},
             {R"("code":"y")", R"("code":"X")", "/questions/1/options/1/code"},
             {R"("code":"y")", R"("code":"y y")", "/questions/1/options/1/code"},
             {R"("code":"y")", R"("code":"")", "/questions/1/options/1/code"},
             {R"("code":"y")", R"("kode":"y")",
              "/questions/1/options/1/code /questions/1/options/1/kode"},
             {R"("question":"a")", R"("question":"z")", "/questions/1/show_if/question"},
             {R"("question":"a")", R"("question":"c")", "/questions/1/show_if/question"},
             {R"("question":"a")", R"("question":"b")", "/questions/1/show_if/question"},
             {R"(["dissatisfied"])", R"(["dissatisfied","rude"])",
              "/questions/1/show_if/any_of/1"},
             {R"(["dissatisfied"])", R"([])", "/questions/1/show_if/any_of"},
             {R"(["dissatisfied"])", R"(["dissatisfied","dissatisfied"])",
              "/questions/1/show_if/any_of/1"},
             {R"(["dissatisfied"])", R"([2])", "/questions/1/show_if/any_of/0"},
             {R"("丙"}})", R"("丙"}},7)", "/questions/3"},
             {R"("丙"})", R"("丙\u0000"})", "/questions/2/text/zh-CN"},
         }) {
        const auto reading = read_questionnaire(file_with(row.piece, row.instead));
        EXPECT_FALSE(reading.questionnaire) << row.piece << " -> " << row.instead;
        EXPECT_TRUE(places(reading.problems).starts_with(row.place))
            << row.piece << " -> " << row.instead << ": " << places(reading.problems);
    }
}

TEST(Questionnaire, names_all_mistakes_of_a_file_at_once) {
    const auto reading = read_questionnaire(
        R"({"id":"Ä","version":-1,"mode":"x","extra":1,"questions":[{"id":"a","type":"choice",)"
        R"("text":{"en":"only English"}},{"id":"a","type":"grade","text":{"zh-CN":"乙"}}]})");
    EXPECT_EQ(places(reading.problems),
              "/id /version /title /mode /questions/0/text/zh-CN /questions/0/options /extra "
              "/questions/1/id");
}

TEST(Questionnaire, branches_only_on_what_can_be_chosen) {
    const auto on = [](const char* type, const char* value) {
        return places(read_questionnaire(
            std::string{R"({"id":"q","version":1,"title":{"zh-CN":"题"},"mode":"open",)"
                        R"("questions":[{"id":"a","type":")"} + type +
            R"(","text":{"zh-CN":"甲"}},{"id":"b","type":"text","text":{"zh-CN":"乙"},)"
            R"("show_if":{"question":"a","any_of":[")" + value + R"("]}}]})").problems);
    };
    EXPECT_EQ(on("yes_no", "yes"), "");
    EXPECT_EQ(on("grade", "satisfied"), "");
    EXPECT_EQ(on("yes_no", "true"), "/questions/1/show_if/any_of/0");
    for (const char* type : {"text", "number", "date", "score", "contact"})
        EXPECT_EQ(on(type, "1"), "/questions/1/show_if/question") << type;
}

TEST(Questionnaire, asks_no_telephone_number_in_a_secret_ballot) {
    const auto reading = read_questionnaire(file_with(R"("type":"text")", R"("type":"contact")"));
    EXPECT_TRUE(reading.questionnaire);
    std::string ballot = file_with(R"("type":"text")", R"("type":"contact")");
    ballot.replace(ballot.find("\"open\""), 6, "\"ballot\"");
    EXPECT_EQ(places(read_questionnaire(ballot).problems), "/questions/2/type");
}

TEST(Questionnaire, has_at_most_a_hundred_questions_of_fifty_options) {
    const auto file = [](int questions, int options) {
        std::string text = R"({"id":"q","version":1,"title":{"zh-CN":"题"},"mode":"open",)"
                           R"("questions":[)";
        for (int i = 0; i < questions; ++i) {
            text.append(i == 0 ? "" : ",").append(R"({"id":"q)").append(std::to_string(i));
            text.append(R"(","type":"choice","text":{"zh-CN":"问"},"options":[)");
            for (int j = 0; j < options; ++j)
                text.append(j == 0 ? "" : ",").append(R"({"code":"c)").append(std::to_string(j))
                    .append(R"(","text":{"zh-CN":"项"}})");
            text.append("]}");
        }
        return read_questionnaire(text + "]}");
    };
    EXPECT_EQ(places(file(100, 1).problems), "");
    EXPECT_EQ(places(file(101, 1).problems), "/questions");
    EXPECT_EQ(places(file(0, 1).problems), "/questions");
    EXPECT_EQ(places(file(1, 50).problems), "");
    EXPECT_EQ(places(file(1, 51).problems), "/questions/0/options");
}

TEST(Questionnaire, is_refused_when_its_file_is_no_json_or_too_large) {
    for (const std::string& text :
         std::vector<std::string>{"", "[]", "\"q\"", "{", std::string(2'000'000, ' ')}) {
        const auto reading = read_questionnaire(text);
        EXPECT_FALSE(reading.questionnaire);
        EXPECT_FALSE(reading.problems.empty());
    }
}

}  // namespace
