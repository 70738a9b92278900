// The settings: everything a server is told before it starts. What is said here is the default.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "http/desk/uploads.h"
#include "http/front/limits.h"
#include "http/public/doorkeeper.h"
#include "http/watch/log.h"

namespace http {

inline constexpr Limits limits_of_the_desk{
    .body_bytes_max = 64ULL * 1024 * 1024,  // a file to import
    .request_wait_max = std::chrono::milliseconds{120'000},  // such a file over a slow line
    .unsent_bytes_all_max = 1024ULL * 1024 * 1024,           // an export is one response
};

struct Settings {
    std::string public_address = "0.0.0.0:8080";
    std::string origin;  // what printed links begin with; made from the public address if empty
    std::vector<std::string> public_proxies;  // whose X-Forwarded-For is believed
    Limits public_limits;
    DoorLimits door;

    std::string desk_address = "127.0.0.1:8081";
    std::string desk_origin;  // https://…, where a TLS proxy shows the desk; empty without one
    std::vector<std::string> desk_proxies;
    std::size_t desk_threads = 4;
    Limits desk_limits = limits_of_the_desk;
    UploadLimits uploads;

    LogSettings log;
};

}  // namespace http
