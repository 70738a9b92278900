#include "http/watch/watchman.h"

#include <utility>
#include <vector>

#include "http/front/metrics.h"
#include "http/watch/log.h"

namespace http {

std::uint64_t Digest::since_last(const std::string& name, std::uint64_t now) {
    return now - std::exchange(last_[name], now);
}

void Digest::tell() {
    const std::pair<const char*, const Metrics::Counter&> watched[] = {
        {"malformed", metrics_.rejected_malformed},
        {"too_large", metrics_.rejected_too_large},
        {"too_slow", metrics_.rejected_too_slow},
        {"rate", metrics_.rejected_rate},
        {"connections", metrics_.rejected_connections},
        {"busy", metrics_.rejected_busy},
        {"codes", metrics_.rejected_codes},
        {"code_guesses", metrics_.rejected_code_guesses},
        {"slow_turns", metrics_.slow_turns},
        {"commit_failures", metrics_.commit_failures},
    };
    std::vector<LogField> fields;
    for (const auto& [name, counter] : watched) {
        const std::uint64_t times = since_last(name, counter);
        if (times > 0) fields.emplace_back(name, times);
    }
    if (!fields.empty()) note(LogLevel::warning, "turned_away", fields);
}

Watchman::Watchman(const Metrics& metrics, std::function<void()> look,
                   std::chrono::milliseconds every)
    : digest_(metrics), look_(std::move(look)), every_(every), thread_([this] { go_round(); }) {}

Watchman::~Watchman() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    end_.notify_all();
    thread_.join();
}

void Watchman::go_round() {
    for (bool ended = false; !ended;) {
        {
            std::unique_lock lock(mutex_);
            ended = end_.wait_for(lock, every_, [this] { return ending_; });
        }
        digest_.tell();
        look_();
    }
}

}  // namespace http
