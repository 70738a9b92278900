// Metrics: counts and sums that /metrics prints as Prometheus text. Cheap enough for every turn.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace http {

// One per process; each counter may be raised from any thread.
class Metrics {
public:
    using Counter = std::atomic<std::uint64_t>;

    Counter connections_opened{0};
    Counter connections_open{0};
    Counter requests{0};
    Counter turns{0};
    Counter turn_microseconds{0};
    Counter answers_stored{0};
    Counter answers_repeated{0};
    Counter commits{0};
    Counter commit_microseconds{0};
    Counter commit_failures{0};
    // Rejections by reason.
    Counter rejected_malformed{0};
    Counter rejected_too_large{0};
    Counter rejected_too_slow{0};
    Counter rejected_rate{0};
    Counter rejected_connections{0};
    Counter rejected_problems{0};
    Counter rejected_codes{0};

    std::string prometheus() const;
};

}  // namespace http
