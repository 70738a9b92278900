#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "surveys/ballots/code.h"
#include "surveys/calendar.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Outcome;
using surveys::Submission;
using tests::FilledStore;
using tests::graded;
using tests::noon_ms;
using Kind = surveys::Outcome::Kind;

surveys::Answers full_answers() {
    return {{"overall", Grade::dissatisfied},
            {"reasons", surveys::Choices{{"slow"}}},
            {"comment", surveys::FreeText{"等了两个小时"}},
            {"contact", surveys::Contact{"13800000000"}}};
}

TEST(Take, keeps_an_answer_and_counts_it) {
    FilledStore store;
    Submission given = tests::submission(full_answers());
    given.unit = "xz01";
    given.channel = surveys::Channel::qr;
    const Outcome outcome = store.take(given);
    EXPECT_EQ(outcome.kind, Kind::stored);
    EXPECT_EQ(outcome.received_ms, noon_ms);

    const auto kept = store->response("citizens", outcome.id);
    ASSERT_TRUE(kept);
    surveys::Answers without_contact = full_answers();
    without_contact.erase("contact");
    EXPECT_EQ(kept->answers, without_contact);
    EXPECT_EQ(kept->unit, "xz01");
    EXPECT_EQ(kept->channel, surveys::Channel::qr);
    EXPECT_EQ(kept->source, surveys::Source::open);
    EXPECT_EQ(store.tally(), (engine::Tally{.times = {0, 0, 0, 1, 0}}));
    EXPECT_EQ(store.tally("speed"), (engine::Tally{.blank = 1}));
}

// What the same key may come back with, and what it gets. The first was full_answers() at xz01.
struct Replay {
    const char* name;
    void (*change)(Submission&);
    Kind expected;
};

class Replays : public testing::TestWithParam<Replay> {};

