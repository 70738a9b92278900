// A pool: a few threads for work that is too long for the loop, with a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Pool {
public:
    using Job = std::function<void()>;

    Pool(std::size_t threads, std::size_t waiting_max);
    // Jobs taken are finished first.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // False when too many wait already. What a job throws goes to the log: it must answer its
    // client itself.
    [[nodiscard]] bool submit(Job job);

private:
    void work();

    const std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job> waiting_;
    bool ending_ = false;
    std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace http
