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
#include <string_view>

#include "http/front/limits.h"
#include "http/front/site.h"
#include "http/front/trusted_proxies.h"

namespace http {

class Metrics;

struct Address {
    std::string host;        // "0.0.0.0", "127.0.0.1", "::1", "unix:/run/m/public.sock"
    std::uint16_t port = 0;  // 0: any free one; always of a Unix socket
};
inline constexpr std::string_view unix_host = "unix:";
// "0.0.0.0:8080", "[::1]:8080", "unix:/run/manyidu/public.sock"; throws std::invalid_argument with
// words for a person.
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

    // Whose word about the client is taken. Before `run`.
    void trust(TrustedProxies proxies);

    // The port listened on. A Unix socket of this kind is for a proxy of the same group (mode
    // 0660) and not trusted. Throws std::runtime_error when the address is taken.
    std::uint16_t listen(const Address& address, Site& site);
    // A Unix socket of mode 0600; its requests are trusted. A stale file is replaced.
    void listen(const std::filesystem::path& socket, Site& site);

    // `beat` is called in the loop's own thread, at least every `every` while its turns end. Before
    // `run`.
    void beat(std::chrono::milliseconds every, std::function<void()> beat);

    // Serves until `stop`, which any thread and any signal handler may call: listeners close,
    // requests already complete are answered, then `run` returns.
    void run();
    void stop() noexcept;

private:
    class Body;
    std::unique_ptr<Body> body_;
};

}  // namespace http
