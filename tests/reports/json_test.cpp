#include "reports/formats/json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/bureau.h"

namespace {

using Json = nlohmann::ordered_json;
using reports::make_score;
using reports::year_to;
using reports::to_json;
using tests::bureau_in_2026;
using tests::day;

// Oracle: the contract's own example, key by key and in its order; what it leaves open (methods,
// the interval's upper end, the hash) was computed by the engine and is checked in tests/engine.
TEST(Json, is_the_contracts_own_example) {
    Json expected = Json::parse(R"({
        "indicator":"citizens","as_of":"2026-12-31",
        "counts":{"very_satisfied":300,"satisfied":60,"fairly_satisfied":15,"dissatisfied":6,
                  "very_dissatisfied":3,"not_applicable":2,"blank":1,"default":7},
        "n":384,"population":120000,"design":"volunteer",
        "sources":["coded","open","paper","import"],"measure":"mean_score",
        "grade_values":[100,80,60,30,0],"value":"93.44",
        "exact":{"numerator":35880,"denominator":384},
        "target":{"text":"≥90分","comparator":">=","value":"90","unit":"points"},
        "official":"reached","points":{"full":"10","earned":"10.00"},
        "assurance":{"verdict":"undecided","nominal_verdict":"proven_reached","certain":false,
                     "looks":"one","confidence":0.95,
                     "method":"constant-bet mixture for a bounded mean, one-sided at each end"},
        "interval":{"lower":"90.87","upper":"95.68","method":null},
        "worst_case":{"lower":"0.30","upper":"99.98"},
        "stricter":{"measure":"satisfied_share","satisfied":["very_satisfied","satisfied"],
                    "value":"93.75"}})");
    expected["interval"]["method"] = "nominal, as if the volunteers were a random sample: " +
                                     expected["assurance"]["method"].get<std::string>();
    Json got = Json::parse(
        to_json(make_score(bureau_in_2026(), tests::citizens(), year_to(day(2026, 12, 31)),
                           surveys::GroupBy::nothing, reports::Reading::review)));
    EXPECT_EQ(got.at("questionnaire"),
              Json({{"id", "citizens"}, {"version", 1}, {"sha256", std::string(64, 'a')}}));
    got.erase("questionnaire");
    EXPECT_EQ(got.dump(1), expected.dump(1));
}

// Live, drawn by lot and on the last of the four announced days: the same figure with a quarter of
// the error, and on the day before nothing is concluded from it. What volunteers would prove is
// nominal, and of one look. A closed ballot is looked at once.
TEST(Json, says_how_often_a_score_may_have_been_looked_at) {
    const auto assurance = [](const surveys::Indicator& indicator, std::int64_t last_day) {
        return Json::parse(to_json(make_score(bureau_in_2026(), indicator, year_to(last_day))))
            .at("assurance");
    };
    surveys::Indicator drawn = tests::citizens();
    drawn.population.design = surveys::Design::probability;
    const Json announced = assurance(drawn, day(2026, 12, 31));
    EXPECT_EQ(announced.at("looks"), "any");
    EXPECT_EQ(announced.at("verdict"), "proven_reached");
    EXPECT_EQ(announced.at("method"),
              "constant-bet mixture for a bounded mean, one-sided at each end, a quarter of the "
              "error for each of four announced days");
    const Json between = assurance(drawn, day(2026, 12, 30));
    EXPECT_EQ(between.at("looks"), "any");
    EXPECT_EQ(between.at("verdict"), "undecided");
    const Json by_unit = Json::parse(to_json(make_score(
        bureau_in_2026(), tests::citizens(), year_to(day(2026, 12, 30)), surveys::GroupBy::unit)));
    for (const Json& group : by_unit.at("groups"))
        EXPECT_EQ(group.at("score").at("assurance").at("looks"), "any") << "as the whole";
    const Json volunteers = assurance(tests::citizens(), day(2026, 12, 30));
    EXPECT_EQ(volunteers.at("looks"), "any");
    EXPECT_EQ(volunteers.at("verdict"), "undecided");
    EXPECT_EQ(volunteers.at("nominal_verdict"), "proven_reached");
    EXPECT_EQ(volunteers.at("method"),
              "constant-bet mixture for a bounded mean, one-sided at each end");
    EXPECT_EQ(assurance(tests::hotline(), day(2026, 12, 31)).at("looks"), "one");
}

