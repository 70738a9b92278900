// The connections of a store: one that writes, behind a lock, and a few that only read.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <vector>

#include "surveys/store/connection.h"
#include "surveys/store/log_copier.h"
#include "surveys/store/store.h"
#include "surveys/store/turns.h"

namespace surveys {

class Connections {
public:
    Connections(std::filesystem::path file, Access access);
    ~Connections();

    // One short transaction on a consistent state; never waits for a writer.
    template <typename Work>
    auto read(const Work& work) const {
        const Reading reading(*this);
        return work(reading.connection());
    }

    // One transaction: kept durably when this returns. When it throws it is gone without a trace,
    // unless the disk failed at its end: then it may be kept or not.
    template <typename Work>
    auto write(const Work& work) {
        if constexpr (std::is_void_v<decltype(work(*writer_))>) {
            commit(work);
            make_durable();
        } else {
            auto result = commit(work);
            make_durable();
            return result;
        }
    }

    // Everything that was committed before is on the disk when this returns. For any thread: those
    // who come together share a sync, and others go on writing meanwhile. Throws
    // std::runtime_error when the disk failed it, and ever after.
    void make_durable();

    // One transaction step by step, for as long as it lives: nobody else writes meanwhile, and only
    // the thread that began it may go on with it. Without `commit` nothing was kept. Others see
    // what is committed, but nobody may be promised it before `make_durable`.
    class Writing {
    public:
        explicit Writing(Connections& owner);
        ~Writing();
        Writing(const Writing&) = delete;
        Writing& operator=(const Writing&) = delete;

        template <typename Work>
        decltype(auto) run(const Work& work) {
            try {
                return work(*owner_.writer_);
            } catch (const SQLite::Exception& failure) {
                owner_.note(failure.getExtendedErrorCode(), failure.what());
                throw;
            }
        }
        void commit();

    private:
        Connections& owner_;
        const std::lock_guard<Turns> turn_;
        bool committed_ = false;
    };

    // The writing connection outside any transaction, in its turn; nobody writes meanwhile.
    template <typename Work>
    auto at_writer(const Work& work) {
        const std::lock_guard turn(writing_);
        return work(writer());
    }

    // After a failed write or sync nobody knows what the disk holds, and a damaged file must not be
    // damaged further: no more writing. Of the disk `told` hears, once.
    bool is_broken() const { return broken_; }
    void when_disk_fails(std::function<void(const std::string& why)> told);
    // Of a file beside this one, on the same disk: told as well, though this one may be whole.
    void hear(const SQLite::Exception& failure);
    const std::filesystem::path& file() const { return file_; }

private:
    class Reading {
    public:
        explicit Reading(const Connections& owner);
        ~Reading();
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        Connection& connection() const { return *reader_; }

    private:
        const Connections& owner_;
        std::unique_ptr<Connection> reader_;
    };
    template <typename Work>
    auto commit(const Work& work) {
        Writing writing(*this);
        if constexpr (std::is_void_v<decltype(work(*writer_))>) {
            writing.run(work);
            writing.commit();
        } else {
            auto result = writing.run(work);
            writing.commit();
            return result;
        }
    }
    void look_before_writing() const;
    void settle_log();
    Connection& writer();
    std::unique_ptr<Connection> lend() const;
    void take_back(std::unique_ptr<Connection> reader) const;
    void note(int code, const std::string& why);
    void tell(int code, const std::string& why);
    void tell_once();

    std::filesystem::path file_;
    std::unique_ptr<Connection> writer_;
    Turns writing_;
    bool is_log_settled_ = false;
    std::atomic<bool> broken_ = false;

    std::mutex syncing_;
    std::uint64_t durable_commits_ = 0;

    std::mutex telling_;
    std::string disk_failure_;  // in SQLite's words
    std::function<void(const std::string& why)> told_;

    mutable std::mutex lending_;
    mutable std::condition_variable returned_;
    mutable std::vector<std::unique_ptr<Connection>> idle_;
    mutable std::size_t lent_ = 0;

    std::unique_ptr<LogCopier> copier_;  // last: its thread uses the others
};

}  // namespace surveys
