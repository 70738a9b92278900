// A load: clients in one thread that each send a request, await the answer and send the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace bench {

struct Load {
    std::uint16_t port = 0;
    std::size_t clients = 1;
    double seconds = 1;
    std::string request;
    int status = 201;  // any other answer is a failure
};

struct Measured {
    double requests_per_second = 0;
    double p50_microseconds = 0;
    double p99_microseconds = 0;
    std::size_t failures = 0;
    std::size_t answers = 0;  // with the unmeasured ones
    double server_microseconds = 0;  // of processor time, for one answer
};

// Runs for a third of the time unmeasured first: a new store's log must grow to its full length,
// and a sync that also keeps a file's new length takes half as long again. Throws
// std::runtime_error when it cannot connect.
Measured run(const Load& load);

}  // namespace bench
