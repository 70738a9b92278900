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
             {"compare_units", R"({"alpha":1e-300,"units":[{"k":1,"n":2}]})", "alpha must be"},
             {"cronbach_alpha", R"({"rows":[[1,2],[2,1],[3,3]],"alpha":1e-300})", "alpha must be"},
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

}  // namespace
