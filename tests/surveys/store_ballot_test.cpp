#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>
#include <thread>

#include "surveys/ballots/code.h"
#include "surveys/calendar.h"
#include "tests/support/ballot_store.h"
#include "tests/support/file_size_limit.h"

namespace {

using engine::Grade;
using surveys::Submission;
using testing::IsEmpty;
using testing::SizeIs;
using tests::BallotStore;
using tests::noon_ms;
using Kind = surveys::Outcome::Kind;

Kind kind_of(BallotStore& store, const Submission& submission) {
    return store.take(submission).kind;
}

TEST(Ballot, counts_each_code_once) {
    BallotStore store;
    store.open();
    const auto vote = BallotStore::vote(store.codes.at(0), Grade::satisfied, "mine");
    EXPECT_EQ(kind_of(store, vote), Kind::stored);
    EXPECT_EQ(kind_of(store, vote), Kind::repeated);
    auto changed = vote;
    changed.answers["overall"] = Grade::dissatisfied;
    EXPECT_EQ(kind_of(store, changed), Kind::repeated) << "the answers are not compared";
    changed.key = "another";
    EXPECT_EQ(kind_of(store, changed), Kind::code_refused);
    changed.key.reset();
    EXPECT_EQ(kind_of(store, changed), Kind::code_refused);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store.tally(), (engine::Tally{.times = {0, 1, 0, 0, 0}}));
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Ballot, without_a_key_never_repeats_itself) {
    BallotStore store;
    store.open();
    const auto vote = BallotStore::vote(store.codes.at(0), Grade::satisfied);
    EXPECT_EQ(kind_of(store, vote), Kind::stored);
    EXPECT_EQ(kind_of(store, vote), Kind::code_refused);
}

TEST(Ballot, tells_everybody_the_same) {
    BallotStore store;
    store.open();
    for (std::size_t at = 0; at < 3; ++at) {
        const auto vote = BallotStore::vote(store.codes.at(at), Grade::satisfied, "k");
        const auto outcome = store.take(vote, noon_ms + static_cast<std::int64_t>(at) * 1000);
        EXPECT_EQ(outcome.id, surveys::ResponseId{});
        EXPECT_EQ(outcome.received_ms, BallotStore::opened_ms);
    }
}

// The oracle "already used": nobody learns whether a code exists, or was used.
TEST(Ballot, refuses_every_wrong_code_alike) {
    BallotStore store;
    const auto foreign = store->make_codes("other", 1, "", noon_ms).at(0);
    store.open();
    tests::expect_none(store->open("other", noon_ms - 1, std::nullopt));
    ASSERT_EQ(kind_of(store, BallotStore::vote(store.codes.at(0), Grade::satisfied, "k")),
              Kind::stored);
    for (const std::string& code : {store.codes.at(0), foreign, surveys::make_code()}) {
        const auto outcome = store.take(BallotStore::vote(code, Grade::satisfied, "x"));
        EXPECT_EQ(outcome.kind, Kind::code_refused);
        EXPECT_EQ(outcome.id, surveys::ResponseId{});
        EXPECT_EQ(outcome.received_ms, 0);
    }
}

TEST(Ballot, takes_votes_only_while_it_is_open) {
    BallotStore store;
    const auto vote = BallotStore::vote(store.codes.at(0), Grade::satisfied, "k");
    EXPECT_EQ(kind_of(store, vote), Kind::not_open);
    store.open();
    EXPECT_EQ(kind_of(store, vote), Kind::stored);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(kind_of(store, vote), Kind::not_open) << "nothing of the code is left to know it by";
}

TEST(Ballot, gives_one_of_sixty_four_the_code) {
    BallotStore store;
    store.open();
    std::atomic<int> stored = 0;
    {
        std::vector<std::jthread> voters;
        for (int voter = 0; voter < 64; ++voter)
            voters.emplace_back([&, voter] {
                const auto vote = BallotStore::vote(store.codes.at(0), Grade::satisfied,
                                                    "key-" + std::to_string(voter));
                if (store.take(vote).kind == Kind::stored) ++stored;
            });
    }
    EXPECT_EQ(stored, 1);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store.tally().n(), 1);
}

TEST(Ballot, lies_in_a_private_file_beside_the_store) {
    BallotStore store;
    store.open();
    store.vote(3);
    for (const char* ending : {"", "-wal", "-shm"}) {
        struct stat facts{};
        ASSERT_EQ(::stat((store.ballot_file().string() + ending).c_str(), &facts), 0) << ending;
        EXPECT_EQ(facts.st_mode & 0777U, 0600U) << ending;
    }
    EXPECT_EQ(store.tally().n(), 0);
    EXPECT_EQ(store->pages_kept("staff"), 0);
    store->each_response("staff", [](const surveys::StoredResponse&) {
        ADD_FAILURE() << "an open ballot's answer can be read";
        return true;
    });
    for (const char* ending : {"", "-wal"})
        EXPECT_EQ(tests::bytes_of(store.file().string() + ending).find("留言"), std::string::npos);
}

TEST(Ballot, tells_how_many_came_in_steps_of_five_until_it_is_closed) {
    BallotStore store(12);
    store.open();
    for (int votes = 0; votes < 12; ++votes) {
        EXPECT_EQ(store->ballot("staff")->received, votes / 5 * 5);
        EXPECT_EQ(store->code_batches("staff").at(0).used, votes / 5 * 5);
        const auto code = store.codes.at(static_cast<std::size_t>(votes));
        store.take(BallotStore::vote(code, Grade::satisfied));
    }
    EXPECT_EQ(store->ballot("staff")->roster, 12);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store->ballot("staff")->received, 12);
    EXPECT_EQ(store->ballot("staff")->finding, std::nullopt);
}

