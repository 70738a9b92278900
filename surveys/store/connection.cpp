#include "surveys/store/connection.h"

#include <sqlite3.h>

#include <limits>

#include "engine/expects.h"
#include "surveys/store/log_copier.h"

namespace surveys {
namespace {

constexpr int log_pages_max = 1000;  // 4 MB: copying more keeps the disk from the answers
constexpr int busy_wait_ms = 5'000;  // only recovery after a crash makes anybody wait

// Its count of used memory stands behind a lock at every allocation, and nobody asks for it. SQLite
// hears this only before its first use in the process.
void count_no_memory() {
    static const int answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(answer);
}

int flags(Connection::Kind kind) {
    count_no_memory();
    switch (kind) {
        case Connection::Kind::reader: return SQLite::OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
        case Connection::Kind::copier: return SQLite::OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
        case Connection::Kind::writer: break;
    }
    return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Kind kind)
    : database_(file.string(), flags(kind), busy_wait_ms) {
    database_.exec("pragma foreign_keys = off");
    if (kind == Kind::writer) {
        database_.exec("pragma journal_mode = wal");
        database_.exec("pragma synchronous = full");
        database_.exec("pragma cache_size = -32000");  // KiB
        sqlite3_wal_hook(database_.getHandle(), &Connection::after_commit, this);
    } else {
        if (kind == Kind::reader) database_.exec("pragma query_only = on");
        // Two connections that checkpoint at once can lose data before SQLite 3.51.3.
        sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
}

// Only behind a commit that wrote something.
int Connection::after_commit(void* connection, sqlite3* database, const char* name,
                             int log_pages) {
    auto& self = *static_cast<Connection*>(connection);
    if (self.log_ == nullptr) {
        sqlite3_file* log = nullptr;
        sqlite3_file_control(database, name, SQLITE_FCNTL_JOURNAL_POINTER, &log);
        self.log_ = log;
    }
    ++self.logged_commits_;
    const bool is_full = log_pages >= log_pages_max && !self.has_log_failed_;
    if (is_full && (self.helper_ == nullptr || self.helper_->leaves_the_rest(log_pages)))
        self.copy_log(database, name);
    return SQLITE_OK;
}

// As SQLite's own automatic checkpoint, which tells nobody that it failed.
void Connection::copy_log(sqlite3* database, const char* name) {
    const std::lock_guard lock(log_mutex_);
    if (has_log_failed_) return;
    const int result = sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE,
                                                 nullptr, nullptr);
    if (result != SQLITE_OK && result != SQLITE_BUSY)
        checkpoint_failure_ = sqlite3_extended_errcode(database);
}

int Connection::sync_log() {
    sqlite3_file* const log = log_;
    if (log == nullptr) return SQLITE_OK;
    const std::lock_guard lock(log_mutex_);
    const int result = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    if (result != SQLITE_OK) has_log_failed_ = true;
    return result;
}

int Connection::sync_file() {
    sqlite3_file* file = nullptr;
    const int result = sqlite3_file_control(database_.getHandle(), "main",
                                            SQLITE_FCNTL_FILE_POINTER, &file);
    return result == SQLITE_OK ? file->pMethods->xSync(file, SQLITE_SYNC_NORMAL) : result;
}

void Connection::leave_the_log() {
    sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

SQLite::Statement& Connection::prepared(std::string_view sql) {
    const auto known = statements_.find(sql.data());
    if (known != statements_.end()) return known->second;
    return statements_.try_emplace(sql.data(), database_, std::string(sql)).first->second;
}

bool Query::next() {
    column_ = 0;
    return statement_.executeStep();
}

int Query::run() {
    while (next()) {}
    return statement_.getChanges();
}

std::optional<std::int64_t> Query::integer_if_any() {
    if (!is_null()) return integer();
    skip();
    return std::nullopt;
}

std::optional<std::string> Query::bytes_if_any() {
    if (!is_null()) return bytes();
    skip();
    return std::nullopt;
}

std::optional<ResponseId> Query::id_if_any() {
    if (!is_null()) return id();
    skip();
    return std::nullopt;
}

void Query::bind(const Blob& value) {
    engine::expects(value.bytes <= std::numeric_limits<int>::max(), "a stored value fits a column");
    statement_.bindNoCopy(++parameter_, value.data, static_cast<int>(value.bytes));
}

}  // namespace surveys
