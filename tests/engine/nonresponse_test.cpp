#include "engine/inference/nonresponse.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/figures/decimal.h"
#include "engine/inference/share.h"

namespace {

using engine::Bounds;
using engine::bureau_scale;
using engine::Measure;
using engine::Rational;
using engine::Tally;

// Design: 26 of 26 answers of 27 people. The last one decides.
TEST(Nonresponse, leaves_one_silent_person_room) {
    const Bounds bounds = engine::worst_case(Measure::satisfied_share, {.times = {26}},
                                             bureau_scale, 27);
    EXPECT_EQ(engine::decimal(bounds.lower), "96.30");
    EXPECT_EQ(engine::decimal(bounds.upper), "100.00");
}

TEST(Nonresponse, leaves_a_poster_survey_nearly_everything) {
    const Bounds bounds = engine::worst_case(
        Measure::mean_score, {.times = {300, 60, 15, 6, 3}}, bureau_scale, 120'000);
    EXPECT_EQ(engine::decimal(bounds.lower), "0.30");
    EXPECT_EQ(engine::decimal(bounds.upper), "99.98");
}

TEST(Nonresponse, names_the_breakdown_point) {
    const Tally tally{.times = {480}};
    EXPECT_EQ(engine::breakdown_point(tally, bureau_scale, 1042, {95}),
              (Rational{990 - 480, 1042 - 480}));
    EXPECT_EQ(engine::breakdown_point(tally, bureau_scale, 480, {95}), std::nullopt);
}

TEST(Nonresponse, counts_needed_people_in_integers) {
    struct Row {
        std::int64_t people;
        Rational percent;
        std::int64_t needed;
    };
    for (const Row& row : {Row{1042, {95}, 990}, Row{27, {100}, 27}, Row{120'000, {90}, 108'000},
                           Row{1000, {9999, 100}, 1000}, Row{20, {95}, 19}})
        EXPECT_EQ(engine::needed_people(row.people, row.percent), row.needed);
}

// Property 10 for a sample: whatever the silent invited say, the exact bounds of all the invited
// lie within. Every case of up to 14 people.
TEST(Nonresponse, bounds_a_sample_whatever_its_silent_think) {
    for (std::int64_t people = 1; people <= 14; ++people)
        for (std::int64_t invited = 0; invited <= people; ++invited)
            for (std::int64_t answers = 0; answers <= invited; ++answers)
                for (std::int64_t satisfied = 0; satisfied <= answers; ++satisfied) {
                    const engine::WorstCounts worst = engine::worst_case_of_invited(
                        {people, invited, answers, satisfied}, 0.05);
                    for (std::int64_t j = 0; j <= invited - answers; ++j) {
                        const engine::Share all{satisfied + j, invited};
                        EXPECT_LE(worst.fewest, fewest_satisfied(all, people, 0.05));
                        EXPECT_GE(worst.most, most_satisfied(all, people, 0.05));
                    }
                    if (invited < people) continue;
                    EXPECT_EQ(worst.fewest, satisfied);
                    EXPECT_EQ(worst.most, satisfied + (invited - answers));
                }
}

// Whatever the silent say, the completed figure lies within, and the width is their part exactly.
RC_GTEST_PROP(Nonresponse, contains_every_completion, ()) {
    const auto any = [](int most) { return std::int64_t{*rc::gen::inRange(0, most)}; };
    Tally heard;
    Tally silent;
    for (const engine::Grade grade : engine::grades) {
        heard.add(grade, any(1000));
        silent.add(grade, any(1000));
    }
    const Tally everybody = heard + silent;
    RC_PRE(everybody.n() > 0);
    for (const Measure measure : {Measure::mean_score, Measure::satisfied_share}) {
        const Bounds bounds = engine::worst_case(measure, heard, bureau_scale, everybody.n());
        const Rational truth = engine::value_of(measure, everybody, bureau_scale);
        RC_ASSERT(bounds.lower <= truth);
        RC_ASSERT(truth <= bounds.upper);
        RC_ASSERT((bounds.upper - bounds.lower == Rational{100 * silent.n(), everybody.n()}));
    }
}

}  // namespace
