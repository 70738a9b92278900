// Metrics: counts and spreads that /metrics prints as Prometheus text. Cheap enough for every turn.
#pragma once

#include <atomic>
#include <cstdint>

#include "http/watch/histogram.h"

namespace http {

class Exposition;

// One per process; each number may be changed from any thread.
class Metrics {
public:
    using Counter = std::atomic<std::uint64_t>;
    static constexpr std::uint64_t slow_turn_microseconds = 250'000;

    Counter connections_opened{0};
    Counter connections_open{0};
    Counter requests{0};
    // In microseconds.
    Histogram turn_time{100,    250,    500,     1'000,   2'500,     5'000,     10'000,    25'000,
                        50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};
    Counter slow_turns{0};
    Histogram commit_time{100,    250,     500,     1'000,   2'500,     5'000,     10'000, 25'000,
                          50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};
    Histogram batch_size{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
    // How long each chunk of an import held the writer.
    Histogram import_chunk_time{500,    1'000,   2'500,   5'000,     10'000,
                                25'000, 50'000, 100'000, 1'000'000, 10'000'000};
    Counter commit_failures{0};
    Counter answers_stored{0};
    Counter answers_repeated{0};
    // Gauges.
    Counter requests_in_line{0};  // complete or not, waiting for the loop's next turn
    Counter unread_bytes{0};      // of requests not yet taken
    Counter unsent_bytes{0};      // of responses not yet sent
    Counter desk_jobs_waiting{0};
    Counter desk_jobs_running{0};
    // Rejections by reason.
    Counter rejected_malformed{0};
    Counter rejected_too_large{0};
    Counter rejected_too_slow{0};
    Counter rejected_rate{0};
    Counter rejected_connections{0};
    Counter rejected_busy{0};
    Counter rejected_problems{0};
    Counter rejected_codes{0};
    Counter rejected_code_guesses{0};
    // What somebody should look at.
    Counter code_alarm{0};  // 1 while it lasts
    Counter code_alarms{0};
    Counter addresses_flagged{0};

    void tell(Exposition& exposition) const;
};

}  // namespace http
