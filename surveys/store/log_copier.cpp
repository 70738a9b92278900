#include "surveys/store/log_copier.h"

#include <sqlite3.h>

#include <utility>

#include "surveys/store/connection.h"

namespace surveys {
namespace {

constexpr int pages_left_to_the_writer = 200;  // a millisecond or two
constexpr int rounds_max = 4;  // then the writer must wait: it writes faster than we copy

}  // namespace

LogCopier::LogCopier(std::filesystem::path file, std::function<void(int code)> failed)
    : file_(std::move(file)), failed_(std::move(failed)) {}

LogCopier::~LogCopier() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    called_.notify_one();
    if (thread_.joinable()) thread_.join();
}

// A round begins only behind a commit, so with pages that nobody copied: a copying that begins on a
// wholly copied log, while the next commit begins it anew, can lose data before SQLite 3.51.3.
bool LogCopier::leaves_the_rest(int log_pages) {
    const std::lock_guard lock(mutex_);
    if (is_copying_) return false;
    const bool is_little = rounds_ > 0 && log_pages - copied_pages_ <= pages_left_to_the_writer;
    if (is_little || rounds_ == rounds_max) {
        rounds_ = 0;
        return true;
    }
    ++rounds_;
    is_copying_ = true;
    if (thread_.joinable()) called_.notify_one();
    else thread_ = std::thread([this] { work(); });
    return false;
}

void LogCopier::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        called_.wait(lock, [this] { return is_over_ || is_copying_; });
        if (is_over_) return;
        lock.unlock();
        const int copied = copy();
        lock.lock();
        copied_pages_ = copied;
        is_copying_ = false;
    }
}

int LogCopier::copy() {
    try {
        if (!connection_)
            connection_ = std::make_unique<Connection>(file_, Connection::Kind::copier);
        int pages = 0;
        int copied = 0;
        const int result = sqlite3_wal_checkpoint_v2(connection_->database().getHandle(), "main",
                                                     SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
        if (result == SQLITE_OK || result == SQLITE_BUSY) return copied;
        failed_(sqlite3_extended_errcode(connection_->database().getHandle()));
    } catch (const SQLite::Exception& failure) {
        failed_(failure.getExtendedErrorCode());
    }
    return 0;
}

}  // namespace surveys
