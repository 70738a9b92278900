#include "surveys/questionnaires/plain_json.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/support/json_oracle.h"

namespace {

using surveys::read_plain_json;
using tests::is_same;
using tests::library_reading;

TEST(PlainJson, reads_what_a_client_usually_sends) {
    for (const std::string& text : std::vector<std::string>{
             R"({"answers":{"overall":"very_satisfied","speed":"satisfied"}})",
             R"({"answers":{"window":["a","b"],"score":10,"yes":true},"unit":"js1","locale":"en"})",
             " { \"answers\" : { \"comment\" : \"服务很好，谢谢！😀\" , \"x\" : null } }\r\n\t",
             R"([0, 7, 999999999999999, false, "", {}, []])", "\"\x7f\"", "5"}) {
        const auto value = read_plain_json(text);
        ASSERT_TRUE(value) << text;
        EXPECT_TRUE(is_same(*value, library_reading(text))) << text;
    }
}

TEST(PlainJson, finds_members_in_whatever_order_they_came) {
    const auto value = read_plain_json(R"({"b":1,"a":2,"d":3,"c":4})");
    EXPECT_EQ(value->find("a")->number()->integer, 2);
    EXPECT_EQ(value->find("d")->number()->integer, 3);
    EXPECT_EQ(value->find("e"), nullptr);
}

TEST(PlainJson, leaves_to_the_library_what_is_not_plain_or_not_right) {
    for (const std::string& text : std::vector<std::string>{
             "", " ", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[1", "[1,", "\"a", "\"",
             "[1,]", "{\"a\":1,}", "{,}", "[,]", "{a:1}", "{1:1}", "nul", "truefalse", "[1] x",
             "01", "-1", "-0", "1.5", "1e2", "1.", "9999999999999999", "+1", R"("\u0041")",
             R"("\"")", "\"a\nb\"", std::string("\"a\0b\"", 5), "\"\xFF\"", "\"\xC0\x80\"",
             "\"\xED\xA0\x80\"", "\xEF\xBB\xBF{}", R"({"a":1,"a":1})", R"({"b":1,"a":2,"b":3})",
             R"({"x":{"a":1,"b":1,"a":1}})", "[1 2]", "{\"a\" 1}", "{\"a\":1 \"b\":2}"})
        EXPECT_FALSE(read_plain_json(text)) << text;
}

TEST(PlainJson, goes_down_sixteen_levels_and_no_further) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(read_plain_json(nested(16)));
    EXPECT_FALSE(read_plain_json(nested(17)));
    EXPECT_FALSE(read_plain_json(std::string(1'000'000, '[')));
    std::string wide = "[";
    for (int i = 0; i < 100; ++i) wide += "[[]],";
    EXPECT_TRUE(read_plain_json(wide + "{}]"));  // beside each other, not in each other
}

// Pieces that are right more often than not, so that many texts are whole and most are nearly so.
std::string scrambled(std::mt19937& random) {
    static const std::vector<std::string> pieces{
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"overall\":", "\"a\":", "\"b\":1",
        "\"很好\"", "\"\\n\"", "\"", "\\", "1", "0", "-", "12", ".5", "e3", "true", "false", "null",
        " ", "\n", "\xE5", "\xBE\x88", "{\"a\":{\"b\":[1,true]}}", "\"x\":[\"a\",\"b\"]"};
    std::uniform_int_distribution<std::size_t> any(0, pieces.size() - 1);
    std::uniform_int_distribution<int> count(1, 9);
    std::string text = "{";
    for (int left = count(random); left > 0; --left) text += pieces[any(random)];
    return text + "}";
}

TEST(PlainJson, says_of_every_text_it_reads_what_the_library_says) {
    std::mt19937 random(20'261'128);
    int read = 0;
    for (int i = 0; i < 200'000; ++i) {
        const std::string text = scrambled(random);
        const auto value = read_plain_json(text);
        if (!value) continue;
        ++read;
        const nlohmann::json theirs = library_reading(text);
        ASSERT_FALSE(theirs.is_discarded()) << text;
        ASSERT_TRUE(is_same(*value, theirs)) << text;
    }
    EXPECT_GT(read, 1'000);
}

}  // namespace
