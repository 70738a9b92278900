// The scribe: a thread that writes the first answers of a turn down while the loop still reads the
// next ones, so that a large turn lasts as long as the slower of the two and not as both.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {

// Called by the loop's thread only: begin, add as often as there are answers, finish.
class Scribe {
public:
    explicit Scribe(surveys::Store& store);
    ~Scribe();
    Scribe(const Scribe&) = delete;
    Scribe& operator=(const Scribe&) = delete;

    // Of one survey at a time.
    void begin(const std::string& survey, std::int64_t now_ms);
    void add(std::vector<surveys::Submission> part);
    // Waits for the commit: all outcomes in order, or what the store threw.
    [[nodiscard]] std::vector<surveys::Outcome> finish();

private:
    struct Work {
        std::string survey;
        std::int64_t now_ms = 0;
        std::deque<std::vector<surveys::Submission>> parts;
        bool whole = false;  // no part will follow
    };
    void run();
    std::vector<surveys::Outcome> write_down(std::unique_lock<std::mutex>& lock);
    // The next part; nothing when all were written.
    std::optional<std::vector<surveys::Submission>> next(std::unique_lock<std::mutex>& lock);

    surveys::Store& store_;
    std::mutex desk_;  // guards what follows
    std::condition_variable handed_over_;
    std::condition_variable written_;
    std::optional<Work> work_;
    bool done_ = false;
    std::vector<surveys::Outcome> outcomes_;
    std::exception_ptr failure_;
    bool over_ = false;
    std::thread thread_;  // last: it uses all the others
};

}  // namespace http
