// The loop: one thread that reads every socket into memory under budgets of bytes and time, so
// that an idle or slow client costs a descriptor and never a thread.
//
// A turn is one round of epoll: read what has come, serve every complete request, end the turn of
// each site, write what can be written. the scheme is known as output commit.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "http/front/limits.h"
#include "http/front/site.h"

namespace http {

class Metrics;

struct Address {
    std::string host;        // "0.0.0.0", "127.0.0.1", "::1"
    std::uint16_t port = 0;  // 0: any free one
};
// "0.0.0.0:8080", "[::1]:8080"; throws std::invalid_argument with words for a person.
Address read_address(const std::string& text);

// For deadlines and rates.
using SteadyClock = std::function<std::chrono::steady_clock::time_point()>;

class Loop {
public:
    Loop(const Limits& limits, Metrics& metrics,
         SteadyClock clock = &std::chrono::steady_clock::now);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // The port listened on. Throws std::runtime_error when the address is taken.
    std::uint16_t listen(const Address& address, Site& site);
    // A Unix socket of mode 0600; its requests are trusted. A stale file is replaced.
    void listen(const std::filesystem::path& socket, Site& site);

    // Serves until `stop`, which any thread and any signal handler may call: listeners close,
    // requests already complete are answered, then `run` returns.
    void run();
    void stop() noexcept;

private:
    class Body;
    std::unique_ptr<Body> body_;
};

}  // namespace http
