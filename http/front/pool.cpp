#include "http/front/pool.h"

#include <exception>
#include <utility>

#include "engine/expects.h"
#include "http/watch/log.h"

namespace http {

Pool::Pool(std::size_t threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
    engine::expects(threads > 0, "a pool has threads");
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Pool::~Pool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    arrived_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool Pool::submit(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (ending_ || waiting_.size() >= waiting_max_) return false;
        waiting_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return true;
}

void Pool::work() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        try {
            job();
        } catch (const std::exception& failure) {
            note(LogLevel::error, "job_failed", {{"reason", reason_of(failure)}});
        }
    }
}

}  // namespace http
