// In a large turn the scribe writes the first answers down while the loop reads the next ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/http/public_visitor.h"
#include "tests/support/fake_store.h"
#include "tests/support/file_size_limit.h"

namespace {

using surveys::Outcome;
using surveys::Submission;
using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;
using tests::FilledStore;
using tests::noon_ms;
using tests::Visitor;

std::string answer(const std::string& survey, const std::string& key) {
    return Visitor::post("/api/v1/surveys/" + survey + "/responses", "application/json",
                         "Idempotency-Key: " + key + "\r\n",
                         R"({"answers":{"overall":"satisfied"}})");
}

std::vector<int> statuses(const Visitor& visitor) {
    std::vector<int> statuses;
    for (const auto& [ticket, bytes] : visitor.replies)
        statuses.push_back(tests::heard(bytes).status);
    return statuses;
}

TEST(LargeTurn, keeps_everything_with_one_commit) {
    for (const int people : {15, 16, 17, 32, 33, 500}) {
        FilledStore store;
        Visitor visitor(*store);
        for (int i = 0; i < people; ++i) visitor.start(answer("citizens", std::to_string(i)));
        EXPECT_THAT(visitor.replies, IsEmpty()) << "nobody hears before the commit";
        visitor.end();
        EXPECT_THAT(statuses(visitor), SizeIs(people));
        EXPECT_THAT(statuses(visitor), Each(201));
        EXPECT_EQ(visitor.metrics.commit_time.count(), 1U) << people;
        EXPECT_EQ(visitor.metrics.answers_stored, static_cast<std::uint64_t>(people));
        EXPECT_EQ(store.tally().n(), people);
        EXPECT_THAT(store->verify().disagreements, IsEmpty());
    }
}

TEST(LargeTurn, gives_everybody_their_own_receipt) {
    FilledStore store;
    Visitor visitor(*store);
    std::vector<std::uint64_t> tickets;
    for (int i = 0; i < 100; ++i)
        tickets.push_back(visitor.start(answer("citizens", std::to_string(i % 50))));
    visitor.end();
    std::set<std::string> replies;
    for (std::size_t i = 0; i < 50; ++i) {
        EXPECT_EQ(visitor.replies.at(tickets[i]), visitor.replies.at(tickets[i + 50]))
            << "the same key in one turn is one answer with one receipt";
        replies.insert(visitor.replies.at(tickets[i]));
    }
    EXPECT_THAT(replies, SizeIs(50));
    EXPECT_EQ(store.tally().n(), 50);
}

TEST(LargeTurn, takes_several_surveys_one_commit_each) {
    FilledStore store;
    tests::expect_none(store->add(tests::questionnaire("visitors", "open")));
    tests::expect_none(store->open("visitors", noon_ms - tests::day_ms, std::nullopt));
    Visitor visitor(*store);
    for (int i = 0; i < 100; ++i)
        visitor.start(answer(i % 3 == 0 ? "citizens" : "visitors", std::to_string(i)));
    visitor.end();
    EXPECT_THAT(statuses(visitor), Each(201));
    EXPECT_EQ(visitor.metrics.commit_time.count(), 2U);
    EXPECT_EQ(store.tally().n(), 34);
    EXPECT_EQ(store->pages_kept("visitors"), 66);
}

TEST(LargeTurn, tells_everybody_of_a_failed_disk_and_nobody_else) {
    FilledStore store;
    Visitor visitor(*store);
    visitor.start(answer("citizens", "before"));
    visitor.end();
    EXPECT_THAT(statuses(visitor), Each(201));
    visitor.replies.clear();
    {
        const tests::FileSizeLimit limit(
            std::filesystem::file_size(store.file().string() + "-wal"));
        for (int i = 0; i < 100; ++i) visitor.start(answer("citizens", std::to_string(i)));
        visitor.end();
    }
    EXPECT_THAT(statuses(visitor), SizeIs(100));
    EXPECT_THAT(statuses(visitor), Each(503));
    EXPECT_EQ(store.tally().n(), 1);
}

// Its definitions change at every look, and whoever reads them meanwhile would wait for a writer.
class RestlessStore : public tests::FakeStore {
public:
    RestlessStore() {
        kept_questionnaires.push_back(tests::questionnaire("citizens", "open"));
        surveys::Survey& survey = kept_surveys.emplace_back();
        survey.id = "citizens";
        survey.state = surveys::SurveyState::open;
        survey.opened_ms = noon_ms - 1;
    }
    std::uint64_t definitions_version() const override { return ++version_; }
    std::vector<surveys::Survey> surveys() const override {
        ++looks;
        return FakeStore::surveys();
    }
    std::vector<Outcome> take(std::string_view, std::span<const Submission> batch,
                              std::int64_t) override {
        return std::vector<Outcome>(batch.size());
    }
    mutable int looks = 0;

private:
    mutable std::uint64_t version_ = 0;
};

TEST(LargeTurn, asks_for_no_definitions_while_it_is_being_written) {
    RestlessStore store;
    Visitor visitor(store);
    for (int i = 0; i < 16; ++i) visitor.start(answer("citizens", std::to_string(i)));
    const int looks = store.looks;
    EXPECT_GT(looks, 0);
    for (int i = 16; i < 40; ++i) visitor.start(answer("citizens", std::to_string(i)));
    EXPECT_EQ(store.looks, looks) << "the scribe holds the writer, and waits for this thread";
    visitor.end();
    EXPECT_THAT(statuses(visitor), SizeIs(40));
    visitor.start(answer("citizens", "next turn"));
    EXPECT_GT(store.looks, looks);
    visitor.end();
}

TEST(LargeTurn, reads_on_while_the_disk_is_busy_and_tells_in_a_later_turn) {
    FilledStore store;
    Visitor visitor(*store);
    for (int i = 0; i < 20; ++i) visitor.start(answer("citizens", std::to_string(i)));
    visitor.end_turn();
    EXPECT_THAT(visitor.replies, IsEmpty());
    for (int i = 20; i < 60; ++i) visitor.start(answer("citizens", std::to_string(i)));
    visitor.end_turn();
    visitor.end();
    EXPECT_THAT(statuses(visitor), SizeIs(60));
    EXPECT_THAT(statuses(visitor), Each(201));
    EXPECT_EQ(visitor.metrics.commit_time.count(), 2U);
    EXPECT_EQ(store.tally().n(), 60);
}

TEST(LargeTurn, has_no_room_for_more_than_a_commit_takes) {
    FilledStore store;
    Visitor visitor(*store);
    for (int i = 0; i < 1024; ++i) {
        EXPECT_TRUE(visitor.site().has_room()) << i;
        visitor.start(answer("citizens", std::to_string(i)));
    }
    EXPECT_FALSE(visitor.site().has_room());
    visitor.end();
    EXPECT_TRUE(visitor.site().has_room());
}

}  // namespace
