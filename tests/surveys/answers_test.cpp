#include "surveys/questionnaires/answers.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/surveys/every_type.h"

namespace {

using engine::Grade;
using surveys::Answers;
using surveys::places;

Answers complete() {
    return {{"overall", Grade::dissatisfied},
            {"reasons", surveys::Choices{{"slow", "far"}}},
            {"where", surveys::Choice{"online"}},
            {"nps", surveys::Score{10}},
            {"again", surveys::YesNo{true}},
            {"visits", surveys::Number{"-12.5"}},
            {"comment", surveys::FreeText{"太慢"}},
            {"day", surveys::Date{20'780}},
            {"contact", surveys::Contact{"0310-3500000"}}};
}

TEST(Answers, are_acceptable_when_each_was_offered) {
    const auto questionnaire = surveys::every_type();
    EXPECT_EQ(places(check(complete(), questionnaire)), "");
    EXPECT_EQ(places(check({{"overall", Grade::satisfied}}, questionnaire)), "");
}

TEST(Answers, may_leave_a_required_question_blank_on_paper_only) {
    const auto questionnaire = surveys::every_type();
    EXPECT_EQ(places(check({}, questionnaire)), "overall");
    EXPECT_EQ(places(check({}, questionnaire, surveys::Blanks::allowed)), "");
}

TEST(Answers, need_no_required_question_that_is_hidden) {
    auto questionnaire = surveys::every_type();
    questionnaire.questions[1].required = true;
    EXPECT_EQ(places(check({{"overall", Grade::satisfied}}, questionnaire)), "");
    EXPECT_EQ(places(check({{"overall", Grade::dissatisfied}}, questionnaire)), "reasons");
}

TEST(Answers, cannot_answer_a_hidden_question) {
    const auto questionnaire = surveys::every_type();
    Answers answers = complete();
    answers["overall"] = Grade::fairly_satisfied;
    EXPECT_EQ(places(check(answers, questionnaire)), "reasons");
    answers["overall"] = surveys::NotApplicable{};
    EXPECT_EQ(places(check(answers, questionnaire)), "reasons");
}

TEST(Answers, show_what_follows_from_a_choice_or_a_yes) {
    surveys::Question follows;
    follows.show_if = surveys::ShowIf{.question = "a", .any_of = {"x", "yes"}};
    EXPECT_TRUE(is_shown(follows, {{"a", surveys::Choice{"x"}}}));
    EXPECT_FALSE(is_shown(follows, {{"a", surveys::Choice{"y"}}}));
    EXPECT_TRUE(is_shown(follows, {{"a", surveys::Choices{{"w", "x"}}}}));
    EXPECT_TRUE(is_shown(follows, {{"a", surveys::YesNo{true}}}));
    EXPECT_FALSE(is_shown(follows, {{"a", surveys::YesNo{false}}}));
    EXPECT_FALSE(is_shown(follows, {}));
}

TEST(Answers, are_refused_where_the_question_offers_no_such_thing) {
    const auto questionnaire = surveys::every_type();
    struct Row {
        const char* question;
        surveys::Answer answer;
    };
    for (const Row& row : std::vector<Row>{
             {"nps", Grade::satisfied},
             {"reasons", surveys::Choices{{"far", "slow"}}},
             {"reasons", surveys::Choices{{"slow", "slow"}}},
             {"reasons", surveys::Choices{{}}},
             {"reasons", surveys::Choice{"slow"}},
             {"where", surveys::Choice{"moon"}},
             {"where", surveys::NotApplicable{}},
             {"nps", surveys::Score{11}},
             {"nps", surveys::Score{-1}},
             {"again", Grade::satisfied},
             {"visits", surveys::Number{"1e5"}},
             {"visits", surveys::Number{"01"}},
             {"comment", surveys::FreeText{""}},
             {"comment", surveys::FreeText{"\xFF"}},
             {"comment", surveys::FreeText{std::string(1, '\0')}},
             {"comment", surveys::FreeText{std::string(2'001, 'x')}},
             {"day", surveys::Date{10'000'000}},
             {"contact", surveys::Contact{"123"}},
             {"contact", surveys::Contact{"12345; drop"}}}) {
        Answers answers = complete();
        answers[row.question] = row.answer;
        EXPECT_EQ(places(check(answers, questionnaire)), row.question);
    }
}

TEST(Answers, have_their_problems_in_the_order_of_the_questions) {
    Answers answers = complete();
    answers["contact"] = surveys::Contact{"x"};
    answers["aaa"] = surveys::YesNo{true};
    answers["where"] = surveys::Choice{"moon"};
    answers.erase("overall");
    EXPECT_EQ(places(check(answers, surveys::every_type())), "overall reasons where contact aaa");
}

// Oracle: written by hand after docs/answers-format.md, which shows the same bytes.
TEST(EncodedAnswers, are_the_documented_bytes) {
    const std::string expected{
        "\x00\x03"              // overall: dissatisfied
        "\x01\x02\x00\x02"      // reasons: two, slow and far
        "\x02\x01"              // where: online
        "\x03\x0A"              // nps: 10
        "\x04\x01"              // again: yes
        "\x05\x05-12.5"         // visits
        "\x07\xD8\xC4\x02", 23};  // day 20780, zigzag 41560
    EXPECT_EQ(encode(complete(), surveys::every_type()), expected);
}

TEST(EncodedAnswers, come_back_without_texts_and_contacts) {
    const auto questionnaire = surveys::every_type();
    Answers expected = complete();
    expected.erase("comment");
    expected.erase("contact");
    EXPECT_EQ(decode(encode(complete(), questionnaire), questionnaire), expected);
    const Answers blank{{"overall", surveys::NotApplicable{}}, {"day", surveys::Date{-1}}};
    EXPECT_EQ(decode(encode(blank, questionnaire), questionnaire), blank);
    EXPECT_EQ(decode("", questionnaire), Answers{});
}

TEST(EncodedAnswers, are_refused_when_damaged) {
    const auto questionnaire = surveys::every_type();
    for (const std::string& bytes : std::vector<std::string>{
             {"\x00", 1}, {"\x00\x06", 2}, {"\x09\x00", 2}, {"\x80\x00\x01", 3}, {"\x02\x02", 2},
             {"\x02\x00\x00\x01", 4}, {"\x00\x01\x00\x01", 4}, {"\x01\x00", 2}, {"\x01\x04", 2},
             {"\x01\x02\x02\x00", 4}, {"\x01\x02\x01\x01", 4}, {"\x03\x0B", 2}, {"\x04\x02", 2},
             {"\x05\x02" "01", 4}, {"\x05\x1F", 2}, {"\x06\x01", 2}, {"\x08\x01", 2},
             {"\x07\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 11},
             {"\x07\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 11}})
        EXPECT_THROW(static_cast<void>(decode(bytes, questionnaire)), std::runtime_error)
            << testing::PrintToString(bytes);
}

TEST(EncodedAnswers, are_either_refused_or_written_back_byte_for_byte) {
    const auto questionnaire = surveys::every_type();
    const std::string sound = encode(complete(), questionnaire);
    std::mt19937 random{20'261'123};
    std::uniform_int_distribution<int> byte{0, 255};
    int read = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string bytes = sound.substr(0, random() % (sound.size() + 1));
        for (auto i = random() % 3; i > 0 && !bytes.empty(); --i)
            bytes[random() % bytes.size()] = static_cast<char>(byte(random) % 12);
        if (round % 2 == 0)
            for (auto i = random() % 4; i > 0; --i) bytes += static_cast<char>(byte(random));
        try {
            EXPECT_EQ(encode(decode(bytes, questionnaire), questionnaire), bytes);
            ++read;
        } catch (const std::runtime_error&) {
        }
    }
    EXPECT_GT(read, 1'000);
}

}  // namespace
