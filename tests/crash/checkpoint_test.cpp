#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/disk.h"
#include "tests/support/stores.h"

namespace {

using tests::Disk;
using tests::FilledStore;
using tests::noon_ms;
using tests::Operation;

// Answers whose pages fill the log: a checkpoint comes after sixteen megabytes of it.
std::vector<surveys::Submission> long_answers(int batch) {
    std::vector<surveys::Submission> answers;
    for (int i = 0; i < 200; ++i) {
        answers.push_back(tests::graded(engine::Grade::satisfied, "key-" + std::to_string(batch) +
                                                                      "-" + std::to_string(i)));
        answers.back().answers["comment"] = surveys::FreeText{std::string(6000, 'x')};
    }
    return answers;
}

TEST(Checkpoint, that_fails_ends_the_intake_and_takes_back_no_promise) {
    Disk disk;
    FilledStore store;
    std::vector<std::string> told;
    store->when_disk_fails([&](const std::string& why) { told.push_back(why); });
    int batch = 0;
    const auto is_acknowledged = [&] {
        disk.fail({.operation = Operation::sync, .number = 2});  // one is enough for a commit
        try {
            return !store->take("citizens", long_answers(batch), noon_ms).empty();
        } catch (const std::runtime_error&) {
            return false;
        }
    };
    while (batch < 100 && is_acknowledged()) ++batch;
    ASSERT_TRUE(disk.has_failed()) << "there was a checkpoint";
    disk.heal();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_THAT(told.front(), testing::HasSubstr("(1034)")) << "SQLITE_IOERR_FSYNC";
    EXPECT_FALSE(store->can_store());
    EXPECT_THROW(store.take(tests::graded(engine::Grade::satisfied)), std::runtime_error);
    EXPECT_EQ(told.size(), 1U) << "once";
    EXPECT_GE(store.tally().n(), 200 * batch) << "reads go on";

    store.reopen();
    for (int each = 0; each < batch; ++each)
        for (const auto& outcome : store->take("citizens", long_answers(each), noon_ms))
            ASSERT_EQ(outcome.kind, surveys::Outcome::Kind::repeated);
    // The one behind which the checkpoint failed was promised nothing: all of it is there or none.
    const bool is_there = store.tally().n() > 200 * batch;
    for (const auto& outcome : store->take("citizens", long_answers(batch), noon_ms))
        EXPECT_EQ(outcome.kind == surveys::Outcome::Kind::repeated, is_there);
    EXPECT_EQ(store.tally().n(), 200 * (batch + 1));
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

}  // namespace