TEST_P(Replays, of_a_key_confirm_equal_answers_only) {
    FilledStore store;
    Submission first = tests::submission(full_answers(), "key-1");
    first.unit = "xz01";
    const Outcome stored = store.take(first);
    Submission again = first;
    GetParam().change(again);
    const Outcome outcome = store.take(again, noon_ms + 5'000);
    EXPECT_EQ(outcome.kind, GetParam().expected);
    if (outcome.kind == Kind::repeated) {
        EXPECT_EQ(outcome.id, stored.id);
        EXPECT_EQ(outcome.received_ms, noon_ms);
    }
    EXPECT_EQ(store.tally().n(), GetParam().expected == Kind::stored ? 2 : 1);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Take, Replays,
    testing::Values(
        Replay{"the_same", [](Submission&) {}, Kind::repeated},
        Replay{"another_channel", [](Submission& s) { s.channel = surveys::Channel::hall; },
               Kind::repeated},
        Replay{"another_key", [](Submission& s) { s.key = "key-2"; }, Kind::stored},
        Replay{"no_key", [](Submission& s) { s.key.reset(); }, Kind::stored},
        Replay{"another_grade", [](Submission& s) { s.answers["overall"] = Grade::satisfied; },
               Kind::key_reused},
        Replay{"one_answer_more", [](Submission& s) { s.answers["speed"] = Grade::satisfied; },
               Kind::key_reused},
        Replay{"one_answer_less", [](Submission& s) { s.answers.erase("reasons"); },
               Kind::key_reused},
        Replay{"another_text",
               [](Submission& s) { s.answers["comment"] = surveys::FreeText{"很快"}; },
               Kind::key_reused},
        Replay{"no_text", [](Submission& s) { s.answers.erase("comment"); }, Kind::key_reused},
        Replay{"another_phone",
               [](Submission& s) { s.answers["contact"] = surveys::Contact{"13900000000"}; },
               Kind::key_reused},
        Replay{"another_unit", [](Submission& s) { s.unit = "hall"; }, Kind::key_reused},
        Replay{"no_unit", [](Submission& s) { s.unit.reset(); }, Kind::key_reused},
        Replay{"a_code", [](Submission& s) { s.code = surveys::make_code(); },
               Kind::key_reused}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Take, keeps_a_pages_answer_under_the_id_the_page_carried) {
    FilledStore store;
    surveys::Submission given = graded(Grade::satisfied);
    given.issued = surveys::time_ordered_id(noon_ms);
    EXPECT_EQ(store.take(given).id, *given.issued);
    EXPECT_EQ(store.take(given, noon_ms + 1).kind, Kind::repeated);
    given.answers["overall"] = Grade::dissatisfied;
    EXPECT_EQ(store.take(given).kind, Kind::key_reused);
    EXPECT_EQ(store.take(given, noon_ms + 2).id, *given.issued);
}

TEST(Take, confirms_a_replay_even_after_closing) {
    FilledStore store;
    const auto stored = store.take(graded(Grade::satisfied, "k"));
    tests::expect_none(store->close("citizens", noon_ms + 1));
    EXPECT_EQ(store.take(graded(Grade::satisfied, "k"), noon_ms + 2).kind, Kind::repeated);
    EXPECT_EQ(store.take(graded(Grade::satisfied, "other"), noon_ms + 2).kind, Kind::not_open);
    EXPECT_EQ(store.take(graded(Grade::dissatisfied, "k"), noon_ms + 2).kind, Kind::key_reused);
    EXPECT_EQ(store.tally().n(), 1);
    EXPECT_TRUE(store->response("citizens", stored.id));
}

TEST(Take, treats_doubles_in_one_batch_as_if_they_came_one_after_the_other) {
    FilledStore store;
    const std::vector batch{graded(Grade::satisfied, "k"), graded(Grade::satisfied, "k"),
                            graded(Grade::dissatisfied, "k")};
    std::vector<Kind> kinds;
    for (const Outcome& outcome : store->take("citizens", batch, noon_ms))
        kinds.push_back(outcome.kind);
    EXPECT_THAT(kinds, testing::ElementsAre(Kind::stored, Kind::repeated, Kind::key_reused));
    EXPECT_EQ(store.tally().n(), 1);
}

TEST(Take, burns_a_code_once_and_gives_its_unit) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 2, "xz01", noon_ms);
    Submission given = graded(Grade::satisfied, "k");
    given.code = codes.at(0);
    const Outcome stored = store.take(given);
    ASSERT_EQ(stored.kind, Kind::stored);
    EXPECT_EQ(store->response("citizens", stored.id)->unit, "xz01");
    EXPECT_EQ(store->response("citizens", stored.id)->source, surveys::Source::coded);
    EXPECT_EQ(store.take(given).kind, Kind::repeated);

    Submission again = graded(Grade::satisfied);
    again.code = codes.at(0);
    EXPECT_EQ(store.take(again).kind, Kind::code_refused);
    again.code = surveys::make_code();
    EXPECT_EQ(store.take(again).kind, Kind::code_refused);
    given.code = codes.at(1);
    EXPECT_EQ(store.take(given).kind, Kind::key_reused) << "another code is another answer";
    again.code = codes.at(1);
    EXPECT_EQ(store.take(again).kind, Kind::stored) << "a refused key burned no code";
    EXPECT_EQ(store->code_batches("citizens").at(0).used, 2);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(Take, leaves_a_code_unburned_when_the_survey_is_closed) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 1, "", noon_ms);
    tests::expect_none(store->close("citizens", noon_ms));
    Submission given = graded(Grade::satisfied);
    given.code = codes.at(0);
    EXPECT_EQ(store.take(given, noon_ms + 1).kind, Kind::not_open);
    EXPECT_EQ(store->code_batches("citizens").at(0).used, 0);
}

