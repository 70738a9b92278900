#include "engine/inference/share.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "engine/inference/hypergeometric.h"
#include "engine/inference/nonresponse.h"

namespace {

using engine::fewest_satisfied;
using engine::most_satisfied;
using engine::Share;
using nlohmann::json;

std::vector<json> golden_cases() {
    std::ifstream file(TESTS_DIR "/golden/proportion.json");
    return json::parse(file).at("cases").get<std::vector<json>>();
}

// Oracle: tests/golden/proportion.json (exact integers, R 4.2.2, scipy 1.10.1). Tolerance is the
// file's own: integers exact, p relative 1e-9, binomial limits absolute 1e-9.
TEST(Share, agrees_with_the_golden_bounds_and_p_values) {
    const std::vector<json> cases = golden_cases();
    ASSERT_EQ(cases.size(), 43u);
    for (const json& golden : cases) {
        const json& input = golden.at("input");
        const json& expect = golden.at("expect");
        const auto id = golden.at("id").get<std::string>();
        const std::int64_t people = input.at("N");
        const Share share{.satisfied = input.at("k"), .answers = input.at("n")};
        const double alpha = input.at("alpha");
        const engine::Rational percent{100 * input.at("target").at("num").get<std::int64_t>(),
                                       input.at("target").at("den")};
        const std::int64_t needed = engine::needed_people(people, percent);

        EXPECT_EQ(needed, expect.at("Kstar")) << id;
        EXPECT_EQ(fewest_satisfied(share, people, alpha), expect.at("L1")) << id;
        EXPECT_EQ(most_satisfied(share, people, alpha), expect.at("U1")) << id;
        EXPECT_EQ(fewest_satisfied(share, people, alpha / 2), expect.at("L2")) << id;
        EXPECT_EQ(most_satisfied(share, people, alpha / 2), expect.at("U2")) << id;
        const double p_met = expect.at("p_met");
        const double p_not = expect.at("p_not");
        EXPECT_NEAR(engine::p_of_reached(share, people, needed), p_met, 1e-9 * p_met) << id;
        EXPECT_NEAR(engine::p_of_missed(share, people, needed), p_not, 1e-9 * p_not) << id;
        if (share.answers == 0) continue;
        EXPECT_NEAR(engine::clopper_pearson_lower(share, alpha / 2),
                    expect.at("clopper_pearson").at(0).get<double>(), 1e-9) << id;
        EXPECT_NEAR(engine::clopper_pearson_upper(share, alpha / 2),
                    expect.at("clopper_pearson").at(1).get<double>(), 1e-9) << id;
        EXPECT_NEAR(engine::clopper_pearson_lower(share, alpha),
                    expect.at("cp_lower_1s").get<double>(), 1e-9) << id;
        EXPECT_NEAR(engine::clopper_pearson_upper(share, alpha),
                    expect.at("cp_upper_1s").get<double>(), 1e-9) << id;
    }
}

TEST(Share, gives_bounds_that_grow_with_the_satisfied_and_stay_possible) {
    for (std::int64_t people = 1; people <= 30; ++people)
        for (std::int64_t answers = 0; answers <= people; ++answers) {
            std::int64_t lower_before = 0;
            std::int64_t upper_before = 0;
            for (std::int64_t satisfied = 0; satisfied <= answers; ++satisfied) {
                const Share share{satisfied, answers};
                const std::int64_t lower = fewest_satisfied(share, people, 0.05);
                const std::int64_t upper = most_satisfied(share, people, 0.05);
                EXPECT_LE(satisfied, lower);
                EXPECT_LE(lower, upper);
                EXPECT_LE(upper, people - (answers - satisfied));
                EXPECT_LE(lower_before, lower);
                EXPECT_LE(upper_before, upper);
                // Turned upside down, the bounds change places.
                EXPECT_EQ(lower, people - most_satisfied({answers - satisfied, answers}, people,
                                                         0.05));
                if (answers == people) {
                    EXPECT_EQ(lower, satisfied);
                    EXPECT_EQ(upper, satisfied);
                }
                lower_before = lower;
                upper_before = upper;
            }
        }
}

TEST(Share, decides_by_p_value_exactly_as_by_bound) {
    for (const std::int64_t people : {1, 7, 20, 30})
        for (std::int64_t answers = 0; answers <= people; ++answers)
            for (std::int64_t satisfied = 0; satisfied <= answers; ++satisfied)
                for (std::int64_t needed = 0; needed <= people; ++needed)
                    for (const double error : {0.01, 0.05, 0.1}) {
                        const Share share{satisfied, answers};
                        const double kept = error * (1 - 1e-9);
                        EXPECT_EQ(engine::p_of_reached(share, people, needed) < kept,
                                  fewest_satisfied(share, people, error) >= needed);
                        EXPECT_EQ(engine::p_of_missed(share, people, needed) < kept,
                                  most_satisfied(share, people, error) < needed);
                    }
}

// 1 of 1 answers of 20 people: the tail at K = 1 is 1/20 exactly, and 0.05 keeps it.
TEST(Share, keeps_a_real_tie) {
    EXPECT_EQ(fewest_satisfied({1, 1}, 20, 0.05), 1);
    EXPECT_EQ(fewest_satisfied({1, 1}, 120'000, 0.05), 6'000);
    EXPECT_EQ(fewest_satisfied({9'500, 9'999}, 10'000, 0.05), 9'500);
}

TEST(Share, nears_clopper_pearson_as_the_population_grows) {
    for (const Share& share : {Share{375, 384}, Share{90, 100}, Share{1, 10}}) {
        constexpr std::int64_t people = 10'000'000;
        EXPECT_NEAR(static_cast<double>(fewest_satisfied(share, people, 0.05)) / people,
                    engine::clopper_pearson_lower(share, 0.05), 2e-5);
        EXPECT_NEAR(static_cast<double>(most_satisfied(share, people, 0.05)) / people,
                    engine::clopper_pearson_upper(share, 0.05), 2e-5);
    }
}

TEST(Share, refuses_more_answers_than_people) {
    EXPECT_THROW((void)fewest_satisfied({28, 28}, 27, 0.05), std::logic_error);
    EXPECT_THROW((void)most_satisfied({3, 2}, 27, 0.05), std::logic_error);
}

}  // namespace
