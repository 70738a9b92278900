#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/disk.h"
#include "tests/support/stores.h"

namespace {

using tests::Disk;
using tests::FilledStore;
using tests::noon_ms;
using tests::Operation;
using tests::Unsynced;

// Answers whose pages fill the log: a checkpoint comes after four megabytes of it.
std::vector<surveys::Submission> long_answers(int batch) {
    std::vector<surveys::Submission> answers;
    for (int i = 0; i < 200; ++i) {
        answers.push_back(tests::graded(engine::Grade::satisfied, "key-" + std::to_string(batch) +
                                                                      "-" + std::to_string(i)));
        answers.back().answers["comment"] = surveys::FreeText{std::string(6000, 'x')};
    }
    return answers;
}

// How many batches of long answers are acknowledged until the disk fails.
int acknowledged(FilledStore& store, Disk& disk, int batches_max) {
    for (int batch = 0; batch < batches_max; ++batch) {
        try {
            static_cast<void>(store->take("citizens", long_answers(batch), noon_ms));
        } catch (const std::runtime_error&) {
            EXPECT_TRUE(disk.has_failed());
            return batch;
        }
    }
    return batches_max;
}

void expect_kept(surveys::Store& store, int batches) {
    for (int batch = 0; batch < batches; ++batch)
        for (const auto& outcome : store.take("citizens", long_answers(batch), noon_ms))
            ASSERT_EQ(outcome.kind, surveys::Outcome::Kind::repeated) << "of batch " << batch;
    EXPECT_THAT(store.verify().disagreements, testing::IsEmpty());
}

// Opens what a power loss would leave of the store: every unsynced sector lost, or some of them.
template <typename Look>
void look_at_survivors(FilledStore& store, Disk& disk, const Look& look) {
    store.shut();
    disk.heal();
    for (const Unsynced unsynced : {Unsynced::lost, Unsynced::torn}) {
        const tests::TemporaryFolder copy;
        disk.copy_surviving(store.file().parent_path(), copy / "", unsynced);
        look(*surveys::open_store(copy / store.file().filename().string(),
                                  surveys::Access::write));
    }
}

// Sixty batches fill the log twenty times; without an end to it, it would have 90 MB.
TEST(Checkpoint, keeps_the_log_small_while_answers_keep_coming) {
    Disk disk;
    FilledStore store;
    EXPECT_EQ(acknowledged(store, disk, 60), 60);
    EXPECT_LT(std::filesystem::file_size(store.file().string() + "-wal"), 48U << 20);
    EXPECT_EQ(store.tally().n(), 60 * 200);
    store.reopen();
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

// The power goes while the log is being copied and written at once; nobody knows how far each is.
TEST(Checkpoint, takes_nothing_of_what_was_acknowledged_when_the_power_goes_in_its_midst) {
    for (const Operation operation : {Operation::write, Operation::sync}) {
        for (int step = 0; step < 4; ++step) {
            const bool writes = operation == Operation::write;
            const int number = writes ? 6'500 + 2'000 * step : 12 + 3 * step;
            Disk disk(static_cast<std::uint64_t>(number));
            FilledStore store;
            disk.fail({operation, tests::Fault::Kind::power_lost, number});
            const int batches = acknowledged(store, disk, 30);
            ASSERT_TRUE(disk.has_failed());
            look_at_survivors(store, disk,
                              [&](surveys::Store& found) { expect_kept(found, batches); });
        }
    }
}

// The end of a program is a checkpoint, too.
TEST(Checkpoint, copies_nothing_at_the_end_that_a_failed_sync_left_in_the_log) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Disk disk(seed);
        FilledStore store;
        auto coded = tests::graded(engine::Grade::satisfied);
        coded.code = store->make_codes("citizens", 1, "", noon_ms).at(0);
        store.reopen();  // from here on the log knows no page of the codes
        store.take(tests::graded(engine::Grade::satisfied));
        disk.fail({Operation::sync, tests::Fault::Kind::torn, 1});
        EXPECT_THROW(store.take(coded), std::runtime_error);
        look_at_survivors(store, disk, [](surveys::Store& found) {
            EXPECT_THAT(found.verify().disagreements, testing::IsEmpty());
        });
    }
}

TEST(Checkpoint, that_fails_ends_the_intake_and_takes_back_no_promise) {
    Disk disk;
    FilledStore store;
    std::vector<std::string> told;
    store->when_disk_fails([&](const std::string& why) { told.push_back(why); });
    int batch = 0;
    const auto is_acknowledged = [&] {
        // One is enough for a commit.
        if (!disk.has_failed()) disk.fail({.operation = Operation::sync, .number = 2});
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
    expect_kept(*store, batch);
    // The one behind which the checkpoint failed was promised nothing: all of it is there or none.
    const bool is_there = store.tally().n() > 200 * batch;
    for (const auto& outcome : store->take("citizens", long_answers(batch), noon_ms))
        EXPECT_EQ(outcome.kind == surveys::Outcome::Kind::repeated, is_there);
    EXPECT_EQ(store.tally().n(), 200 * (batch + 1));
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

}  // namespace
