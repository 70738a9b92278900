#include "engine/plan.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace {

using engine::Evidence;
using engine::judge;
using engine::Measure;
using engine::more_like;
using engine::plan;
using engine::Plan;
using engine::Proof;
using engine::Sampling;
using engine::Tally;

Evidence share(std::int64_t satisfied, std::int64_t n, std::optional<std::int64_t> people,
               const std::string& target, Sampling sampling = Sampling::probability) {
    return {.tally = {.times = {satisfied, 0, 0, n - satisfied, 0}},
            .target = engine::read_target(target).target,
            .people = people,
            .sampling = sampling};
}

Evidence mean(const Tally& tally, std::optional<std::int64_t> people,
              Sampling sampling = Sampling::volunteer) {
    Evidence evidence = share(0, 0, people, "≥90分", sampling);
    evidence.tally = tally;
    evidence.measure = Measure::mean_score;
    return evidence;
}

const Tally citizens{.times = {300, 60, 15, 6, 3}};

Proof verdict_with(const Evidence& evidence, std::int64_t more, bool lower) {
    Evidence later = evidence;
    if (evidence.sampling == Sampling::volunteer) {
        later.sampling = Sampling::probability;
        later.tally = more_like(evidence.tally, more, lower);
    } else {
        later.tally = evidence.tally + more_like(evidence.tally, more, lower);
    }
    return judge(later).assurance.verdict;
}

