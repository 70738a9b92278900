// The limits of the front: what one client may cost us. Every bound has one name, here.
#pragma once

#include <chrono>
#include <cstddef>

namespace http {

struct Limits {
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t header_line_bytes_max = 8 * 1024;  // the library's own, frozen when it was built
    std::size_t target_bytes_max = 4096;
    std::size_t path_bytes_max = 1024;  // std::regex recurses once a character
    std::size_t body_bytes_max = 64 * 1024;
    std::chrono::milliseconds request_wait_max{10'000};  // first byte to complete request
    std::chrono::milliseconds idle_wait_max{5'000};      // between requests
    std::chrono::milliseconds reply_wait_max{10'000};    // a reader that takes nothing
    std::chrono::milliseconds linger_wait_max{2'000};    // for a refused client to hear us out
    std::size_t connections_max = 2048;
    std::size_t connections_per_address_max = 512;
    std::size_t requests_per_turn_max = 1024;
    std::size_t pipelined_requests_max = 64;  // read ahead on one connection
    std::size_t unsent_bytes_max = 64 * 1024;   // of one connection; above it we stop listening
    // Of all connections together; above it those who have kept us waiting longest are let go.
    std::size_t unread_bytes_max = 16 * 1024 * 1024;  // always enough for two whole requests
    std::size_t unsent_bytes_all_max = 16 * 1024 * 1024;
    double rate_per_second = 50;              // of one address; 0 lifts rate and connection limits
    double rate_burst = 500;
    std::size_t addresses_watched_max = 65'536;
    std::size_t pool_waiting_max = 256;  // requests waiting for a desk thread
};

}  // namespace http
