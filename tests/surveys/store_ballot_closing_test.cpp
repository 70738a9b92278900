// What may go wrong between the first code of a ballot and its results.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/ballots/code.h"
#include "surveys/store/key_file.h"
#include "surveys/store/restore.h"
#include "tests/support/ballot_store.h"

namespace {

using engine::Grade;
using surveys::BallotFinding;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::BallotStore;
using tests::noon_ms;
using Kind = surveys::Outcome::Kind;

const std::string of_chance_hash = "x'" + std::string(64, '5') + "'";

TEST(BallotCodes, made_again_end_the_slips_before) {
    BallotStore store;
    const auto first = store->ballot("staff").value();
    const auto old_codes = store.codes;
    store.codes = store->make_codes("staff", 9, "", noon_ms);
    EXPECT_EQ(store->ballot("staff")->roster, 9);
    EXPECT_NE(store->ballot("staff")->list_hash, first.list_hash);
    store.open();
    EXPECT_EQ(store.take(BallotStore::vote(old_codes.at(0), Grade::satisfied)).kind,
              Kind::code_refused);
    store.vote(9);
}

TEST(BallotCodes, cannot_be_added_once_it_is_open) {
    BallotStore store;
    store.open();
    EXPECT_THROW((void)store->make_codes("staff", 1, "", noon_ms), std::runtime_error);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_THROW((void)store->make_codes("staff", 1, "", noon_ms), std::runtime_error);
}

TEST(BallotCodes, are_nowhere_on_the_disk) {
    BallotStore store;
    store.open();
    store.vote(7);
    store.shut();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store.folder()))
        for (const std::string& code : store.codes)
            EXPECT_FALSE(entry.is_regular_file() &&
                         tests::bytes_of(entry.path()).find(code) != std::string::npos)
                << entry.path();
}

TEST(BallotCodes, that_were_tampered_with_open_no_ballot) {
    for (const std::string sql : {"delete from code where hash = (select min(hash) from code)",
                                  "update code set used = 1",
                                  "insert into code (hash, used) values (?, 0)"}) {
        BallotStore store;
        store.shut();
        std::string tampering = sql;
        if (const auto at = sql.find('?'); at != std::string::npos)
            tampering.replace(at, 1, of_chance_hash);
        store.tamper(tampering);
        store.reopen();
        EXPECT_THAT(store->open("staff", noon_ms, std::nullopt), testing::SizeIs(1)) << sql;
        EXPECT_EQ(store->survey("staff")->state, surveys::SurveyState::draft);
        store.codes = store->make_codes("staff", 7, "", noon_ms);
        store.open();
    }
}

// Closed all the same, for those who voted must be heard; but never without a word.
TEST(BallotClosing, names_a_code_that_was_added_later) {
    BallotStore store;
    store.open();
    store.vote(7);
    store.shut();
    store.tamper("insert into code (hash, used) values (" + of_chance_hash + ", 0)");
    store.reopen();
    EXPECT_THAT(store->verify().disagreements,
                ElementsAre(HasSubstr("staff: the list of codes is not the one")));
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store->ballot("staff")->finding, BallotFinding::list_changed);
    EXPECT_EQ(store.tally().n(), 7);
    EXPECT_THAT(store->verify().disagreements, Contains(HasSubstr("closed with a finding")));
}

TEST(BallotClosing, names_votes_that_came_without_a_code) {
    BallotStore store;
    store.open();
    store.vote(6);
    store.shut();
    store.tamper("insert into answer select x'" + std::string(32, '7') +
                 "', version, answers from answer limit 1");
    store.reopen();
    EXPECT_THAT(store->verify().disagreements, ElementsAre(HasSubstr("answers disagree")));
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store->ballot("staff")->finding, BallotFinding::counts_differ);
    EXPECT_THAT(store->verify().disagreements, Contains(HasSubstr("do not agree in number")));
}

TEST(BallotClosing, names_a_file_that_was_lost) {
    BallotStore store;
    store.open();
    store.vote(6);
    store.shut();
    std::filesystem::remove_all(store.ballot_file().parent_path());
    store.reopen();
    EXPECT_TRUE(store->ballot("staff")->is_lost);
    EXPECT_THROW(store.take(BallotStore::vote(store.codes.at(6), Grade::satisfied)),
                 std::runtime_error);
    EXPECT_THAT(store->verify().disagreements, ElementsAre(HasSubstr("must be held again")));
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_FALSE(store->ballot("staff")->is_lost);
    EXPECT_EQ(store->ballot("staff")->finding, BallotFinding::file_missing);
    EXPECT_EQ(store.tally().n(), 0);
}

