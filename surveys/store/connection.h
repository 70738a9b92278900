// A connection: one open database, its statements prepared once and reused.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "surveys/store/response_id.h"

struct sqlite3_file;

namespace surveys {

class LogCopier;

class Connection {
public:
    enum class Kind { reader, writer, copier };  // a copier only copies the log
    Connection(const std::filesystem::path& file, Kind kind);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // `sql` is one of the constants of surveys::sql: its address names the statement.
    SQLite::Statement& prepared(std::string_view sql);
    SQLite::Database& database() { return database_; }
    void run(const char* sql) { database_.exec(sql); }
    void try_run(const char* sql) noexcept { database_.tryExec(sql); }

    // A writer's, for any thread: how many commits wrote into the log, and a sync after which all
    // of these are on the disk, whatever is being written meanwhile. SQLite's code.
    std::uint64_t logged_commits() const { return logged_commits_; }
    // Once it failed, this connection never again copies the log into the file.
    int sync_log();
    // After it, what was copied into the file is on the disk. SQLite's code.
    int sync_file();
    // At the end the log stays as it lies.
    void leave_the_log();

    // A writer copies a full log into the file itself, behind the commit that filled it, unless
    // somebody helps it, as long as anything is written.
    void let_help(LogCopier& helper) { helper_ = &helper; }
    // SQLite's code when a checkpoint behind a commit failed, else 0. The commit stands.
    int checkpoint_failure() const { return checkpoint_failure_; }

private:
    static int after_commit(void* connection, sqlite3* database, const char* name, int log_pages);
    void copy_log(sqlite3* database, const char* name);

    SQLite::Database database_;
    std::map<const char*, SQLite::Statement> statements_;
    std::atomic<std::uint64_t> logged_commits_ = 0;
    std::atomic<sqlite3_file*> log_ = nullptr;  // SQLite's own, from the first commit to the end
    std::mutex log_mutex_;  // of two syncs at once only one would hear that the disk failed
    std::atomic<bool> has_log_failed_ = false;
    LogCopier* helper_ = nullptr;
    int checkpoint_failure_ = 0;
};

// Bytes on their way into a column; the owner outlives the query.
struct Blob {
    const void* data;
    std::size_t bytes;
};
template <typename Container>
Blob blob(const Container& container) {
    return {.data = container.data(), .bytes = container.size()};
}
inline Blob blob(const ResponseId& id) { return blob(id.bytes); }

// One use of a prepared statement. Its named parameters are bound in the order in which they first
// appear in the file, its columns read in the order in which they are selected.
class Query {
public:
    template <typename... Values>
    Query(Connection& connection, std::string_view sql, const Values&... values)
        : statement_(connection.prepared(sql)) {
        bind_more(values...);
    }
    ~Query() { statement_.tryReset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    // The next parameters. What they point to outlives the query.
    template <typename... Values>
    void bind_more(const Values&... values) {
        (bind(values), ...);
    }

    bool next();
    int run();  // to its end: how many rows it changed

    bool is_null() const { return statement_.isColumnNull(column_); }
    void skip(int columns = 1) { column_ += columns; }
    std::int64_t integer() { return statement_.getColumn(column_++).getInt64(); }
    int small() { return static_cast<int>(integer()); }
    std::string text() { return statement_.getColumn(column_++).getString(); }
    std::string bytes() { return text(); }
    std::optional<std::int64_t> integer_if_any();
    std::optional<std::string> bytes_if_any();
    ResponseId id() { return {.bytes = array<16>()}; }
    std::optional<ResponseId> id_if_any();
    template <std::size_t size>
    std::array<std::uint8_t, size> array();

private:
    void bind(std::int64_t value) { statement_.bind(++parameter_, value); }
    void bind(int value) { statement_.bind(++parameter_, value); }
    void bind(const std::string& text) { statement_.bindNoCopy(++parameter_, text); }
    void bind(std::string_view text) { statement_.bind(++parameter_, std::string(text)); }
    void bind(const char* text) { statement_.bind(++parameter_, text); }
    void bind(const Blob& value);
    void bind(const ResponseId& id) { bind(blob(id)); }
    template <typename Value>
    void bind(const std::optional<Value>& value) {
        if (value) bind(*value);
        else statement_.bind(++parameter_);
    }

    SQLite::Statement& statement_;
    int parameter_ = 0;
    int column_ = 0;
};

template <std::size_t size>
std::array<std::uint8_t, size> Query::array() {
    const SQLite::Column column = statement_.getColumn(column_++);
    const void* const from = column.getBlob();
    if (column.getBytes() != static_cast<int>(size))
        throw std::runtime_error("a stored value has another length than it was given");
    std::array<std::uint8_t, size> bytes{};
    std::memcpy(bytes.data(), from, size);
    return bytes;
}

}  // namespace surveys
