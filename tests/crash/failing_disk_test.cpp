#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/crash/disk.h"
#include "tests/crash/fifty_commits.h"
#include "tests/crash/mishap.h"
#include "tests/support/temporary_folder.h"

namespace {

using testing::IsEmpty;
using tests::Afterwards;
using tests::Disk;
using tests::Fault;
using tests::FiftyCommits;
using tests::Mishap;
using tests::TemporaryFolder;
using tests::Unsynced;

class FailingDisk : public testing::Test {
protected:
    FailingDisk() {
        const Disk healthy;
        FiftyCommits::prepare(prepared_ / "");
    }

    // One run with one mishap; what is left of it must hold.
    void expect_kept(const Mishap& mishap, std::int64_t number, Afterwards afterwards) {
        const TemporaryFolder folder;
        Disk disk(static_cast<std::uint64_t>(number));
        Disk::copy_seen(prepared_ / "", folder / "");
        FiftyCommits run(disk, folder / "", afterwards);
        disk.fail({mishap.operation, mishap.kind, number, mishap.lasting});
        run.go();
        if (!disk.has_failed()) return;  // ids are random, and so this run was a little shorter
        disk.heal();
        struct Left {
            std::string state;
            std::optional<Unsynced> unsynced;
        };
        for (const Left& left : {Left{"started again", std::nullopt},
                                 Left{"unsynced lost", Unsynced::lost},
                                 Left{"unsynced torn", Unsynced::torn}}) {
            if (!left.unsynced && mishap.kind == Fault::Kind::power_lost) continue;
            const TemporaryFolder copy;
            if (left.unsynced) disk.copy_surviving(run.folder(), copy / "", *left.unsynced);
            else Disk::copy_seen(run.folder(), copy / "");
            EXPECT_THAT(tests::broken_promises(run.ledger(), copy / ""), IsEmpty())
                << words(mishap, number, left.state);
            ++points_;
        }
    }

    // How often each operation comes in a run without a mishap.
    tests::Times counted() {
        const TemporaryFolder folder;
        Disk disk;
        Disk::copy_seen(prepared_ / "", folder / "");
        FiftyCommits run(disk, folder / "", Afterwards::ends);
        disk.fail({.number = -1});
        run.go();
        const tests::Times times = tests::times_of(disk);
        EXPECT_THAT(tests::broken_promises(run.ledger(), folder / ""), IsEmpty());
        return times;
    }

    void expect_kept_at_every_point(Afterwards afterwards) {
        const tests::Times times = counted();
        for (const auto& [operation, count] : times)
            ASSERT_GT(count, 0) << tests::name(operation);
        tests::at_every_point(times, [&](const Mishap& mishap, std::int64_t number) {
            expect_kept(mishap, number, afterwards);
        });
        std::string sizes;
        for (const auto& [operation, count] : times)
            sizes += std::string(" ") + tests::name(operation) + " " + std::to_string(count);
        RecordProperty("points", static_cast<int>(points_));
        std::printf("result: %lld states checked; operations of a run:%s\n",
                    static_cast<long long>(points_), sizes.c_str());
    }

    TemporaryFolder prepared_;
    std::int64_t points_ = 0;
};

// A store that was being made opens again and goes on from where it was.
TEST_F(FailingDisk, leaves_no_half_made_store_behind) {
    tests::Times times;
    {
        const TemporaryFolder folder;
        Disk disk;
        disk.fail({.number = -1});
        FiftyCommits::prepare(folder / "");
        times = tests::times_of(disk);
    }
    tests::at_every_point(times, [](const Mishap& mishap, std::int64_t number) {
        const TemporaryFolder folder;
        Disk disk(static_cast<std::uint64_t>(number));
        disk.fail({mishap.operation, mishap.kind, number, mishap.lasting});
        try {
            FiftyCommits::prepare(folder / "");
        } catch (const std::runtime_error&) {}  // that it may throw is not the question
        disk.heal();
        for (const Unsynced unsynced : {Unsynced::lost, Unsynced::torn}) {
            const TemporaryFolder copy;
            disk.copy_surviving(folder / "", copy / "", unsynced);
            EXPECT_THAT(tests::broken_promises({}, copy / ""), IsEmpty())
                << words(mishap, number, "unsynced lost or torn");
        }
    });
}

TEST_F(FailingDisk, takes_nothing_of_what_was_acknowledged_when_the_program_ends_there) {
    expect_kept_at_every_point(Afterwards::ends);
}

TEST_F(FailingDisk, takes_nothing_of_what_was_acknowledged_when_the_program_begins_again) {
    expect_kept_at_every_point(Afterwards::begins_again);
}

TEST_F(FailingDisk, takes_nothing_of_what_was_acknowledged_when_the_program_is_killed_there) {
    expect_kept_at_every_point(Afterwards::is_killed);
}

}  // namespace
