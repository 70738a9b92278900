// A deadline: how long a connection may stay in the state it is in.
#pragma once

#include <chrono>
#include <optional>

#include "http/front/limits.h"

namespace http {

using Time = std::chrono::steady_clock::time_point;

// What a connection waits for. Our own work (a response held back) has no deadline here.
enum class Waiting {
    for_a_request,  // silence between requests
    for_the_rest,   // of a request that has begun
    for_the_reader, // bytes lie ready and nobody takes them
    for_us,
    for_the_end,    // refused; we have said why and listen until the client closes
};

std::optional<Time> deadline_of(Waiting waiting, Time since, const Limits& limits);

}  // namespace http
