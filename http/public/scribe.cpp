#include "http/public/scribe.h"

#include <utility>

#include "engine/expects.h"

namespace http {

Scribe::Scribe(surveys::Store& store) : store_(store), thread_([this] { run(); }) {}

Scribe::~Scribe() {
    {
        const std::lock_guard lock(desk_);
        over_ = true;
        if (work_) work_->whole = true;
    }
    handed_over_.notify_one();
    thread_.join();
}

void Scribe::begin(const std::string& survey, std::int64_t now_ms) {
    const std::lock_guard lock(desk_);
    engine::expects(!work_, "a scribe writes for one survey at a time");
    work_ = Work{.survey = survey, .now_ms = now_ms, .parts = {}, .whole = false};
    done_ = false;
}

void Scribe::add(std::vector<surveys::Submission> part) {
    {
        const std::lock_guard lock(desk_);
        engine::expects(work_ && !work_->whole, "parts are added between begin and finish");
        work_->parts.push_back(std::move(part));
    }
    handed_over_.notify_one();
}

std::vector<surveys::Outcome> Scribe::finish() {
    std::unique_lock lock(desk_);
    engine::expects(work_.has_value(), "what is finished was begun");
    work_->whole = true;
    handed_over_.notify_one();
    written_.wait(lock, [&] { return done_; });
    work_.reset();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::exchange(outcomes_, {});
}

void Scribe::run() {
    std::unique_lock lock(desk_);
    for (;;) {
        handed_over_.wait(lock, [&] { return over_ || (work_ && !done_); });
        if (!work_ || done_) return;
        try {
            outcomes_ = write_down(lock);
        } catch (...) {
            if (!lock.owns_lock()) lock.lock();
            failure_ = std::current_exception();
        }
        done_ = true;
        written_.notify_one();
    }
}

std::vector<surveys::Outcome> Scribe::write_down(std::unique_lock<std::mutex>& lock) {
    const std::string survey = work_->survey;
    const std::int64_t now_ms = work_->now_ms;
    lock.unlock();
    std::vector<surveys::Outcome> outcomes;
    {
        const auto taking = store_.begin_taking(survey, now_ms);
        lock.lock();
        while (const auto part = next(lock)) {
            lock.unlock();
            taking->add(*part);
            lock.lock();
        }
        lock.unlock();
        outcomes = taking->keep();
    }
    lock.lock();
    return outcomes;
}

std::optional<std::vector<surveys::Submission>> Scribe::next(std::unique_lock<std::mutex>& lock) {
    handed_over_.wait(lock, [&] { return work_->whole || !work_->parts.empty(); });
    if (work_->parts.empty()) return std::nullopt;
    auto part = std::move(work_->parts.front());
    work_->parts.pop_front();
    return part;
}

}  // namespace http
