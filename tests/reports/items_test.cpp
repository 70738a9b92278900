#include "reports/items.h"

#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::Item;
using reports::score_items;
using tests::day;
using tests::FakeStore;

surveys::StoredResponse response(int points, std::int64_t on_day) {
    surveys::StoredResponse response;
    response.answers["ease"] = surveys::Score{.points = points};
    response.answers["overall"] = engine::Grade::satisfied;
    response.received_ms = surveys::midnight_ms(on_day);
    return response;
}

FakeStore store_with_a_score_question() {
    FakeStore store = tests::bureau_in_2026();
    surveys::Question ease;
    ease.id = "ease";
    ease.type = surveys::QuestionType::score;
    surveys::Question overall;
    overall.id = "overall";
    overall.type = surveys::QuestionType::grade;
    store.kept_questionnaires.front().questions = {overall, ease};
    return store;
}

TEST(Items, have_the_mean_of_their_days) {
    FakeStore store = store_with_a_score_question();
    store.responses = {response(4, day(2026, 1, 1)), response(9, day(2026, 12, 31)),
                       response(0, day(2025, 12, 31)), response(0, day(2026, 6, 1)),
                       response(0, day(2027, 1, 1))};
    store.responses.at(3).undone = true;
    const std::vector<Item> items =
        score_items(store, "citizens", day(2026, 1, 1), day(2026, 12, 31));
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items.front().question, "ease");
    EXPECT_EQ(items.front().points.count(), 2);
    EXPECT_NEAR(*items.front().points.mean(), 6.5, 1e-12);
    EXPECT_NEAR(*items.front().points.variance(), 12.5, 1e-12);
}

TEST(Items, take_the_weights_of_an_import) {
    FakeStore store = store_with_a_score_question();
    store.responses = {response(10, day(2026, 1, 1)), response(0, day(2026, 1, 1)),
                       response(5, day(2026, 1, 1))};
    store.responses.at(0).weight_micros = 3'000'000;
    store.responses.at(2).weight_micros = 0;
    const std::vector<Item> items =
        score_items(store, "citizens", day(2026, 1, 1), day(2026, 1, 1));
    EXPECT_EQ(items.front().points.count(), 2);
    EXPECT_NEAR(*items.front().points.mean(), 7.5, 1e-12);
}

TEST(Items, of_a_ballot_wait_for_its_end) {
    FakeStore store = store_with_a_score_question();
    store.kept_questionnaires.front().id = "hotline-staff-2026";
    store.kept_surveys.back().state = surveys::SurveyState::open;
    store.responses.assign(5, response(10, day(2026, 11, 30)));
    const auto items = [&] {
        return score_items(store, "hotline-staff-2026", day(2026, 1, 1), day(2026, 1, 1));
    };
    EXPECT_TRUE(items().empty());
    store.kept_surveys.back().state = surveys::SurveyState::closed;
    ASSERT_EQ(items().size(), 1u);
    EXPECT_EQ(items().front().points.count(), 5) << "whole, whatever the days";
    store.responses.pop_back();
    EXPECT_TRUE(items().empty()) << "four are too few";
    EXPECT_TRUE(score_items(store, "nowhere", 0, 1).empty());
}

}  // namespace
