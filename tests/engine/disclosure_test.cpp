#include "engine/quality/disclosure.h"

#include <gtest/gtest.h>

#include "engine/quality/disclosure_scope.h"
#include "engine/quality/release_ledger.h"

namespace {

using engine::DisclosureRule;
using engine::hidden_groups;
using engine::may_be_told;
using engine::ReleaseLedger;
using engine::ReleaseRefusal;
using engine::summed;
using engine::Table;
using engine::Tally;
using engine::Treatment;

constexpr DisclosureRule rule{.answers_min = 5, .dominance_percent = 50};

// A county (0) of two townships (1, 2) with two and three windows (3, 4 and 5, 6, 7).
Table county(const std::array<Tally, 5>& windows) {
    const engine::TableGroup township{.parent = 0, .tally = {}};
    Table table{{.parent = {}, .tally = {}}, township, township};
    for (std::size_t window = 0; window < windows.size(); ++window)
        table.push_back({.parent = window < 2 ? 1 : 2, .tally = windows.at(window)});
    return summed(table);
}

TEST(Disclosure, hides_few_answers_one_opinion_and_one_voice) {
    const auto told = [](const Tally& tally, std::int64_t largest = 1) {
        return may_be_told({.parent = {}, .tally = tally, .largest_contribution = largest}, rule);
    };
    EXPECT_TRUE(told({.times = {4, 1}}));
    EXPECT_FALSE(told({.times = {3, 1}}));
    EXPECT_FALSE(told({.times = {27}}));  // everybody's answer would be known
    EXPECT_TRUE(told({.times = {26, 1}}));
    EXPECT_FALSE(told({.times = {26, 1}}, 14));
    EXPECT_TRUE(told({}));
    EXPECT_FALSE(told({.times = {}, .not_applicable = 0, .blank = 2}));
}

TEST(Disclosure, hides_nothing_where_all_may_be_told) {
    const Table table = county({Tally{{9, 2}}, {{8, 3}}, {{7, 4}}, {{5, 5}}, {{4, 9}}});
    for (const bool hidden : hidden_groups(table, rule)) EXPECT_FALSE(hidden);
}

// The window with two answers drags the next smallest of its own township along, and no more.
TEST(Disclosure, hides_a_second_window_where_a_sum_would_tell_the_first) {
    const Table table = county({Tally{{90, 2}}, {{80, 3}}, {{1, 1}}, {{5, 5}}, {{40, 9}}});
    EXPECT_EQ(hidden_groups(table, rule),
              (std::vector<bool>{false, false, false, false, false, true, true, false}));
    const auto possible = engine::possible_counts(table, hidden_groups(table, rule));
    EXPECT_EQ(possible[5].fewest, 0);
    EXPECT_EQ(possible[5].most, 12);
    EXPECT_EQ(possible[7].fewest, 49);
}

// Both windows of a township are hidden by themselves, and together say that all were content.
TEST(Disclosure, hides_more_where_the_hidden_together_are_of_one_opinion) {
    const Table table = county({Tally{{3}}, {{4}}, {{30, 1}}, {{50, 5}}, {{40, 9}}});
    const std::vector<bool> hidden = hidden_groups(table, rule);
    EXPECT_TRUE(hidden[1]);  // the township, and so a second one or its window
    EXPECT_TRUE(hidden[2] || hidden[5]);
    EXPECT_FALSE(hidden[0]);
}

TEST(Disclosure, knows_whose_tables_are_delicate) {
    using engine::treatment_of;
    EXPECT_EQ(treatment_of({.people = 120'000}), Treatment::open);
    EXPECT_EQ(treatment_of({.people = {}}), Treatment::open);
    EXPECT_EQ(treatment_of({.people = 120'000, .leaves_the_house = true}), Treatment::held_back);
    EXPECT_EQ(treatment_of({.people = 99}), Treatment::held_back);
    EXPECT_EQ(treatment_of({.people = 100}), Treatment::open);
    EXPECT_EQ(treatment_of({.people = 1042, .ballot = true}), Treatment::held_back);
    EXPECT_EQ(treatment_of({.people = 27, .ballot = true, .indicators_own_row = true}),
              Treatment::merged);
    EXPECT_EQ(treatment_of({.people = 1042, .leaves_the_house = true, .indicators_own_row = true}),
              Treatment::open);
}

TEST(ReleaseLedger, waits_until_nobody_new_stands_alone) {
    ReleaseLedger ledger(rule);
    const std::array<Tally, 5> windows{Tally{{9, 2}}, {{8, 3}}, {{7, 4}}, {{5, 5}}, {{4, 9}}};
    ASSERT_TRUE(ledger.offer(county(windows)).release);
    EXPECT_TRUE(ledger.offer(county(windows)).release);  // nothing new tells nothing
    std::array<Tally, 5> next = windows;
    next[0].times[0] += 4;
    EXPECT_EQ(ledger.offer(county(next)).refusal, ReleaseRefusal::too_few_new);
    next[0].times[3] += 1;
    EXPECT_TRUE(ledger.offer(county(next)).release);
    next[1].times[1] += 5;
    next[2].times[4] += 1;  // the county gets six, but one of them is alone
    EXPECT_EQ(ledger.offer(county(next)).refusal, ReleaseRefusal::too_few_new);
}

TEST(ReleaseLedger, tells_no_correction_and_no_other_table) {
    ReleaseLedger ledger(rule);
    std::array<Tally, 5> windows{Tally{{9, 2}}, {{8, 3}}, {{7, 4}}, {{5, 5}}, {{4, 9}}};
    ASSERT_TRUE(ledger.offer(county(windows)).release);
    Table other = county(windows);
    other.back().parent = 1;
    EXPECT_EQ(ledger.offer(other).refusal, ReleaseRefusal::other_groups);
    windows[0] = {{14, 1}};
    EXPECT_EQ(ledger.offer(county(windows)).refusal, ReleaseRefusal::fell);
}

// Four came to a window where nobody had been, and it is hidden with a neighbour that was told: the
// two together have four more than before, so that neither is unknown by five.
TEST(ReleaseLedger, takes_what_it_told_before_for_a_floor) {
    ReleaseLedger ledger(rule, 3);
    std::array<Tally, 5> windows{Tally{{9, 2}}, {{8, 3}}, {}, {{5, 5}}, {{4, 9}}};
    ASSERT_TRUE((*ledger.offer(county(windows)).release)[5]);
    windows[2] = {{2, 2}};
    EXPECT_EQ(ledger.offer(county(windows)).refusal, ReleaseRefusal::too_few_new);
    windows[3] = {{5, 6}};
    const auto second = ledger.offer(county(windows)).release;
    ASSERT_TRUE(second);
    EXPECT_TRUE((*second)[0] && (*second)[2]);
    EXPECT_FALSE((*second)[5] || (*second)[6]);
}

TEST(ReleaseLedger, keeps_hidden_what_was_hidden) {
    ReleaseLedger ledger(rule);
    std::array<Tally, 5> windows{Tally{{9, 2}}, {{8, 3}}, {{1, 1}}, {{5, 5}}, {{4, 9}}};
    const auto first = ledger.offer(county(windows)).release;
    ASSERT_TRUE(first);
    EXPECT_FALSE((*first)[5] || (*first)[6]);
    windows[2] = {{30, 30}};
    const auto second = ledger.offer(county(windows)).release;
    ASSERT_TRUE(second);
    EXPECT_FALSE((*second)[5] || (*second)[6]);
    EXPECT_EQ((*second)[0]->n(), 11 + 11 + 60 + 10 + 13);
}

}  // namespace
