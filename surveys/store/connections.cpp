#include "surveys/store/connections.h"

#include <sqlite3.h>

#include <utility>

#include "engine/expects.h"
#include "surveys/store/schema.h"

namespace surveys {
namespace {

constexpr std::size_t readers_max = 16;

}  // namespace

Connections::Connections(std::filesystem::path file, Access access) : file_(std::move(file)) {
    if (access == Access::write) {
        writer_ = std::make_unique<Connection>(file_, Connection::Kind::writer);
        // What a killed program left in the log may be in the kernel's memory only, where its sync
        // failed: whatever is written behind it would be lost with it. So it comes into the file.
        writer_->run("pragma wal_checkpoint(truncate)");
        migrate(*writer_);
    } else {
        read([](Connection& connection) { check_schema(connection); });
    }
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

Connection& Connections::writer() {
    engine::expects(writer_ != nullptr, "the store was opened for writing");
    return *writer_;
}

void Connections::note(const SQLite::Exception& failure) {
    constexpr int primary = 0xff;  // extended result codes keep the primary one in the low byte
    if ((failure.getErrorCode() & primary) == SQLITE_IOERR) broken_ = true;
}

Connections::Reading::Reading(const Connections& owner) : owner_(owner), reader_(owner.lend()) {
    reader_->try_run("begin");
}

Connections::Reading::~Reading() {
    reader_->try_run("rollback");
    owner_.take_back(std::move(reader_));
}

Connections::Writing::Writing(Connections& owner) : owner_(owner) {
    Connection& writer = owner_.writer();
    if (owner_.broken_)
        throw std::runtime_error("the disk failed a write: nothing more is kept until a restart");
    writer.run("begin immediate");
}

Connections::Writing::~Writing() {
    if (!committed_) owner_.writer_->try_run("rollback");
}

void Connections::Writing::commit() {
    owner_.writer_->run("commit");
    committed_ = true;
}

}  // namespace surveys
