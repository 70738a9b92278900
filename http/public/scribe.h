// The scribe: writes answers down and waits for the disk, in two threads beside the loop's.
//
// While one batch is on its way to the disk the next is written, and the loop reads and answers: a
// large intake is as fast as the slowest of the three, not as their sum.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "http/front/site.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {

// Called by the loop's thread only: begin, add as often as there are answers, close; later take.
class Scribe {
public:
    explicit Scribe(surveys::Store& store);
    ~Scribe();  // once everything handed over is written
    Scribe(const Scribe&) = delete;
    Scribe& operator=(const Scribe&) = delete;

    // From here to `close` the caller asks nothing that may wait for a writer: that writer may be
    // waiting for the scribe, and the scribe waits for the caller.
    void begin(std::int64_t now_ms);
    // Parts of one survey in a row are one commit: a section.
    void add(const std::string& survey, std::vector<surveys::Submission> part);
    // `woken` hears it when the batch can be taken; it outlives the scribe.
    void close(Replies& woken);

    // What became of a section: durably kept when an outcome says so, else what the store threw.
    struct Section {
        std::string survey;
        std::vector<surveys::Outcome> outcomes;
        std::exception_ptr failure;
        // As they were added: freed by the thread that made them, which costs least.
        std::vector<std::vector<surveys::Submission>> parts{};
    };
    struct Written {
        std::vector<Section> sections;
        // For their commit and its sync: how long the disk makes everybody wait at least.
        std::chrono::steady_clock::duration disk_took{};
    };
    // The batch that was closed first; nothing while the disk is not done with it.
    [[nodiscard]] std::optional<Written> take();

private:
    struct Part {
        std::string survey;
        std::vector<surveys::Submission> submissions;
    };
    struct Batch {
        std::int64_t now_ms = 0;
        std::deque<Part> parts;
        Replies* woken = nullptr;  // none while it is open
        std::chrono::steady_clock::time_point filled;  // its last answer was written
        Written written;
    };
    using Batches = std::deque<std::unique_ptr<Batch>>;
    void write();
    void write_down(Batch& batch, std::unique_lock<std::mutex>& lock);
    std::optional<Part> next(Batch& batch, std::unique_lock<std::mutex>& lock);
    void sync();
    void make_durable(const Batches& batches);

    surveys::Store& store_;
    std::mutex desk_;  // guards what follows
    std::condition_variable handed_over_;
    std::condition_variable written_;
    Batches to_write_;  // the last one may be open
    Batches to_sync_;
    Batches done_;
    bool writes_no_more_ = false;
    bool syncs_no_more_ = false;
    std::thread writer_;  // last: they use all the others
    std::thread syncer_;
};

}  // namespace http
