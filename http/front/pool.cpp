#include "http/front/pool.h"

#include <exception>
#include <utility>

#include "engine/expects.h"
#include "http/front/metrics.h"
#include "http/watch/log.h"

namespace http {

Pool::Pool(std::size_t threads, std::size_t waiting_max, Metrics* metrics)
    : waiting_max_(waiting_max), metrics_(metrics) {
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
        tell_lengths();
    }
    arrived_.notify_one();
    return true;
}

bool Pool::is_idle_by(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    return finished_.wait_until(lock, deadline,
                                [this] { return running_ == 0 && waiting_.empty(); });
}

void Pool::tell_lengths() const {
    if (!metrics_) return;
    metrics_->desk_jobs_waiting = waiting_.size();
    metrics_->desk_jobs_running = running_;
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
            ++running_;
            tell_lengths();
        }
        try {
            job();
        } catch (const std::exception& failure) {
            note(LogLevel::error, "job_failed", {{"reason", reason_of(failure)}});
        }
        const std::lock_guard lock(mutex_);
        --running_;
        tell_lengths();
        if (running_ == 0 && waiting_.empty()) finished_.notify_all();
    }
}

}  // namespace http