TEST(Plan, has_nothing_to_do_for_what_is_settled) {
    EXPECT_EQ(plan(share(27, 27, 27, "100%")).kind, Plan::Kind::settled);
    EXPECT_EQ(plan(share(25, 26, 27, "100%")).kind, Plan::Kind::settled);
    EXPECT_EQ(plan(share(1'000, 1'000, 1'042, "≥95%")).kind, Plan::Kind::settled);
    Evidence qualitative = share(5, 5, 10, "100%");
    qualitative.target.reset();
    EXPECT_EQ(plan(qualitative).kind, Plan::Kind::not_comparable);
}

// 26 of 27, all satisfied: the last one decides, whoever else is asked.
TEST(Plan, needs_everybody_for_a_target_of_100_percent) {
    const Plan last = plan(share(26, 26, 27, "100%", Sampling::census));
    EXPECT_EQ(last.kind, Plan::Kind::everybody);
    EXPECT_EQ(last.answers, 1);
    EXPECT_EQ(plan(share(0, 0, 27, "100%", Sampling::census)).answers, 27);
    EXPECT_EQ(plan(share(26, 26, {}, "100%", Sampling::census)).kind, Plan::Kind::people_needed);
    EXPECT_EQ(plan(share(0, 0, {}, "90%以上", Sampling::census)).kind, Plan::Kind::people_needed);
}

// Oracle: exact integers. P(X >= 194 + floor(194 m / 200) | 1042, 989, 200 + m) < 1/20 holds for
// m = 64..66, 87..100 and from 109 on: a saw's first teeth.
TEST(Plan, counts_the_answers_a_share_still_needs) {
    const Evidence enterprises = share(194, 200, 1'042, "≥95%");
    const Plan found = plan(enterprises);
    EXPECT_EQ(found.kind, Plan::Kind::more_answers);
    EXPECT_EQ(found.would_prove, Proof::proven_reached);
    EXPECT_TRUE(found.answers == 64 || found.answers == 87 || found.answers == 109)
        << found.answers;
    for (const std::int64_t proving : {64, 66, 87, 100, 109, 139})
        EXPECT_EQ(verdict_with(enterprises, proving, true), Proof::proven_reached) << proving;
    for (const std::int64_t failing : {1, 63, 67, 86, 101, 108})
        EXPECT_EQ(verdict_with(enterprises, failing, true), Proof::undecided) << failing;
}

TEST(Plan, says_what_answers_below_the_target_would_prove) {
    const Plan found = plan(share(90, 97, 1'042, "≥95%"));
    EXPECT_EQ(found.kind, Plan::Kind::more_answers);
    EXPECT_EQ(found.would_prove, Proof::proven_missed);
}

TEST(Plan, needs_everybody_for_a_figure_on_its_target) {
    const Plan found = plan(share(190, 200, 1'042, "≥95%"));
    EXPECT_EQ(found.kind, Plan::Kind::everybody);
    EXPECT_EQ(found.answers, 842);
}

TEST(Plan, sends_volunteers_to_a_random_sample) {
    const Plan found = plan(mean(citizens, 120'000));
    EXPECT_EQ(found.kind, Plan::Kind::random_sample);
    EXPECT_EQ(found.would_prove, Proof::proven_reached);
    EXPECT_LT(found.answers, 384);  // as a random sample these would do, and leave a margin
    EXPECT_EQ(verdict_with(mean(citizens, 120'000), found.answers, true), Proof::proven_reached);
    EXPECT_EQ(plan(mean({}, 120'000)).kind, Plan::Kind::first_sample);
    EXPECT_EQ(plan(mean({}, 120'000)).answers, 383);
}

TEST(Plan, is_exact_to_one_answer) {
    rc::check("so many prove it and one fewer does not", [] {
        const auto people = *rc::gen::inRange<std::int64_t>(2, 3'000);
        const auto n = *rc::gen::inRange<std::int64_t>(1, people);
        const auto satisfied = *rc::gen::inRange<std::int64_t>(n / 2, n + 1);
        const auto fairly = *rc::gen::inRange<std::int64_t>(0, satisfied + 1);
        const bool is_mean = *rc::gen::arbitrary<bool>();
        Evidence evidence = share(0, 0, people, is_mean ? "≥90分" : "≥95%");
        evidence.sampling = *rc::gen::element(Sampling::census, Sampling::probability,
                                              Sampling::volunteer);
        if (is_mean) evidence.measure = Measure::mean_score;
        evidence.tally.times = {satisfied - fairly, fairly / 2, fairly - fairly / 2,
                                n - satisfied, 0};
        const Plan found = plan(evidence);
        if (found.kind != Plan::Kind::more_answers && found.kind != Plan::Kind::random_sample)
            return;
        const bool lower = found.would_prove == Proof::proven_reached;
        RC_ASSERT(verdict_with(evidence, found.answers, lower) == found.would_prove);
        if (found.answers > 1)
            RC_ASSERT(verdict_with(evidence, found.answers - 1, lower) != found.would_prove);
    });
}

TEST(Plan, adds_answers_in_the_same_proportions) {
    rc::check("so many more, never in favour", [] {
        Tally tally;
        for (auto& times : tally.times) times = *rc::gen::inRange<std::int64_t>(0, 50);
        if (tally.n() == 0) tally.add(engine::Grade::satisfied);
        const auto more = *rc::gen::inRange<std::int64_t>(0, 1'000);
        const Tally down = more_like(tally, more, true);
        const Tally up = more_like(tally, more, false);
        RC_ASSERT(down.n() == more && up.n() == more);
        if (more == 0) return;
        for (const Measure measure : {Measure::mean_score, Measure::satisfied_share}) {
            RC_ASSERT(value_of(measure, down, {}) <= value_of(measure, tally, {}));
            RC_ASSERT(value_of(measure, up, {}) >= value_of(measure, tally, {}));
        }
        for (const auto times : down.times) RC_ASSERT(times >= 0);
    });
}

TEST(Plan, waits_for_the_announced_day_when_a_live_mean_needs_no_more) {
    Evidence daily = mean(citizens, 120'000, Sampling::probability);
    daily.looks = engine::Looks::any;
    const Plan waiting = plan(daily);
    EXPECT_EQ(waiting.kind, Plan::Kind::next_checkpoint);
    EXPECT_EQ(waiting.answers, 0);
    EXPECT_EQ(waiting.would_prove, Proof::proven_reached);
    daily.looks = engine::Looks::checkpoint;
    EXPECT_EQ(plan(daily).kind, Plan::Kind::settled);
    daily.looks = engine::Looks::any;
    daily.tally = {.times = {30, 6, 2, 1, 0}};
    EXPECT_EQ(plan(daily).kind, Plan::Kind::more_answers);
}

}  // namespace
