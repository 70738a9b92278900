#include "surveys/store/log_copier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "surveys/store/connection.h"
#include "tests/crash/disk.h"
#include "tests/support/temporary_folder.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::Disk;
using tests::Operation;

constexpr std::uintmax_t page_bytes = 4096;
constexpr int pages = 600;  // more than are left to the writer, fewer than a full log has

// A file of which all but the beginning is in its log. Somebody reads an older state, so that the
// log cannot be copied to its end, where SQLite itself would sync the file.
class CopiedLog : public testing::Test {
protected:
    CopiedLog() {
        writer_.run("create table page (bytes)");
        writer_.run("pragma wal_checkpoint(truncate)");
        writer_.run("begin");
        for (int page = 0; page < pages; ++page)
            writer_.run("insert into page values (zeroblob(4000))");
        writer_.run("commit");
        reader_.run("begin");
        reader_.run("select 1 from page limit 1");
        writer_.run("insert into page values (null)");
    }

    std::unique_ptr<surveys::LogCopier> copier() {
        return std::make_unique<surveys::LogCopier>(
            file_, [this](int code) { return failures_.push_back(code), is_the_end_; });
    }
    // One round of it, to its end.
    static void copy(std::unique_ptr<surveys::LogCopier> copier) {
        EXPECT_FALSE(copier->leaves_the_rest(pages));
    }

    Disk disk_;
    const tests::TemporaryFolder folder_;
    const std::filesystem::path file_ = folder_ / "pages.db";
    surveys::Connection writer_{file_, surveys::Connection::Kind::writer};
    surveys::Connection reader_{file_, surveys::Connection::Kind::reader};
    std::vector<int> failures_;
    bool is_the_end_ = true;  // for whoever hears of a failure
};

TEST_F(CopiedLog, is_in_the_file_and_on_the_disk_before_the_writer_copies_the_rest) {
    const auto copier = this->copier();
    EXPECT_LT(std::filesystem::file_size(file_), pages * page_bytes / 10);
    while (!copier->leaves_the_rest(pages)) std::this_thread::yield();
    EXPECT_GE(std::filesystem::file_size(file_), pages * page_bytes);

    const tests::TemporaryFolder left;
    disk_.copy_surviving(folder_ / "", left / "", tests::Unsynced::lost);
    EXPECT_GE(std::filesystem::file_size(left / "pages.db"), pages * page_bytes);
    EXPECT_THAT(failures_, IsEmpty());
}

TEST_F(CopiedLog, stays_out_of_the_file_when_the_writers_sync_of_it_failed) {
    auto copier = this->copier();
    disk_.fail({.operation = Operation::sync, .kind = tests::Fault::Kind::torn});
    EXPECT_EQ(writer_.sync_log(), SQLITE_IOERR_FSYNC);
    copy(std::move(copier));
    EXPECT_THAT(failures_, ElementsAre(SQLITE_IOERR_FSYNC));
    EXPECT_LT(std::filesystem::file_size(file_), pages * page_bytes / 10);
}

TEST_F(CopiedLog, is_copied_by_nobody_once_the_file_could_not_be_synced) {
    const auto copier = this->copier();
    disk_.fail({.operation = Operation::sync, .kind = tests::Fault::Kind::torn, .number = 2});
    while (!disk_.has_failed()) EXPECT_FALSE(copier->leaves_the_rest(pages));
    for (int round = 0; round < 100; ++round) EXPECT_FALSE(copier->leaves_the_rest(pages));
}

TEST_F(CopiedLog, is_copied_once_there_is_room_again_on_a_full_disk) {
    is_the_end_ = false;
    const auto copier = this->copier();
    disk_.fail({.operation = Operation::write, .kind = tests::Fault::Kind::full});
    while (!copier->leaves_the_rest(pages)) std::this_thread::yield();
    EXPECT_GE(std::filesystem::file_size(file_), pages * page_bytes);
}

// Hears of a failure while its round still lasts, and keeps it until it is let go.
class LongRound : public CopiedLog {
protected:
    LongRound() {
        disk_.fail({.operation = Operation::write, .kind = tests::Fault::Kind::full});
        EXPECT_FALSE(copier_->leaves_the_rest(pages));
    }
    ~LongRound() override { let_go(); }

    void let_go() { may_end_ = true, may_end_.notify_all(); }

    std::atomic<bool> may_end_ = false;
    std::atomic<bool> has_ended_ = false;
    std::unique_ptr<surveys::LogCopier> copier_ =
        std::make_unique<surveys::LogCopier>(file_, [this](int) {
            may_end_.wait(false);
            for (int turn = 0; turn < 1000; ++turn) std::this_thread::yield();
            return has_ended_ = true;
        });
};

TEST_F(LongRound, lets_the_writer_go_on) {
    EXPECT_FALSE(copier_->leaves_the_rest(pages + 1999));
    EXPECT_FALSE(has_ended_);
}

TEST_F(LongRound, makes_the_writer_wait_once_it_wrote_much_more) {
    let_go();
    EXPECT_FALSE(copier_->leaves_the_rest(pages + 2001));
    EXPECT_TRUE(has_ended_);
}

}  // namespace
