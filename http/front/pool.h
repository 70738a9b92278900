// A pool: a few threads for work that is too long for the loop, with a bounded queue before them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Metrics;

class Pool {
public:
    using Job = std::function<void()>;

    Pool(std::size_t threads, std::size_t waiting_max, Metrics* metrics = nullptr);
    // Jobs taken are finished first.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // False when too many wait already. What a job throws goes to the log: it must answer its
    // client itself.
    [[nodiscard]] bool submit(Job job);

    // Whether all jobs were done by then.
    [[nodiscard]] bool is_idle_by(std::chrono::steady_clock::time_point deadline);

private:
    void work();
    void tell_lengths() const;

    const std::size_t waiting_max_;
    Metrics* const metrics_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable finished_;
    std::deque<Job> waiting_;
    std::size_t running_ = 0;
    bool ending_ = false;
    std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace http
