#include "surveys/questionnaires/strict_json.h"

#include <gtest/gtest.h>

#include "surveys/questionnaires/decimal.h"
#include "surveys/questionnaires/utf8.h"
#include "tests/surveys/every_type.h"

namespace {

using surveys::read_json;

TEST(StrictJson, keeps_numbers_as_they_were_written) {
    const auto reading = read_json(R"([5, 5.0, 4294967300, 18446744073709551615, -0.50, 1e2])");
    const auto& numbers = *reading.value->array();
    EXPECT_EQ(numbers[0].number()->integer, 5);
    EXPECT_FALSE(numbers[1].number()->integer);
    EXPECT_EQ(numbers[2].number()->integer, 4'294'967'300);
    EXPECT_FALSE(numbers[3].number()->integer);
    EXPECT_EQ(numbers[4].number()->text, "-0.50");
    EXPECT_EQ(numbers[5].number()->text, "1e2");
}

TEST(StrictJson, names_every_doubled_key_where_it_stands) {
    const auto reading = read_json(R"({"b":{"x":1,"x":2},"a":[0,{"k/~":1,"y":2,"k/~":3}],"b":4})");
    EXPECT_EQ(surveys::places(reading.problems), "/b/x /a/1/k~1~0 /b");
    EXPECT_FALSE(reading.malformed);
}

TEST(StrictJson, stops_at_sixteen_levels) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(read_json(nested(16)).value);
    const auto deep = read_json(nested(17));
    EXPECT_FALSE(deep.value);
    EXPECT_FALSE(deep.malformed);
    EXPECT_EQ(deep.problems.size(), 1u);
    EXPECT_FALSE(read_json(std::string(1'000'000, '[')).value);
    std::string objects;
    for (int i = 0; i < 20; ++i) objects += "{\"a\":";
    EXPECT_EQ(read_json(objects).problems.size(), 1u);
}

TEST(StrictJson, names_a_zero_character_where_it_stands) {
    const auto reading = read_json(R"({"a":["x","y\u0000z"],"k\u0000":1})");
    ASSERT_EQ(reading.problems.size(), 2u);
    EXPECT_EQ(reading.problems[0].place, "/a/1");
}

TEST(StrictJson, refuses_what_is_no_json) {
    for (const std::string& text : std::vector<std::string>{
             "", " ", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "nul", "[1] x", "// c\n1", "01", "+1",
             "1.", "NaN", "Infinity", "1e400", R"("\ud800")", R"("\x41")", "\"\xFF\"",
             "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"a\nb\"", "\xFF"}) {
        const auto reading = read_json(text);
        EXPECT_TRUE(reading.malformed) << text;
        EXPECT_FALSE(reading.value) << text;
        EXPECT_EQ(reading.problems.size(), 1u) << text;
    }
}

TEST(StrictJson, names_no_more_problems_than_a_reply_can_hold) {
    std::string text = "{";
    for (int i = 0; i < 5'000; ++i) text += "\"k" + std::to_string(i / 2) + "\":1,";
    text.back() = '}';
    EXPECT_EQ(read_json(text).problems.size(), 100u);
}

TEST(Decimal, has_one_way_of_writing_each_number) {
    struct Row {
        const char* written;
        const char* canonical;
    };
    for (const Row& row : {Row{"0", "0"}, Row{"-0", "0"}, Row{"-0.0", "0"}, Row{"007", "7"},
                           Row{"12.50", "12.5"}, Row{"-12.5", "-12.5"}, Row{"1e2", "100"},
                           Row{"1.25E+1", "12.5"}, Row{"125e-2", "1.25"}, Row{"5e-3", "0.005"},
                           Row{"0.10e1", "1"}, Row{"100", "100"}, Row{"0e999999999999", "0"},
                           Row{"123456789012345678901234567890", "123456789012345678901234567890"}})
        EXPECT_EQ(surveys::canonical_decimal(row.written), row.canonical) << row.written;
}

TEST(Decimal, is_no_longer_than_thirty_characters_and_no_other_text) {
    for (const std::string& text :
         std::vector<std::string>{"", "-", ".5", "5.", "1e", "1e+", "1 ", " 1", "1,5", "NaN", "inf",
                                  "0x10", "1e30", "1e-30", "1e999999999999", "--1", "+1",
                                  "\xEF\xBC\x91",
                                  "1234567890123456789012345678901", std::string(1'000, '0')})
        EXPECT_FALSE(surveys::canonical_decimal(text)) << text;
}

TEST(Utf8, counts_characters_and_refuses_what_is_none) {
    EXPECT_EQ(surveys::characters("满意 ok 😐"), 7u);
    EXPECT_TRUE(surveys::is_utf8("满意\xF4\x8F\xBF\xBF"));
    for (const char* bad : {"\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE6\xBB", "a\xC3"})
        EXPECT_FALSE(surveys::is_utf8(bad));
    EXPECT_TRUE(surveys::is_blank(" \r\n\t\xE3\x80\x80"));
    EXPECT_FALSE(surveys::is_blank("\xE3\x80\x80\xE3\x80\x82"));
}

}  // namespace
