#include "reports/calculator/calculator.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

namespace {

using nlohmann::json;
using testing::HasSubstr;

json calculated(const std::string& kind, const json& input) {
    return json::parse(
        reports::calculate(json{{"id", "x"}, {"kind", kind}, {"input", input}}.dump()));
}

std::string problem_of(const std::string& kind, const json& input) {
    return calculated(kind, input).value("problem", "none");
}

// Two channels and two townships, of which only three cells gave an answer.
json two_margins() {
    return json::parse(R"({"scores":[100,80,60,30,0],"satisfied_min_score":60,"N":1000,
        "fpc":true,
        "cells":[{"channel":"hall","town":1,"counts":[9,3,1,0,0]},
                 {"channel":"hall","town":2,"counts":[8,4,1,1,0]},
                 {"channel":"phone","town":1,"counts":[2,2,0,0,3]},
                 {"channel":"phone","town":2,"counts":[0,0,0,0,0]}],
        "margins":{"channel":[{"level":"hall","N":600},{"level":"phone","N":400}],
                   "town":[{"level":1,"N":700},{"level":2,"N":300}]}})");
}

TEST(WeightingKinds, take_any_names_and_leave_out_empty_cells) {
    const json result = calculated("rake", two_margins()).at("result");
    ASSERT_EQ(result.at("weight_by_cell").size(), 3u);
    const json& last = result.at("weight_by_cell").at(2);
    EXPECT_EQ(last.at("channel"), "phone");
    EXPECT_EQ(last.at("town"), 1);
    EXPECT_NEAR(last.at("w").get<double>(), 400.0 / 7, 1e-9);  // they alone speak for the phone
    EXPECT_NEAR(result.at("sum_w").get<double>(), 1000, 1e-8);
    EXPECT_GE(result.at("kish_deff").get<double>(), 1);
}

TEST(WeightingKinds, refuse_weights_that_do_not_sum) {
    json input = two_margins();
    input["margins"]["town"][1]["N"] = 301;
    EXPECT_EQ(problem_of("rake", input),
              "margins.town does not sum to the total of margins.channel");
}

TEST(WeightingKinds, refuse_a_level_nobody_speaks_for_and_one_of_nobody) {
    json input = two_margins();
    input["cells"][2]["counts"] = {0, 0, 0, 0, 0};
    input["margins"]["town"] = json::parse(R"([{"level":1,"N":1000},{"level":2,"N":0}])");
    EXPECT_EQ(problem_of("rake", input),
              "margins.channel level \"phone\" has people and no answers; "
              "margins.town level 2 has answers and no people");
}

TEST(WeightingKinds, refuse_margins_that_contradict_each_other) {
    json input = two_margins();
    input["cells"][1]["counts"] = {0, 0, 0, 0, 0};  // the second town answered by phone alone
    input["cells"][2]["counts"] = {0, 0, 0, 0, 0};  // and the first in the hall alone
    input["cells"][3]["counts"] = {5, 0, 0, 0, 0};
    EXPECT_EQ(problem_of("rake", input), "the weights did not converge in 500 rounds");
}

TEST(WeightingKinds, refuse_what_is_no_sample_of_those_people) {
    json input = two_margins();
    input["margins"]["channel"] = json::parse(R"([{"level":"hall","N":20},
                                                  {"level":"phone","N":980}])");
    EXPECT_THAT(problem_of("rake", input),
                HasSubstr("margins.channel level \"hall\" has more answers than people"));
    input = two_margins();
    input["N"] = 30;
    EXPECT_THAT(problem_of("rake", input), HasSubstr("cells must not have more answers than N"));
    input = two_margins();
    input["cells"][0]["town"] = 3;
    EXPECT_THAT(problem_of("rake", input), HasSubstr("margins.town has no level 3"));
    EXPECT_THAT(problem_of("poststratify", two_margins()), HasSubstr("there is rake"));
}

