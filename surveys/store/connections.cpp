#include "surveys/store/connections.h"

#include <sqlite3.h>

#include <utility>

#include "engine/expects.h"
#include "surveys/store/first_look.h"
#include "surveys/store/schema.h"

namespace surveys {
namespace {

constexpr std::size_t readers_max = 16;
constexpr int primary = 0xff;  // extended result codes keep the primary one in the low byte

// What a failing disk says of a file that is kept. Of memory shared with readers it says nothing:
// where that cannot grow on a full disk, the transaction alone fails.
bool is_of_the_disk(int code) {
    switch (code) {
        case SQLITE_IOERR_SHMOPEN:
        case SQLITE_IOERR_SHMSIZE:
        case SQLITE_IOERR_SHMLOCK:
        case SQLITE_IOERR_SHMMAP: return false;
        default: return (code & primary) == SQLITE_IOERR;
    }
}

}  // namespace

Connections::Connections(std::filesystem::path file, Access access) : file_(std::move(file)) {
    if (access == Access::write) {
        look_before_writing();
        writer_ = std::make_unique<Connection>(file_, Connection::Kind::writer);
        try {
            settle_log();
        } catch (const SQLite::Exception& failure) {
            if (failure.getErrorCode() != SQLITE_FULL) throw;  // it may be read until there is room
        }
        migrate(*writer_);
        look_at_ends(*writer_);
        // From here on `make_durable` syncs, beside the next transaction.
        writer_->run("pragma synchronous = normal");
        copier_ = std::make_unique<LogCopier>(file_, [this](int code) {
            note(code, "copying the log into the file failed");
            return broken_.load();
        });
        writer_->let_help(*copier_);
    } else {
        read([](Connection& connection) {
            check_schema(connection);
            look_at_tables(connection);
        });
    }
}

// What a failed sync left in the log may not be on the disk, though it can be read. Copied into the
// file, its pages would lie beside older ones that the log still has there after a power loss.
Connections::~Connections() {
    copier_.reset();
    if (writer_ && broken_) writer_->leave_the_log();
}

// A file that is not ours to write is left as it lies, its log as well. What was cut off while the
// file was made, only a writer can take back.
void Connections::look_before_writing() const {
    std::error_code absent;
    const auto bytes = std::filesystem::file_size(file_, absent);
    if (absent || bytes == 0 || std::filesystem::exists(file_.string() + "-journal")) return;
    Connection reader(file_, Connection::Kind::reader);
    check_known(reader);
    look_at_tables(reader);
}

std::unique_ptr<Connection> Connections::lend() const {
    std::unique_lock lock(lending_);
    returned_.wait(lock, [&] { return !idle_.empty() || lent_ < readers_max; });
    std::unique_ptr<Connection> reader;
    if (idle_.empty()) {
        reader = std::make_unique<Connection>(file_, Connection::Kind::reader);
    } else {
        reader = std::move(idle_.back());
        idle_.pop_back();
    }
    ++lent_;
    return reader;
}

void Connections::take_back(std::unique_ptr<Connection> reader) const {
    {
        const std::lock_guard lock(lending_);
        --lent_;
        idle_.push_back(std::move(reader));
    }
    returned_.notify_one();
}

// What a killed program left in the log may be in the kernel's memory only, where its sync failed:
// whatever is written behind it would be lost with it. So it comes into the file first.
void Connections::settle_log() {
    writer_->run("pragma wal_checkpoint(truncate)");
    is_log_settled_ = true;
}

Connection& Connections::writer() {
    engine::expects(writer_ != nullptr, "the store was opened for writing");
    return *writer_;
}

void Connections::note(int code, const std::string& why) {
    tell(code, why);
    const int kind = code & primary;
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || is_of_the_disk(code)) broken_ = true;
}

void Connections::hear(const SQLite::Exception& failure) {
    tell(failure.getExtendedErrorCode(), failure.what());
}

void Connections::tell(int code, const std::string& why) {
    if (!is_of_the_disk(code)) return;
    const std::lock_guard lock(telling_);
    if (disk_failure_.empty()) disk_failure_ = why + " (" + std::to_string(code) + ")";
    tell_once();
}

void Connections::tell_once() {
    if (disk_failure_.empty() || !told_) return;
    std::exchange(told_, {})(disk_failure_);
}

void Connections::when_disk_fails(std::function<void(const std::string& why)> told) {
    const std::lock_guard lock(telling_);
    told_ = std::move(told);
    tell_once();
}

// A sync that failed is never tried again: the kernel may have dropped what it could not write, and
// would call the next one a success.
void Connections::make_durable() {
    const std::uint64_t mine = writer().logged_commits();
    const std::lock_guard lock(syncing_);
    if (durable_commits_ >= mine) return;
    if (broken_) throw std::runtime_error("the disk failed: what was written last may be lost");
    const std::uint64_t reached = writer().logged_commits();
    const int result = writer().sync_log();
    if (result != SQLITE_OK) {
        broken_ = true;
        note(result, "syncing the log failed");
        throw std::runtime_error("the disk failed a sync: what was written last may be lost");
    }
    durable_commits_ = reached;
}

Connections::Reading::Reading(const Connections& owner) : owner_(owner), reader_(owner.lend()) {
    reader_->try_run("begin");
}

Connections::Reading::~Reading() {
    reader_->try_run("rollback");
    owner_.take_back(std::move(reader_));
}

Connections::Writing::Writing(Connections& owner) : owner_(owner), turn_(owner.writing_) {
    Connection& writer = owner_.writer();
    if (owner_.broken_)
        throw std::runtime_error("the disk failed or the file is damaged: nothing more is kept");
    run([&](Connection&) {
        if (!owner_.is_log_settled_) owner_.settle_log();
        writer.run("begin immediate");
    });
}

Connections::Writing::~Writing() {
    if (!committed_) owner_.writer_->try_run("rollback");
}

void Connections::Writing::commit() {
    run([](Connection& writer) { writer.run("commit"); });
    committed_ = true;
    const int failure = owner_.writer_->checkpoint_failure();
    if (failure != 0) owner_.note(failure, "copying the log into the file failed");
}

}  // namespace surveys