TEST(Take, gives_one_of_sixty_four_with_the_same_code_an_answer) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 2, "", noon_ms);
    Submission given = graded(Grade::satisfied);
    given.code = codes.at(0);
    const std::vector batch(64, given);
    int stored = 0;
    for (const Outcome& outcome : store->take("citizens", batch, noon_ms))
        stored += outcome.kind == Kind::stored ? 1 : 0;
    EXPECT_EQ(stored, 1);

    given.code = codes.at(1);
    std::atomic<int> stored_by_threads = 0;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 64; ++thread)
        threads.emplace_back([&store, &stored_by_threads, given] {
            if (store.take(given).kind == Kind::stored) ++stored_by_threads;
        });
    threads.clear();
    EXPECT_EQ(stored_by_threads, 1);
    EXPECT_EQ(store.tally().n(), 2);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(SecondPage, turns_blanks_into_grades_in_the_cell_of_its_first) {
    FilledStore store;
    Submission first = graded(Grade::satisfied, "k");
    first.unit = "xz01";
    const Outcome stored = store.take(first);
    Submission second = tests::submission({{"speed", Grade::very_satisfied}});
    second.supplements = stored.id;
    const Outcome outcome = store.take(second, noon_ms + 2 * tests::day_ms);
    EXPECT_EQ(outcome.kind, Kind::stored);
    EXPECT_EQ(outcome.id, stored.id) << "one receipt for both pages";
    EXPECT_EQ(outcome.received_ms, noon_ms);
    EXPECT_EQ(store.tally(), (engine::Tally{.times = {0, 1, 0, 0, 0}}));
    EXPECT_EQ(store.tally("speed"), (engine::Tally{.times = {1, 0, 0, 0, 0}}));
    EXPECT_EQ(store.take(second, noon_ms + 3 * tests::day_ms).kind, Kind::repeated);

    second.answers["speed"] = Grade::dissatisfied;
    EXPECT_EQ(store.take(second).kind, Kind::key_reused);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(SecondPage, answers_only_what_its_first_left_open) {
    FilledStore store;
    Submission first = tests::submission(full_answers());
    const Outcome stored = store.take(first);
    Submission second = tests::submission({{"overall", Grade::satisfied}});
    second.supplements = stored.id;
    EXPECT_EQ(store.take(second).kind, Kind::key_reused);
    second.answers = {{"comment", surveys::FreeText{"再说一次"}}};
    EXPECT_EQ(store.take(second).kind, Kind::key_reused);
    second.supplements = surveys::random_id();
    EXPECT_EQ(store.take(second).kind, Kind::no_such_response);
    EXPECT_EQ(store.tally().n(), 1);
}

TEST(Tallies, are_read_by_unit_month_and_channel_over_any_range) {
    FilledStore store;
    const std::int64_t first_day = surveys::day_of(noon_ms) - 100;
    for (int day = 0; day <= 200; ++day) {
        Submission given = graded(Grade::satisfied);
        if (day % 2 == 0) given.unit = "xz01";
        given.channel = day % 3 == 0 ? surveys::Channel::qr : surveys::Channel::web;
        store.take(given, noon_ms + day * tests::day_ms);
    }
    surveys::TallyQuery query;
    query.survey = "citizens";
    query.question = "overall";
    query.sources = tests::all_sources;
    for (std::int64_t from = first_day + 95; from < first_day + 170; from += 7)
        for (std::int64_t to = from - 1; to < first_day + 310; to += 13) {
            query.first_day = from;
            query.last_day = to;
            const std::int64_t begin = surveys::day_of(noon_ms);
            const std::int64_t expected =
                std::max<std::int64_t>(0, std::min(to, begin + 200) - std::max(from, begin) + 1);
            for (const auto by : {surveys::GroupBy::nothing, surveys::GroupBy::unit,
                                  surveys::GroupBy::month, surveys::GroupBy::channel}) {
                query.by = by;
                std::int64_t n = 0;
                for (const auto& group : store->tallies(query)) n += group.tally.n();
                EXPECT_EQ(n, expected) << from << " to " << to;
            }
        }
    query.first_day = 0;
    query.last_day = 40'000;
    query.by = surveys::GroupBy::unit;
    const auto units = store->tallies(query);
    ASSERT_EQ(units.size(), 2U);
    EXPECT_EQ(units.at(0).key, "");
    EXPECT_EQ(units.at(1).key, "xz01");
    EXPECT_EQ(units.at(1).tally.n(), 101);
    query.by = surveys::GroupBy::month;
    EXPECT_EQ(store->tallies(query).at(0).key, "2026-11");
    EXPECT_EQ(store->tallies(query).at(0).tally.n(), 8);
    query.by = surveys::GroupBy::channel;
    EXPECT_EQ(store->tallies(query).at(0).key, "qr");
    EXPECT_EQ(store->tallies(query).at(0).tally.n(), 67);
    query.sources = {surveys::Source::paper};
    EXPECT_TRUE(store->tallies(query).empty());
}

}  // namespace
