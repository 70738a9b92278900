#include "engine/inference/pseudo_answer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "engine/inference/hypergeometric.h"
#include "engine/inference/mean.h"
#include "engine/inference/nonresponse.h"
#include "engine/inference/share.h"

namespace {

using engine::bureau_scale;
using engine::pseudo_answer_band;
using engine::PseudoBand;
using engine::PseudoMethod;
using engine::Scale;
using engine::Share;
using engine::Tally;

// Property 8: of two grades it is the exact bound, for every sample of up to 24 people.
TEST(PseudoAnswer, of_two_grades_is_the_exact_hypergeometric_bound) {
    for (std::int64_t people = 1; people <= 24; ++people)
        for (std::int64_t n = 0; n <= people; ++n)
            for (std::int64_t k = 0; k <= n; ++k)
                for (const double error : {0.05, 0.025}) {
                    const PseudoBand band = pseudo_answer_band({.times = {k, 0, 0, 0, n - k}},
                                                               bureau_scale, people, error);
                    const Share share{.satisfied = k, .answers = n};
                    const auto all = static_cast<double>(people);
                    EXPECT_EQ(band.method, PseudoMethod::counted);
                    EXPECT_DOUBLE_EQ(
                        band.points.lower,
                        100 * static_cast<double>(fewest_satisfied(share, people, error)) / all);
                    EXPECT_DOUBLE_EQ(
                        band.points.upper,
                        100 * static_cast<double>(most_satisfied(share, people, error)) / all);
                }
}

// The same for sizes the programme counts, and for those it leaves to the bound itself.
TEST(PseudoAnswer, of_two_grades_is_exact_for_many_people) {
    for (const std::int64_t people : {1042, 120'000, 2'000'000}) {
        const PseudoBand band =
            pseudo_answer_band({.times = {290, 0, 0, 0, 10}}, bureau_scale, people, 0.05);
        const Share share{.satisfied = 290, .answers = 300};
        EXPECT_EQ(band.method, PseudoMethod::counted);
        EXPECT_DOUBLE_EQ(band.points.lower,
                         100 * static_cast<double>(fewest_satisfied(share, people, 0.05)) /
                             static_cast<double>(people));
        EXPECT_DOUBLE_EQ(band.points.upper,
                         100 * static_cast<double>(most_satisfied(share, people, 0.05)) /
                             static_cast<double>(people));
    }
}

// Property 8, people without end: Clopper & Pearson's, to 1e-5 points.
TEST(PseudoAnswer, of_two_grades_is_clopper_pearson) {
    for (const std::int64_t n : {1, 7, 300, 1'000'000}) {
        const Share share{.satisfied = n - n / 3, .answers = n};
        const PseudoBand band = pseudo_answer_band({.times = {n - n / 3, 0, 0, 0, n / 3}},
                                                   bureau_scale, {}, 0.05);
        EXPECT_NEAR(band.points.lower, 100 * clopper_pearson_lower(share, 0.05), 1e-5);
        EXPECT_NEAR(band.points.upper, 100 * clopper_pearson_upper(share, 0.05), 1e-5);
    }
}

TEST(PseudoAnswer, says_how_it_was_computed) {
    const Tally many{.times = {2600, 1500, 600, 200, 100}};
    EXPECT_EQ(pseudo_answer_band(many, bureau_scale, {}, 0.05).method, PseudoMethod::integral);
    EXPECT_EQ(pseudo_answer_band(many, bureau_scale, 5100, 0.05).method, PseudoMethod::counted);
    EXPECT_EQ(pseudo_answer_band(many, bureau_scale, 120'000, 0.05).method,
              PseudoMethod::without_correction);
    EXPECT_EQ(pseudo_answer_band(many, bureau_scale, 20'000, 0.05).method,
              PseudoMethod::simulated);
}

TEST(PseudoAnswer, of_nobody_is_the_whole_scale_and_of_everybody_a_point) {
    EXPECT_EQ(pseudo_answer_band({}, bureau_scale, {}, 0.05).points.lower, 0);
    EXPECT_EQ(pseudo_answer_band({}, bureau_scale, 27, 0.05).points.upper, 100);
    const PseudoBand all =
        pseudo_answer_band({.times = {20, 5, 1, 1, 0}}, bureau_scale, 27, 0.05);
    EXPECT_DOUBLE_EQ(all.points.lower, 2490.0 / 27);
    EXPECT_DOUBLE_EQ(all.points.upper, 2490.0 / 27);
}

// Nothing varies, and yet the silent get room: below 100 by as much as a bad answer could hide.
TEST(PseudoAnswer, gives_room_where_all_answers_are_equal) {
    const PseudoBand band = pseudo_answer_band({.times = {30}}, bureau_scale, {}, 0.05);
    EXPECT_NEAR(band.points.lower, 100 * std::pow(0.05, 1.0 / 30), 1e-5);
    EXPECT_EQ(band.points.upper, 100);
}

// People of three opinions, worth 100, 60 and 0.
struct Opinions {
    std::int64_t best = 0;
    std::int64_t middle = 0;
    std::int64_t worst = 0;
};

struct Misses {
    double lower_too_high = 0;
    double upper_too_low = 0;
};

// Exact multivariate chances, over every sample of n.
Misses misses_of(const Opinions& all, std::int64_t n, double error) {
    const std::int64_t people = all.best + all.middle + all.worst;
    const std::int64_t others = people - all.best;
    const double truth =
        static_cast<double>(100 * all.best + 60 * all.middle) / static_cast<double>(people);
    Misses misses;
    for (std::int64_t b = 0; b <= n; ++b)
        for (std::int64_t m = 0; b + m <= n && n - b <= others; ++m) {
            const double chance = engine::chance_of({people, all.best, n}, b) *
                                  engine::chance_of({others, all.middle, n - b}, m);
            if (chance == 0) continue;
            const PseudoBand band = pseudo_answer_band({.times = {b, 0, m, 0, n - b - m}},
                                                       bureau_scale, people, error);
            if (band.points.lower > truth + 1e-9) misses.lower_too_high += chance;
            if (band.points.upper < truth - 1e-9) misses.upper_too_low += chance;
        }
    return misses;
}

// Every sample of every size out of every 10 people of three opinions.
TEST(PseudoAnswer, is_hardly_wrong_oftener_than_it_says_among_ten_people) {
    for (const double error : {0.05, 0.2})
        for (std::int64_t n = 1; n < 10; ++n)
            for (std::int64_t best = 0; best <= 10; ++best)
                for (std::int64_t middle = 0; best + middle <= 10; ++middle) {
                    const Misses misses =
                        misses_of({best, middle, 10 - best - middle}, n, error);
                    EXPECT_LE(misses.lower_too_high, 1.12 * error) << n << best << middle;
                    EXPECT_LE(misses.upper_too_low, 1.12 * error) << n << best << middle;
                }
}

// It is no proof. Oracle: exact fractions, independently: of 12 people three are asked, and one in
// 18.3 times, 6/110, the upper end at 5 % is below the truth.
TEST(PseudoAnswer, is_sometimes_wrong_oftener_than_it_says) {
    EXPECT_NEAR(misses_of({.best = 8, .middle = 2, .worst = 2}, 3, 0.05).upper_too_low, 6.0 / 110,
                1e-12);
}

// Simulated and uncorrected bands lie where their neighbours by other methods do.
TEST(PseudoAnswer, changes_little_from_method_to_method) {
    const Tally tally{.times = {700, 200, 70, 20, 10}};
    const PseudoBand counted = pseudo_answer_band(tally, bureau_scale, 1300, 0.05);
    const PseudoBand simulated = pseudo_answer_band(tally, bureau_scale, 1400, 0.05);
    ASSERT_EQ(counted.method, PseudoMethod::counted);
    ASSERT_EQ(simulated.method, PseudoMethod::simulated);
    EXPECT_LT(simulated.points.lower, counted.points.lower);
    EXPECT_NEAR(simulated.points.lower, counted.points.lower, 0.1);
    EXPECT_NEAR(simulated.points.upper, counted.points.upper, 0.1);
    const PseudoBand barely = pseudo_answer_band(tally, bureau_scale, 20'000, 0.05);
    const PseudoBand endless = pseudo_answer_band(tally, bureau_scale, 20'001, 0.05);
    ASSERT_EQ(barely.method, PseudoMethod::simulated);
    ASSERT_EQ(endless.method, PseudoMethod::without_correction);
    EXPECT_NEAR(barely.points.lower, endless.points.lower, 0.05);
}

// Property 4: scores turned round change the ends, and a change of unit only changes the unit.
// With a known population it lies within what the silent leave possible (property 10).
RC_GTEST_PROP(PseudoAnswer, follows_its_scores, ()) {
    const Scale mirrored{.points = {100, 70, 40, 20, 0}};  // 100 less the bureau's, best first
    const Scale halved{.points = {60, 50, 40, 25, 10}};    // 10 and half the bureau's
    Tally tally;
    Tally mirror;
    for (std::size_t grade = 0; grade < 5; ++grade) {
        tally.times.at(grade) = *rc::gen::inRange(0, 12);
        mirror.times.at(4 - grade) = tally.times.at(grade);
    }
    std::optional<std::int64_t> people;
    if (*rc::gen::arbitrary<bool>()) people = tally.n() + 1 + *rc::gen::inRange(0, 40);
    const engine::Interval plain = pseudo_answer_band(tally, bureau_scale, people, 0.05).points;
    const engine::Interval turned = pseudo_answer_band(mirror, mirrored, people, 0.05).points;
    const engine::Interval unit = pseudo_answer_band(tally, halved, people, 0.05).points;
    RC_ASSERT(std::abs(turned.lower - (100 - plain.upper)) < 1e-5);
    RC_ASSERT(std::abs(turned.upper - (100 - plain.lower)) < 1e-5);
    RC_ASSERT(std::abs(unit.lower - (10 + plain.lower / 2)) < 1e-5);
    RC_ASSERT(std::abs(unit.upper - (10 + plain.upper / 2)) < 1e-5);
    if (!people) return;
    const engine::Bounds possible =
        engine::worst_case(engine::Measure::mean_score, tally, bureau_scale, *people);
    RC_ASSERT(plain.lower >= approximate(possible.lower) - 1e-9);
    RC_ASSERT(plain.upper <= approximate(possible.upper) + 1e-9);
}

}  // namespace
