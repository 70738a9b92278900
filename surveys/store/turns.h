// Turns: a lock that goes to whoever has waited longest.
//
// An ordinary one often goes back to the thread that has just let go of it: an import or a backup,
// chunk after chunk, would keep the intake waiting far longer than one chunk.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace surveys {

class Turns {
public:
    void lock() {
        std::unique_lock lock(mutex_);
        const std::uint64_t mine = last_++;
        came_.wait(lock, [&] { return mine == now_; });
    }
    void unlock() {
        {
            const std::lock_guard lock(mutex_);
            ++now_;
        }
        came_.notify_all();
    }
    // How many wait behind whoever has it.
    std::uint64_t waiting() const {
        const std::lock_guard lock(mutex_);
        return last_ == now_ ? 0 : last_ - now_ - 1;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable came_;
    std::uint64_t last_ = 0;
    std::uint64_t now_ = 0;
};

}  // namespace surveys
