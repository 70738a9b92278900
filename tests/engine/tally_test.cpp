#include "engine/figures/tally.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

#include "engine/verdict.h"

namespace {

using engine::Grade;
using engine::Tally;

TEST(Tally, counts_what_the_bureaus_scale_calls_satisfied) {
    const Tally tally{.times = {300, 60, 15, 6, 3}, .not_applicable = 2, .blank = 1};
    EXPECT_EQ(tally.n(), 384);
    EXPECT_EQ(tally.satisfied(engine::bureau_scale), 375);
    EXPECT_EQ(tally.points(engine::bureau_scale), 35'880);
}

TEST(Tally, forgets_exactly_what_is_taken_back) {
    const Tally before{.times = {5, 4, 3, 2, 1}, .not_applicable = 6, .blank = 7, .by_default = 8};
    const Tally more{.times = {1, 0, 2, 0, 9}, .not_applicable = 1, .blank = 3, .by_default = 2};
    EXPECT_EQ(before + more - more, before);
}

Tally any_tally() {
    const auto count = rc::gen::inRange<std::int64_t>(0, 1'000'000);
    Tally tally;
    for (std::int64_t& times : tally.times) times = *count;
    tally.not_applicable = *count;
    tally.blank = *count;
    tally.by_default = *count;
    return tally;
}

TEST(Tally, is_merged_in_any_order_and_taken_back_exactly) {
    EXPECT_TRUE(rc::check([] {
        const Tally a = any_tally();
        const Tally b = any_tally();
        const Tally c = any_tally();
        RC_ASSERT((a + b) + c == a + (b + c));
        RC_ASSERT(a + b == b + a);
        RC_ASSERT(a + Tally{} == a);
        RC_ASSERT(a + b + c - b == a + c);
    }));
}

// Answers dealt out to any number of parts in any order give the very same judgement.
TEST(Tally, gives_one_judgement_however_it_was_cut) {
    EXPECT_TRUE(rc::check([] {
        const auto grades = *rc::gen::container<std::vector<std::size_t>>(
            200, rc::gen::inRange<std::size_t>(0, engine::grades.size()));
        const auto cuts = *rc::gen::inRange<std::size_t>(1, 30);
        std::vector<Tally> parts(cuts);
        Tally whole;
        for (const std::size_t grade : grades) {
            whole.add(engine::grades.at(grade));
            parts.at(*rc::gen::inRange<std::size_t>(0, cuts)).add(engine::grades.at(grade));
        }
        Tally together;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) together += *part;
        RC_ASSERT(together == whole);
        engine::Evidence evidence{.tally = whole,
                                  .measure = engine::Measure::mean_score,
                                  .target = engine::read_target("≥90分").target,
                                  .people = 1'042};
        const engine::Judgement one = judge(evidence);
        evidence.tally = together;
        const engine::Judgement other = judge(evidence);
        RC_ASSERT(one.value == other.value);
        RC_ASSERT(one.interval == other.interval);
        RC_ASSERT(one.assurance.verdict == other.assurance.verdict);
    }));
}

}  // namespace