// Killed between the commit and the removing of the file.
TEST(BallotClosing, removes_at_the_next_start_what_a_kill_left) {
    BallotStore store;
    store.open();
    store.vote(6);
    const auto left = store.folder() / "left";
    std::filesystem::copy(store.ballot_file().parent_path(), left);
    tests::expect_none(store->close("staff", noon_ms));
    store.shut();
    std::filesystem::copy(left, store.ballot_file().parent_path(),
                          std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(left);
    ASSERT_TRUE(std::filesystem::exists(store.ballot_file().string() + "-wal"));
    EXPECT_THAT(surveys::open_store(store.file(), surveys::Access::read)->verify().disagreements,
                Contains(HasSubstr("its file was not removed")));
    store.reopen();
    EXPECT_TRUE(std::filesystem::is_empty(store.ballot_file().parent_path()));
    EXPECT_EQ(store.tally().n(), 6);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

// Killed a moment earlier: the archive never heard of it, and nothing is lost.
TEST(BallotClosing, that_was_not_committed_has_not_begun) {
    BallotStore store;
    store.open();
    store.vote(6);
    const auto archive = store.folder() / "archive.db";
    ASSERT_THAT(store->back_up(archive).problems, IsEmpty());
    const auto kept = store.folder() / "kept";
    std::filesystem::copy(store.ballot_file().parent_path(), kept);
    tests::expect_none(store->close("staff", noon_ms));
    store.shut();
    std::filesystem::remove(store.file());
    std::filesystem::rename(archive, store.file());
    std::filesystem::remove_all(store.ballot_file().parent_path());
    std::filesystem::rename(kept, store.ballot_file().parent_path());
    store.reopen();
    EXPECT_EQ(store->survey("staff")->state, surveys::SurveyState::open);
    EXPECT_EQ(store->ballot("staff")->received, 5);
    EXPECT_EQ(store.take(BallotStore::vote(store.codes.at(6), Grade::satisfied)).kind,
              Kind::stored);
    tests::expect_none(store->close("staff", noon_ms));
    EXPECT_EQ(store.tally().n(), 7);
}

// Two stores in one folder would both call it ballots/staff.db.
TEST(BallotClosing, leaves_the_file_of_another_stores_ballot_alone) {
    BallotStore ours;
    BallotStore other;
    ours.open();
    other.open();
    other.vote(3);
    ours.shut();
    other.shut();
    std::filesystem::copy(other.ballot_file(), ours.ballot_file(),
                          std::filesystem::copy_options::overwrite_existing);
    ours.reopen();
    tests::expect_none(ours->close("staff", noon_ms));
    EXPECT_EQ(ours->ballot("staff")->finding, BallotFinding::file_missing);
    ours.reopen();
    EXPECT_TRUE(std::filesystem::exists(ours.ballot_file()));
}

TEST(BallotBackup, leaves_an_open_ballot_out_and_says_so_once_it_is_restored) {
    BallotStore store;
    store.open();
    store.vote(6);
    const tests::TemporaryFolder folder;
    const auto backup = store->back_up(folder / "copy.db");
    EXPECT_THAT(backup.verification.disagreements, IsEmpty());
    EXPECT_EQ(tests::bytes_of(folder / "copy.db").find("留言"), std::string::npos);
    std::filesystem::create_directory(folder / "data");
    const auto restored = surveys::restore({.backup = folder / "copy.db",
                                            .store = folder / "data/manyidu.db",
                                            .key = surveys::key_file_of(store.file()),
                                            .who = "owner",
                                            .now_ms = noon_ms});
    EXPECT_THAT(restored.problems, IsEmpty());
    EXPECT_THAT(restored.verification.disagreements, IsEmpty());
    const auto again = surveys::open_store(folder / "data/manyidu.db", surveys::Access::write);
    EXPECT_EQ(again->survey("staff")->state, surveys::SurveyState::open);
    EXPECT_TRUE(again->ballot("staff")->is_lost);
    EXPECT_THAT(again->verify().disagreements, Contains(HasSubstr("must be held again")));
}

}  // namespace
