#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/file_size_limit.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Outcome;
using surveys::Submission;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::FilledStore;
using tests::graded;
using tests::noon_ms;

std::vector<Outcome::Kind> kinds(const std::vector<Outcome>& outcomes) {
    std::vector<Outcome::Kind> kinds;
    for (const Outcome& outcome : outcomes) kinds.push_back(outcome.kind);
    return kinds;
}

TEST(Taking, keeps_all_parts_with_one_commit_in_their_order) {
    FilledStore store;
    const std::vector first{graded(Grade::satisfied, "a"), graded(Grade::dissatisfied, "b")};
    const std::vector second{graded(Grade::satisfied, "a"), graded(Grade::satisfied, "b")};
    {
        const auto taking = store->begin_taking("citizens", noon_ms);
        taking->add(first);
        taking->add(second);
        EXPECT_EQ(store.tally().n(), 0) << "nobody sees what is not committed";
        EXPECT_THAT(kinds(taking->commit()),
                    ElementsAre(Outcome::Kind::stored, Outcome::Kind::stored,
                                Outcome::Kind::repeated, Outcome::Kind::key_reused));
    }
    EXPECT_EQ(store.tally().n(), 2);
    EXPECT_EQ(store->verify().links, 2);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Taking, keeps_nothing_when_it_is_let_go) {
    FilledStore store;
    const std::vector part{graded(Grade::satisfied, "a")};
    store->begin_taking("citizens", noon_ms)->add(part);
    EXPECT_EQ(store.tally().n(), 0);
    EXPECT_EQ(store.take(part[0]).kind, Outcome::Kind::stored) << "the writer is free again";
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
}

TEST(Taking, keeps_nothing_of_any_part_when_one_breaks_a_rule) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 1, "", noon_ms);
    auto coded = graded(Grade::satisfied);
    coded.code = codes.at(0);
    const std::vector good{coded};
    const std::vector without_code{graded(Grade::satisfied)};
    {
        const auto taking = store->begin_taking("citizens", noon_ms);
        taking->add(good);
        EXPECT_THROW(taking->add(without_code), std::logic_error);
    }
    EXPECT_EQ(store.tally().n(), 0);
    EXPECT_EQ(store.take(coded).kind, Outcome::Kind::stored) << "its code was not burned";
}

TEST(Taking, writes_nothing_for_answers_that_are_all_refused) {
    FilledStore store("coded");
    static_cast<void>(store->make_codes("citizens", 1, "", noon_ms));
    auto guessed = graded(Grade::satisfied);
    guessed.code = "0000000000000000";
    const auto log_bytes = [&] {
        return std::filesystem::file_size(store.file().string() + "-wal");
    };
    const auto before = log_bytes();
    const auto taking = store->begin_taking("citizens", noon_ms);
    taking->add(std::vector{guessed, guessed, guessed});
    EXPECT_THAT(kinds(taking->commit()), testing::Each(Outcome::Kind::code_refused));
    EXPECT_EQ(log_bytes(), before) << "a guess costs no write and no sync";
}

TEST(Taking, knows_a_disk_that_failed_its_commit) {
    FilledStore store;
    store.take(graded(Grade::satisfied));
    {
        const auto taking = store->begin_taking("citizens", noon_ms);
        taking->add(std::vector{graded(Grade::satisfied)});
        const tests::FileSizeLimit limit(
            std::filesystem::file_size(store.file().string() + "-wal"));
        EXPECT_THROW((void)taking->commit(), std::runtime_error);
    }
    EXPECT_FALSE(store->can_store());
    EXPECT_THROW((void)store->begin_taking("citizens", noon_ms), std::runtime_error);
}

}  // namespace
