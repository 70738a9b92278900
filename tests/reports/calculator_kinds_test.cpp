// The kinds of `compute` beyond the golden files, and what each refuses.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "reports/calculator/calculator.h"

namespace {

using nlohmann::json;
using testing::HasSubstr;

json answer(const std::string& kind, const std::string& input) {
    return json::parse(
        reports::calculate(R"({"id":1,"kind":")" + kind + R"(","input":)" + input + "}"));
}

struct Impossible {
    const char* kind;
    const char* input;
    const char* problem;
};

TEST(CalculatorKinds, refuse_the_impossible_by_name) {
    for (const auto& [kind, input, problem] : {
             Impossible{"p_adjust", R"({"p":[0.1,1.5]})", "p must be a number from 0"},
             {"p_adjust", R"({"p":[0.1,null]})", "p must be a number from 0"},
             {"funnel_binomial", R"({"p0":1.1,"n":5})", "p0 must be a number from 0"},
             {"funnel_binomial", R"({"p0":0.9,"n":0})", "n must be at least 1"},
             {"compare_units", R"({"alpha":0.05,"units":[{"k":3,"n":2}]})", "not be more than n"},
             {"compare_units", R"({"units":[{"k":1,"n":2}]})", "alpha is missing"},
             {"compare_units", R"({"alpha":1e-300,"units":[{"k":1,"n":2}]})", "alpha must lie"},
             {"cronbach_alpha", R"({"rows":[[1,2],[2,1],[3,3]],"alpha":1e-300})", "alpha must lie"},
             {"cronbach_alpha", R"({"rows":[[1,2],[3]]})", "rows must hold rows of one length"},
             {"cronbach_alpha", R"({"rows":[[1,2.5],[3,1]]})", "scores must be whole numbers"},
             {"cronbach_alpha", R"({"rows":[[1,1e9],[3,1]]})", "scores must be whole numbers"},
             {"driver", R"({"X":[[1],[2]],"y":[1]})", "X and y must be of one length"},
             {"driver", R"({"X":[[1,2],[2,4],[3,6]],"y":[1,2,1]})", "cannot be told apart"},
             {"driver", R"({"X":[[1,7],[2,7]],"y":[1,2]})", "does not in column 2"},
             {"driver", R"({"X":[[1,2,3,4,5,6,7,8,9,10,11,12,13]],"y":[1]})", "at most 12"},
             {"nps", R"({"N":5,"promoters":4,"passives":2,"detractors":0})", "not be more than N"},
             {"nps", R"({"N":5,"promoters":-1,"passives":2,"detractors":0})", "promoters must be"},
             {"disclose", R"({"groups":[{"counts":[1,1,1,1,1]},{"counts":[1,1,1,1,1]}]})",
              "name a parent"},
             {"disclose", R"({"groups":[{},{"parent":1,"counts":[1,1,1,1,1]}]})", "parent must be"},
             {"disclose", R"({"groups":[{},{"parent":0}]})", "groups without parts"},
         }) {
        const json reply = answer(kind, input);
        ASSERT_TRUE(reply.contains("problem")) << kind << ' ' << input << reply;
        EXPECT_THAT(reply.at("problem").get<std::string>(), HasSubstr(problem)) << kind;
    }
}

TEST(CalculatorKinds, leave_the_undefined_null) {
    const json constant = answer("cronbach_alpha", R"({"rows":[[3,1],[3,2]],"alpha":0.05})");
    EXPECT_TRUE(constant.at("result").at("raw_alpha").is_null());
    EXPECT_TRUE(constant.at("result").at("item_rest_r").is_null());
    EXPECT_EQ(constant.at("result").at("dropped_constant_items"), json({1}));
    EXPECT_TRUE(answer("driver", R"({"X":[[1],[2]],"y":[3,3]})").at("result").at("r2").is_null());
    const json nobody = answer("nps", R"({"N":5,"promoters":0,"passives":0,"detractors":0})");
    EXPECT_TRUE(nobody.at("result").at("nps").is_null());
    const json silent = answer("compare_units", R"({"alpha":0.05,"units":[{"k":0,"n":0}]})");
    EXPECT_TRUE(silent.at("result").at("share_of_all").is_null());
    EXPECT_TRUE(silent.at("result").at("units").at(0).at("places").is_null());
}

// Oracle: R psych 2.2.9, alpha() of two items: covariance over the other item's variance.
TEST(CalculatorKinds, give_two_items_what_psych_gives_them) {
    const json found = answer("cronbach_alpha", R"({"rows":[[1,2],[2,4],[3,3]]})").at("result");
    EXPECT_EQ(found.at("alpha_if_dropped"), json({0.5, 0.5}));
    EXPECT_NEAR(found.at("raw_alpha").get<double>(), 2.0 / 3, 1e-15);
    EXPECT_FALSE(found.contains("feldt"));
}

TEST(CalculatorKinds, rank_only_units_with_enough_answers) {
    const json found = answer("compare_units",
                              R"({"alpha":0.05,"top":1,"units":[{"k":300,"n":300},)"
                              R"({"k":150,"n":300},{"k":14,"n":14}]})")
                           .at("result");
    EXPECT_EQ(found.at("units").at(0).at("places"), json({1, 1}));
    EXPECT_EQ(found.at("units").at(1).at("places"), json({2, 2}));
    EXPECT_TRUE(found.at("units").at(2).at("places").is_null());
    EXPECT_NEAR(found.at("units").at(0).at("among_top").get<double>(), 1, 1e-9);
    EXPECT_FALSE(found.at("units").at(2).contains("among_top"));
    // 464 of 614 are satisfied, and 1 - 0.7557¹⁴ = 0.980 is the first F(r) above 0.975.
    EXPECT_EQ(found.at("units").at(2).at("funnel").at("r_hi"), 13);
}

TEST(CalculatorKinds, hide_a_small_window_and_another_with_it) {
    const json found = answer("disclose",
                              R"({"answers_min":5,"groups":[{},{"parent":0,"counts":[1,1,0,0,0]},)"
                              R"({"parent":0,"counts":[8,3,0,0,0]},)"
                              R"({"parent":0,"counts":[60,9,1,0,0]}]})")
                           .at("result");
    EXPECT_EQ(found.at("told"),
              json::parse("[[69,13,1,0,0],null,null,[60,9,1,0,0]]"));
    EXPECT_EQ(found.at("possible"), json::parse("[[83,83],[0,13],[0,13],[70,70]]"));
}

// Domain: 26 of 27 against 100 % earns 9.63 of 10; 94.996 % prints 10.00 and is missed.
TEST(CalculatorKinds, appraise_rows_of_the_annual_form) {
    const json missed = answer("appraise_row", R"({"target":"100%","actual":96.2963,"weight":10})");
    EXPECT_EQ(missed.at("result").at("official"), "missed");
    EXPECT_EQ(missed.at("result").at("earned"), "9.63");
    EXPECT_EQ(missed.at("result").at("remarks"), json({"reason_missing"}));
    const json near = answer("appraise_row",
                             R"({"target":"≥95%","actual":94.996,"weight":10,"has_reason":true})");
    EXPECT_EQ(near.at("result").at("earned"), "10.00");
    EXPECT_EQ(near.at("result").at("official"), "missed");
    EXPECT_NEAR(near.at("result").at("unrounded").get<double>(), 9.99958, 1e-5);
    EXPECT_THAT(answer("appraise_row", R"({"target":"显著提高","actual":1,"weight":10})")
                    .at("problem").get<std::string>(),
                HasSubstr("target must hold a number"));
}

// Oracle: the design's own example, 90.87; a quarter of the error at an announced look.
TEST(CalculatorKinds, prove_a_mean_as_a_score_does) {
    const json once = answer("mean_proved", R"({"N":120000,"counts":[300,60,15,6,3],)"
                                            R"("scores":[100,80,60,30,0],"alpha":0.05})");
    EXPECT_NEAR(once.at("result").at("lower").get<double>(), 90.87, 0.005);
    const json quarter =
        answer("mean_proved", R"({"N":120000,"counts":[300,60,15,6,3],"looks":"checkpoint",)"
                              R"("scores":[100,80,60,30,0],"alpha":0.05})");
    EXPECT_NEAR(quarter.at("result").at("lower").get<double>(), 90.31, 0.005);
}

TEST(CalculatorKinds, ring_on_the_day_that_is_too_much) {
    const json reply = answer("bad_rating_alarm",
                              R"({"usual":0.05,"alarming":0.15,"quiet_answers":10000,"days":[)"
                              R"({"bad":2,"answers":40},{"bad":12,"answers":40},)"
                              R"({"bad":12,"answers":40}]})");
    EXPECT_EQ(reply.at("result").at("rings_on_day"), 1);
}

// Oracle: by hand, as in tests/engine/streamed_test.cpp.
TEST(CalculatorKinds, stream_values) {
    const json reply = answer("stream", R"({"values":[2,4,4,4,5,5,7,9]})");
    EXPECT_EQ(reply.at("result").at("mean"), 5.0);
    EXPECT_NEAR(reply.at("result").at("variance").get<double>(), 32.0 / 7, 1e-12);
    EXPECT_EQ(reply.at("result").at("quantiles").at("0.5"), 4.5);
}

}  // namespace
