// The watchman: looks at the server every few seconds and tells the log what came together since.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace http {

class Metrics;

// What was turned away or slow since the last look, as one line; nothing when nothing was.
class Digest {
public:
    explicit Digest(const Metrics& metrics) : metrics_(metrics) {}
    void tell();

private:
    std::uint64_t since_last(const std::string& name, std::uint64_t now);

    const Metrics& metrics_;
    std::map<std::string, std::uint64_t> last_;
};

class Watchman {
public:
    // `look` is called at each round beside the digest.
    Watchman(const Metrics& metrics, std::function<void()> look,
             std::chrono::milliseconds every = std::chrono::seconds(10));
    ~Watchman();  // after a last round
    Watchman(const Watchman&) = delete;
    Watchman& operator=(const Watchman&) = delete;

private:
    void go_round();

    Digest digest_;
    const std::function<void()> look_;
    const std::chrono::milliseconds every_;
    std::mutex mutex_;
    std::condition_variable end_;
    bool ending_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace http
