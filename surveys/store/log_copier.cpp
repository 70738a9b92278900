#include "surveys/store/log_copier.h"

#include <sqlite3.h>

#include <utility>

#include "surveys/store/connection.h"

namespace surveys {
namespace {

constexpr int pages_left_to_the_writer = 200;  // a millisecond or two
constexpr int rounds_max = 4;  // then the writer must wait: it writes faster than we copy
constexpr int pages_beside_a_round_max = 2000;  // 8 MB, so a log has at most 36 and a last commit

}  // namespace

// The first read opens the log, without which SQLite copies nothing and says so to nobody. It comes
// before any sync fails: the kernel tells of that only who has the log open.
LogCopier::LogCopier(const std::filesystem::path& file, Failed failed)
    : failed_(std::move(failed)),
      connection_(std::make_unique<Connection>(file, Connection::Kind::copier)) {
    connection_->run("select 1 from sqlite_schema");
}

LogCopier::~LogCopier() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

// A round begins only behind a commit, so with pages that nobody copied: a copying that begins on a
// wholly copied log, while the next commit begins it anew, can lose data before SQLite 3.51.3.
bool LogCopier::leaves_the_rest(int log_pages) {
    std::unique_lock lock(mutex_);
    if (is_copying_ && log_pages - pages_at_its_beginning_ > pages_beside_a_round_max)
        changed_.wait(lock, [this] { return !is_copying_; });
    if (is_copying_ || is_given_up_) return false;
    const bool is_little = rounds_ > 0 && log_pages - copied_pages_ <= pages_left_to_the_writer;
    if (is_little || rounds_ == rounds_max) {
        rounds_ = 0;
        return true;
    }
    ++rounds_;
    is_copying_ = true;
    pages_at_its_beginning_ = log_pages;
    if (thread_.joinable()) changed_.notify_all();
    else thread_ = std::thread([this] { work(); });
    return false;
}

void LogCopier::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return is_over_ || is_copying_; });
        if (!is_copying_) return;
        lock.unlock();
        const int copied = copy();
        lock.lock();
        copied_pages_ = copied;
        is_copying_ = false;
        changed_.notify_all();
    }
}

// SQLite syncs the file only where all of the log was copied. What it leaves unsynced, the writer
// would have to sync while everybody waits.
int LogCopier::copy() {
    sqlite3* const database = connection_->database().getHandle();
    int pages = 0;
    int copied = 0;
    int result = sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, &pages,
                                           &copied);
    if (result == SQLITE_BUSY) return 0;
    result = result == SQLITE_OK ? connection_->sync_file() : sqlite3_extended_errcode(database);
    if (result == SQLITE_OK) return copied;
    if (failed_(result)) {
        const std::lock_guard lock(mutex_);
        is_given_up_ = true;
    }
    return 0;
}

}  // namespace surveys
