// A pace: keep-alive clients in one thread that together send so many requests a second, answers
// to a survey and phone pages, each behind a proxy from an address of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace soak {

struct Pace {
    std::uint16_t port = 0;
    std::size_t clients = 32;
    double requests_per_second = 0;  // 0: as many as the clients get through
    double seconds = 1;
    double report_seconds = 1;
    std::uint64_t seed = 0;  // of two runs on one store another one: keys are made of it
};

// What came back in one stretch of the run. A wait counts from when the request was due: a server
// that stands still is not spared those who would have come meanwhile.
struct Report {
    double seconds = 0;  // since the beginning
    double requests_per_second = 0;
    double p50_milliseconds = 0;
    double p99_milliseconds = 0;
    double max_milliseconds = 0;
    std::uint64_t stored = 0;  // answers told 201, since the beginning
    std::map<std::string, std::uint64_t> statuses;  // since the beginning; "0": no response
};

// Throws std::runtime_error when it cannot connect at all.
void keep(const Pace& pace, const std::function<void(const Report&)>& tell);

}  // namespace soak
