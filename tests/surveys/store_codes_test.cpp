#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/ballots/code.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Submission;
using tests::FilledStore;
using tests::graded;
using tests::noon_ms;
using Kind = surveys::Outcome::Kind;

TEST(Codes, of_a_revoked_batch_are_refused_like_used_ones) {
    FilledStore store("coded");
    const auto kept = store->make_codes("citizens", 2, "", noon_ms);
    const auto lost = store->make_codes("citizens", 3, "xz01", noon_ms + 1);
    const auto answer = [&](const std::string& code) {
        Submission given = graded(Grade::satisfied);
        given.code = code;
        return store.take(given).kind;
    };
    EXPECT_EQ(answer(lost.at(0)), Kind::stored);
    EXPECT_EQ(store->revoke_codes("citizens", 2), 2);
    EXPECT_EQ(store->revoke_codes("citizens", 2), 0) << "nothing is left to revoke";
    EXPECT_EQ(answer(lost.at(0)), Kind::code_refused) << "used";
    EXPECT_EQ(answer(lost.at(1)), Kind::code_refused) << "revoked";
    EXPECT_EQ(answer(surveys::make_code()), Kind::code_refused) << "unknown";
    EXPECT_EQ(answer(kept.at(0)), Kind::stored) << "of the other batch";
    EXPECT_EQ(store.tally().n(), 2);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());

    const auto batches = store->code_batches("citizens");
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches.at(0).number, 1);
    EXPECT_EQ(batches.at(0).made_ms, noon_ms);
    EXPECT_EQ(batches.at(0).revoked, 0);
    EXPECT_EQ(batches.at(1).number, 2);
    EXPECT_EQ(batches.at(1).unit, "xz01");
    EXPECT_EQ(batches.at(1).made, 3);
    EXPECT_EQ(batches.at(1).used, 1);
    EXPECT_EQ(batches.at(1).revoked, 2);
}

TEST(Codes, of_no_batch_cannot_be_revoked) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 1, "", noon_ms);
    EXPECT_EQ(store->revoke_codes("citizens", 2), std::nullopt);
    EXPECT_EQ(store->revoke_codes("citizens", 0), std::nullopt);
    EXPECT_EQ(store->revoke_codes("nothing", 1), std::nullopt);
    EXPECT_EQ(store->code_batches("citizens").at(0).revoked, 0);
}

}  // namespace