TEST(Ballot, moves_into_the_archive_at_its_closing) {
    BallotStore store(12);
    store.open();
    store.vote(12);
    const std::int64_t closing_ms = noon_ms + 3 * tests::day_ms;
    tests::expect_none(store->close("staff", closing_ms));
    std::set<std::string> words;
    std::vector<surveys::ResponseId> ids;
    store->each_response("staff", [&](const surveys::StoredResponse& row) {
        ids.push_back(row.id);
        words.insert(std::get<surveys::FreeText>(row.answers.at("comment")).text);
        EXPECT_EQ(row.received_ms, surveys::midnight_ms(surveys::day_of(closing_ms)));
        EXPECT_EQ(row.source, surveys::Source::coded);
        EXPECT_EQ(row.unit, "");
        EXPECT_EQ(row.channel, surveys::Channel::qr);
        EXPECT_EQ(row.locale, surveys::Locale::zh_cn);
        return true;
    });
    EXPECT_THAT(words, SizeIs(12));
    EXPECT_TRUE(std::ranges::is_sorted(ids));
    EXPECT_EQ(store.tally(), (engine::Tally{.times = {0, 12, 0, 0, 0}}));
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
    EXPECT_TRUE(std::filesystem::is_empty(store.ballot_file().parent_path()));
    store.reopen();
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
    EXPECT_FALSE(store->open("staff", closing_ms, std::nullopt).empty());
}

TEST(Ballot, keeps_neither_unit_nor_channel_nor_language) {
    BallotStore store;
    store.open();
    auto vote = BallotStore::vote(store.codes.at(0), Grade::satisfied, "k");
    vote.channel = surveys::Channel::tablet;
    vote.locale = surveys::Locale::en;
    ASSERT_EQ(kind_of(store, vote), Kind::stored);
    tests::expect_none(store->close("staff", noon_ms));
    store->each_response("staff", [](const surveys::StoredResponse& row) {
        EXPECT_EQ(row.channel, surveys::Channel::qr);
        EXPECT_EQ(row.locale, surveys::Locale::zh_cn);
        return true;
    });
}

TEST(Ballot, counts_its_paper_forms_together_with_its_votes) {
    BallotStore store;
    store.open();
    store.vote(7);
    const auto batch = store->begin_import("staff", "box.csv", std::string(64, 'b'), "{}", 2,
                                           noon_ms);
    std::vector<surveys::ImportedRow> forms;
    for (std::int64_t row : {1, 2}) {
        forms.push_back({.row = row, .submission = tests::graded(Grade::dissatisfied),
                         .received_ms = noon_ms, .weight_micros = {}, .stratum = ""});
        forms.back().submission.channel = surveys::Channel::paper;
    }
    store->import_rows(batch.number, forms, 2);
    store->finish_import(batch.number);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store.tally(), (engine::Tally{.times = {0, 7, 0, 2, 0}}));
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Ballot, without_codes_is_held_on_paper) {
    BallotStore store;
    tests::expect_none(store->open("other", noon_ms - 1, std::nullopt));
    EXPECT_EQ(store->ballot("other"), std::nullopt);
    const auto vote = BallotStore::vote(store.codes.at(0), Grade::satisfied);
    EXPECT_EQ(store->take("other", {&vote, 1}, noon_ms).at(0).kind, Kind::not_open);
    tests::expect_none(store->close("other", noon_ms));
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Ballot, asks_the_same_words_of_everybody) {
    BallotStore store;
    tests::expect_none(store->add(tests::questionnaire("staff", "ballot", 2)));
    store.open();
    EXPECT_EQ(store->add(tests::questionnaire("staff", "ballot", 3)).at(0).place, "/version");
}

TEST(Ballot, of_a_failing_disk_keeps_no_vote_and_burns_no_code) {
    BallotStore store(12);
    store.open();
    store.vote(5);
    std::string told;
    store->when_disk_fails([&](const std::string& why) { told = why; });
    {
        const tests::FileSizeLimit limit(
            std::filesystem::file_size(store.ballot_file().string() + "-wal"));
        EXPECT_THROW(store.take(BallotStore::vote(store.codes.at(6), Grade::satisfied)),
                     std::runtime_error);
        EXPECT_EQ(store->ballot("staff")->received, 5) << "reads go on";
    }
    EXPECT_THAT(told, testing::HasSubstr("disk I/O error")) << "the server must end";
    store->when_disk_fails({});
    const auto again = BallotStore::vote(store.codes.at(7), Grade::satisfied, "k");
    EXPECT_THROW(store.take(again), std::runtime_error) << "nobody knows what the disk holds";
    tests::expect_none(store->add(tests::questionnaire("citizens")));
    tests::expect_none(store->open("citizens", noon_ms - 1, std::nullopt));
    const auto rating = tests::graded(Grade::satisfied);
    EXPECT_EQ(store->take("citizens", {&rating, 1}, noon_ms).at(0).kind, Kind::stored)
        << "other surveys are not touched";
    store.reopen();
    EXPECT_EQ(kind_of(store, again), Kind::stored);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store.tally().n(), 6);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

}  // namespace
