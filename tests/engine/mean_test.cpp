#include "engine/inference/mean.h"

#include <gtest/gtest.h>
#include <vector>

#include "engine/figures/decimal.h"
#include "engine/inference/hypergeometric.h"
#include "engine/inference/nonresponse.h"
#include "engine/inference/share.h"

namespace {

using engine::Bounds;
using engine::bureau_scale;
using engine::Measure;
using engine::proved_bounds;
using engine::ProvedBy;
using engine::Rational;
using engine::Scale;
using engine::Tally;

const Tally citizens{.times = {300, 60, 15, 6, 3}};

// Design: the worked figure of the Score, 93.44 with a proved lower bound of 90.87: 384 answers of
// 120000 people are many and are few of them, so the bound is the bet's.
TEST(Mean, proves_the_citizens_lower_bound) {
    const Bounds bounds =
        proved_bounds(Measure::mean_score, citizens, bureau_scale, 120'000, 0.05);
    EXPECT_EQ(engine::decimal(bounds.lower), "90.87");
    EXPECT_EQ(engine::decimal(
                  engine::value_of(Measure::mean_score, citizens, bureau_scale)), "93.44");
}

TEST(Mean, chooses_its_proof_by_the_sizes_alone) {
    struct Row {
        std::int64_t n;
        std::optional<std::int64_t> people;
        ProvedBy by;
    };
    for (const Row& row : {Row{150, 120'000, ProvedBy::step_hypergeometric},
                           Row{151, 120'000, ProvedBy::betting},
                           Row{260, 1042, ProvedBy::betting},
                           Row{261, 1042, ProvedBy::step_hypergeometric},
                           Row{384, std::nullopt, ProvedBy::step_clopper_pearson}})
        EXPECT_EQ(engine::proof_method(Measure::mean_score, row.n, row.people), row.by) << row.n;
}

TEST(Mean, of_everybody_is_a_point) {
    for (const Measure measure : {Measure::mean_score, Measure::satisfied_share}) {
        const Bounds bounds = proved_bounds(measure, citizens, bureau_scale, 384, 0.05);
        EXPECT_EQ(bounds.lower, bounds.upper);
        EXPECT_EQ(bounds.lower, engine::value_of(measure, citizens, bureau_scale));
    }
}

TEST(Mean, of_two_grades_is_the_share_at_a_quarter_of_the_error) {
    const Scale yes_or_no{.points = {100, 100, 100, 0, 0}};
    const Bounds bounds = proved_bounds(Measure::mean_score, citizens, yes_or_no, 1042, 0.05);
    // 384 of 1042 are heard: steps.
    const engine::Share share{.satisfied = 375, .answers = 384};
    EXPECT_EQ(bounds.lower, (Rational{100 * fewest_satisfied(share, 1042, 0.0125), 1042}));
    EXPECT_EQ(bounds.upper, (Rational{100 * most_satisfied(share, 1042, 0.0125), 1042}));
}

TEST(Mean, turns_upside_down_with_its_scores) {
    const Tally turned{.times = {3, 6, 15, 60, 300}};
    const Scale mirrored{.points = {100, 70, 40, 20, 0}};  // 100 less the bureau's, best first
    for (const std::int64_t people : {1'042, 120'000}) {  // by steps and by a bet
        const Bounds upright =
            proved_bounds(Measure::mean_score, citizens, bureau_scale, people, 0.05);
        const Bounds mirror =
            proved_bounds(Measure::mean_score, turned, mirrored, people, 0.05);
        EXPECT_EQ(mirror.lower, Rational{100} - upright.upper);
        EXPECT_EQ(mirror.upper, Rational{100} - upright.lower);
    }
}

TEST(Mean, lies_within_what_the_silent_leave_possible) {
    for (const std::int64_t people : {384, 385, 400, 1042, 120'000}) {
        const Bounds proved =
            proved_bounds(Measure::mean_score, citizens, bureau_scale, people, 0.05);
        const Bounds possible =
            engine::worst_case(Measure::mean_score, citizens, bureau_scale, people);
        EXPECT_LE(possible.lower, proved.lower);
        EXPECT_LE(proved.upper, possible.upper);
    }
}

TEST(Mean, is_wider_without_a_known_population) {
    const Tally few{.times = {30, 6, 2, 1, 1}};
    const Bounds known = proved_bounds(Measure::mean_score, few, bureau_scale, 120'000, 0.05);
    const Bounds unknown = proved_bounds(Measure::mean_score, few, bureau_scale, {}, 0.05);
    EXPECT_LT(unknown.lower, known.lower);
    EXPECT_GT(unknown.upper, known.upper);
    EXPECT_NEAR(approximate(unknown.lower), approximate(known.lower), 0.02);
}

// Every sample of 4 out of every 8 people of three opinions: exact multivariate chances.
TEST(Mean, is_missed_by_its_lower_bound_no_oftener_than_promised) {
    constexpr std::int64_t people = 8;
    constexpr std::int64_t sampled = 4;
    for (std::int64_t best = 0; best <= people; ++best)
        for (std::int64_t middle = 0; best + middle <= people; ++middle) {
            const Rational truth{100 * best + 60 * middle, people};
            double wrong = 0;
            for (std::int64_t b = 0; b <= sampled; ++b)
                for (std::int64_t m = 0; b + m <= sampled; ++m) {
                    const std::int64_t rest = people - best;
                    const double chance =
                        engine::chance_of({people, best, sampled}, b) *
                        (sampled - b > rest ? 0
                                            : engine::chance_of({rest, middle, sampled - b}, m));
                    if (chance == 0) continue;
                    const Tally tally{.times = {b, 0, m, 0, sampled - b - m}};
                    const Bounds bounds = proved_bounds(Measure::mean_score, tally, bureau_scale,
                                                        people, 0.25);
                    if (bounds.lower > truth) wrong += chance;
                }
            EXPECT_LE(wrong, 0.25) << best << " best, " << middle << " fairly";
        }
}

}  // namespace
