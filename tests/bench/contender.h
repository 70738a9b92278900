// A contender: a server that answers the same request, in a process of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace bench {

struct Setting {
    std::size_t clients = 1;
    std::filesystem::path folder;  // empty and ours, on the disk to be measured
};

// Serves until the process is ended; calls `ready` once with the port.
using Ready = std::function<void(std::uint16_t port)>;
struct Contender {
    std::string name;
    std::function<void(const Setting&, const Ready&)> serve;
};

Contender stock();    // cpp-httplib's own server, tuned: no delay, a thread per client
Contender front();    // our loop and router, storing nothing
Contender durable();  // our loop, router and store: every 201 has been committed
Contender naive();    // the same with a commit for each answer
Contender bare();     // an epoll server that neither parses nor routes nor stores

inline constexpr const char* target = "/api/v1/surveys/bench/responses";

// A running contender; its process ends with it.
class Serving {
public:
    Serving(const Contender& contender, const Setting& setting);
    ~Serving();
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;
    std::uint16_t port() const { return port_; }
    double end();  // seconds of processor time it took, user and system

private:
    int process_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace bench