TEST(Json, gives_the_satisfied_and_n_of_a_share) {
    const Json got = Json::parse(
        to_json(make_score(bureau_in_2026(), tests::hotline(), year_to(day(2026, 12, 31)))));
    EXPECT_EQ(got.at("exact").dump(), R"({"numerator":26,"denominator":27})");
    EXPECT_EQ(got.at("points").dump(), R"({"full":"10","earned":"9.63"})");
    EXPECT_EQ(got.at("interval").at("lower"), "96.30");
    EXPECT_EQ(got.at("questionnaire"), nullptr);
}

TEST(Json, has_no_stricter_share_than_the_indicators_own) {
    surveys::Indicator strict = tests::hotline();
    strict.scale.last_satisfied = engine::Grade::satisfied;
    const Json got =
        Json::parse(to_json(make_score(bureau_in_2026(), strict, year_to(day(2026, 12, 31)))));
    EXPECT_EQ(got.at("stricter"), nullptr);
}

TEST(Json, says_null_where_there_is_nothing) {
    const Json got =
        Json::parse(to_json(make_score(bureau_in_2026(), tests::hotline(),
                                       year_to(day(2026, 1, 1)))));
    EXPECT_EQ(got.at("n"), 0);
    for (const char* key : {"value", "official", "interval"}) EXPECT_EQ(got.at(key), nullptr);
    EXPECT_EQ(got.at("points").at("earned"), nullptr);
    EXPECT_EQ(got.at("assurance").at("verdict"), "undecided");
    EXPECT_EQ(got.at("worst_case").dump(), R"({"lower":"0.00","upper":"100.00"})");

    surveys::Indicator unknown = tests::citizens();
    unknown.population.size.reset();
    const Json open =
        Json::parse(to_json(make_score(bureau_in_2026(), unknown, year_to(day(2026, 12, 31)))));
    EXPECT_EQ(open.at("population"), nullptr);
    EXPECT_EQ(open.at("worst_case"), nullptr);
    EXPECT_NE(open.at("assurance").at("method").get<std::string>().find("Clopper-Pearson"),
              std::string::npos);
}

TEST(Json, keeps_the_words_of_a_target_without_a_number) {
    surveys::Indicator wordy = tests::citizens();
    wordy.target = engine::read_target("显著提高");
    const Json got =
        Json::parse(to_json(make_score(bureau_in_2026(), wordy, year_to(day(2026, 12, 31)))));
    EXPECT_EQ(got.at("target").dump(),
              R"({"text":"显著提高","comparator":null,"value":null,"unit":null})");
    EXPECT_EQ(got.at("value"), "93.44");
    EXPECT_EQ(got.at("official"), nullptr);
    EXPECT_EQ(got.at("points").at("earned"), nullptr);
}

TEST(Json, adds_groups_only_when_asked) {
    const auto store = bureau_in_2026();
    const Json plain =
        Json::parse(to_json(make_score(store, tests::citizens(), year_to(day(2026, 12, 31)))));
    EXPECT_FALSE(plain.contains("by") || plain.contains("groups"));
    const Json grouped = Json::parse(to_json(
        make_score(store, tests::citizens(), year_to(day(2026, 12, 31)), surveys::GroupBy::unit)));
    EXPECT_EQ(grouped.at("by"), "unit");
    EXPECT_EQ(grouped.at("groups").at(1).at("key"), "xz02");
    EXPECT_EQ(grouped.at("groups").at(1).at("score").at("n"), 128);
    EXPECT_EQ(grouped.at("groups").at(1).at("score").at("worst_case"), nullptr);
}

TEST(Json, of_several_is_an_array_of_the_same_objects) {
    const auto store = bureau_in_2026();
    const Json all = Json::parse(to_json(reports::make_scores(store, year_to(day(2026, 12, 31)))));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all.at(0), Json::parse(to_json(
                             make_score(store, tests::citizens(), year_to(day(2026, 12, 31))))));
}

}  // namespace