TEST(WeightingKinds, report_what_was_taken_together_and_cut) {
    json input = two_margins();
    input["margins"].erase("town");
    input["collapse_below"] = 8;
    const json collapsed = calculated("poststratify", input).at("result");
    EXPECT_EQ(collapsed.at("groups_of_channel"), json::parse(R"([["hall","phone"]])"));
    EXPECT_NEAR(collapsed.at("weight_by_channel").at(0).at("w").get<double>(), 1000.0 / 34, 1e-12);
    input.erase("collapse_below");
    input["trim_over_median"] = 2;
    const json trimmed = calculated("poststratify", input).at("result");
    EXPECT_EQ(trimmed.at("trimmed").at("answers"), 7);  // 400/7 is above twice 600/27
    EXPECT_NEAR(trimmed.at("weight_by_channel").at(1).at("w").get<double>(), 1200.0 / 27, 1e-12);
}

TEST(WeightingKinds, leave_undefined_what_a_single_answer_cannot_say) {
    const json one = json::parse(R"({"scores":[100,80,60,30,0],"satisfied_min_score":60,"N":27,
        "fpc":true,"cells":[{"a":1,"counts":[0,1,0,0,0]}],
        "margins":{"a":[{"level":1,"N":27}]}})");
    const json result = calculated("poststratify", one).at("result");
    EXPECT_EQ(result.at("mean"), 80);
    EXPECT_TRUE(result.at("se_mean").is_null());
    EXPECT_TRUE(result.at("cov").is_null());
    const json share = calculated("weighted_proportion",
                                  json::parse(R"({"N":100,"alpha":0.05,
        "strata":[{"a":1,"N":60,"n":10,"k":10},{"a":2,"N":40,"n":5,"k":5}]})"))
                           .at("result");
    EXPECT_EQ(share.at("p"), 1);
    EXPECT_TRUE(share.at("ci95_logit").is_null());
    EXPECT_TRUE(share.at("ci95_asin").is_null());
    EXPECT_EQ(share.at("ci95_beta").at(1), 1);
}

TEST(WeightingKinds, refuse_an_empty_or_overfull_stratum) {
    EXPECT_EQ(problem_of("weighted_proportion", json::parse(R"({"N":100,"alpha":0.05,
                  "strata":[{"N":60,"n":10,"k":11},{"N":40,"n":0,"k":0},{"N":4,"n":5,"k":5}]})")),
              "strata[0].k must not be more than n; "
              "strata[1].n must be at least 1: a stratum nobody answered for; "
              "strata[2].n must not be more than N");
    EXPECT_EQ(problem_of("mean_fpc", json::parse(R"({"scores":[100,80,60,30,0],
                  "strata":[{"N":60,"counts":[0,0,0,0,0]},{"N":1,"counts":[1,1,0,0,0]}]})")),
              "strata[0].counts are empty: a stratum nobody answered for; "
              "strata[1].counts must not be more than N together");
}

// A quantile at 1e-300 made the library give up, and the run with it.
TEST(WeightingKinds, refuse_an_error_no_quantile_reaches) {
    EXPECT_EQ(problem_of("weighted_proportion", json::parse(R"({"N":100,"alpha":1e-300,
                  "strata":[{"N":60,"n":50,"k":49},{"N":40,"n":4,"k":2}]})")),
              "alpha must lie between 0 and 1, and be 1e-09 or more from both");
}

TEST(SizeKinds, inflate_for_losses_and_take_everybody_for_a_target_of_all) {
    const json size = calculated("size_proportion", json::parse(R"({"N":1042,"p":0.5,
        "half_width":0.05,"alpha":0.05,"deff":1.5,"response_rate":0.5})")).at("result");
    EXPECT_EQ(size.at("n"), 281);
    EXPECT_EQ(size.at("answers"), 422);
    EXPECT_EQ(size.at("invite"), 844);
    const json all = calculated("size_verdict", json::parse(R"({"N":27,"K_true":27,"alpha":0.05,
        "target":{"num":1,"den":1},"power":0.8,"n_max":500})")).at("result");
    EXPECT_EQ(all.at("n_first"), 27);
    EXPECT_EQ(all.at("n_all_satisfied"), 27);
    EXPECT_THAT(problem_of("size_verdict", json::parse(R"({"N":27,"K_true":28,"alpha":0.05,
                    "target":{"num":0,"den":1},"power":0.8,"n_max":27})")),
                HasSubstr("K_true must not be more than N"));
}

}  // namespace
