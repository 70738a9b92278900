// Oracle: tests/golden/*.json (R 4.2.2 with survey 4.1-1 and psych 2.2.9, scipy 1.10.1, statsmodels
// 0.13.5, exact integers). Each file's own tolerance holds; what it leaves undefined must be.
#include "reports/calculator/calculator.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using nlohmann::json;
using reports::calculate;
using testing::HasSubstr;

struct Tolerance {
    double absolute = 0;
    double relative = 0;
};

struct GoldenFile {
    const char* name;
    Tolerance tolerance;  // of numbers with a fraction; integers and words are exact
    std::size_t cases;
};

Tolerance of(const std::string& kind, const std::string& field, const Tolerance& usual) {
    if (kind == "rake") return {.relative = 1e-6};
    if (field == "ci95_logit") return {.absolute = 1e-5};
    if (field == "p_met" || field == "p_not") return {.relative = 1e-9};
    return usual;
}

// R and scipy print 15 to 17 digits: what they print as 1 may be a little less here.
bool agrees(const json& found, const json& expected, const Tolerance& tolerance) {
    if (expected.is_number() && found.is_number()) {
        const auto wanted = expected.get<double>();
        if (expected.is_number_integer() && found.is_number_integer()) return found == expected;
        return std::abs(found.get<double>() - wanted) <=
               tolerance.absolute + tolerance.relative * std::abs(wanted);
    }
    if (expected.is_array() && found.is_array() && expected.size() == found.size())
        return std::equal(found.begin(), found.end(), expected.begin(),
                          [&](const json& a, const json& b) { return agrees(a, b, tolerance); });
    if (expected.is_object() && found.is_object())
        return std::ranges::all_of(expected.items(), [&](const auto& item) {
            return found.contains(item.key()) &&
                   agrees(found.at(item.key()), item.value(), tolerance);
        });
    return found == expected;
}

class Golden : public testing::TestWithParam<GoldenFile> {};

TEST_P(Golden, cases_agree) {
    const GoldenFile& golden = GetParam();
    std::ifstream stream(TESTS_DIR "/golden/" + std::string(golden.name) + ".json");
    const json file = json::parse(stream);
    ASSERT_EQ(file.at("cases").size(), golden.cases);
    for (const json& asked : file.at("cases")) {
        const std::string reply = calculate(asked.dump());
        const json answered = json::parse(reply);
        ASSERT_TRUE(answered.contains("result")) << reply;
        EXPECT_EQ(answered.at("id"), asked.at("id"));
        for (const auto& [field, expected] : asked.at("expect").items()) {
            if (field == "ao_mci" || field == "strict") continue;  // another definition, not ours
            const json found = answered.at("result").value(field, json());
            EXPECT_TRUE(agrees(found, expected, of(asked.at("kind"), field, golden.tolerance)))
                << asked.at("id") << ' ' << field << ": " << found << " is not " << expected;
        }
        for (const auto& [field, found] : answered.at("result").items())
            EXPECT_TRUE(asked.at("expect").contains(field) || found.is_null())
                << asked.at("id") << ' ' << field << " is undefined there, not " << found;
    }
}

INSTANTIATE_TEST_SUITE_P(Calculator, Golden,
                         testing::Values(GoldenFile{"proportion", {.absolute = 1e-9}, 43},
                                         GoldenFile{"anytime", {.absolute = 1e-6}, 15},
                                         GoldenFile{"mtest", {.absolute = 1e-12}, 6},
                                         GoldenFile{"misc", {.absolute = 1e-9}, 6},
                                         GoldenFile{"alpha", {.absolute = 1e-9}, 5},
                                         GoldenFile{"driver", {.absolute = 1e-8}, 2},
                                         GoldenFile{"nps", {.relative = 1e-9}, 3},
                                         GoldenFile{"mean", {.relative = 1e-9}, 12},
                                         GoldenFile{"pseudo", {.absolute = 1e-5}, 8},
                                         GoldenFile{"size", {.relative = 1e-9}, 11},
                                         GoldenFile{"weighting", {.relative = 1e-8}, 10},
                                         GoldenFile{"wprop", {.absolute = 1e-6}, 5}),
                         [](const auto& file) { return std::string(file.param.name); });

TEST(Calculator, names_every_problem_of_an_impossible_input) {
    const std::string reply = calculate(
        R"({"id":"x","kind":"proportion","input":{"N":10,"n":12,"k":13,"alpha":1,)"
        R"("target":{"num":3,"den":2}}})");
    const json answered = json::parse(reply);
    EXPECT_EQ(answered.at("id"), "x");
    EXPECT_FALSE(answered.contains("result"));
    for (const char* problem :
         {"k must not be more than n", "n must not be more than N",
          "alpha must lie between 0 and 1", "target must not be more than one"})
        EXPECT_THAT(answered.at("problem").get<std::string>(), HasSubstr(problem));
}

TEST(Calculator, says_what_is_wrong_with_a_line_that_is_no_case) {
    EXPECT_EQ(calculate("nonsense"), R"({"id":null,"problem":"the line is not a JSON object"})");
    EXPECT_EQ(calculate("[1]"), R"({"id":null,"problem":"the line is not a JSON object"})");
    EXPECT_EQ(calculate(R"({"id":7})"), R"({"id":7,"problem":"kind is missing"})");
    EXPECT_EQ(calculate(R"({"id":"a","kind":"magic","input":{}})"),
              R"({"id":"a","problem":"kind \"magic\" is not known"})");
    EXPECT_EQ(calculate(R"({"id":"a","kind":"manski"})"),
              R"({"id":"a","problem":"input is missing"})");
    EXPECT_EQ(calculate(R"({"id":"a","kind":"manski","input":3})").find("result"),
              std::string::npos);
}

TEST(Calculator, hands_back_no_id_that_is_deep) {
    const std::string deep(100'000, '[');
    EXPECT_EQ(calculate(R"({"id":)" + deep + std::string(100'000, ']') + "}"),
              R"({"id":null,"problem":"kind is missing"})");
}

}  // namespace
