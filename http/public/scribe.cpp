#include "http/public/scribe.h"

#include <utility>

#include "engine/expects.h"

namespace http {
namespace {

// A section being written: the transaction is open while this lives.
class Pen {
public:
    Pen(surveys::Store& store, Scribe::Section& section, std::int64_t now_ms)
        : store_(store), section_(section), now_ms_(now_ms) {}

    void write(const std::vector<surveys::Submission>& part) {
        attempt([&] {
            if (!taking_) taking_ = store_.begin_taking(section_.survey, now_ms_);
            taking_->add(part);
        });
    }
    void end() {
        attempt([&] {
            if (taking_) section_.outcomes = taking_->commit();
        });
    }

private:
    template <typename Work>
    void attempt(const Work& work) {
        if (section_.failure) return;
        try {
            work();
        } catch (...) {
            section_.failure = std::current_exception();
            taking_.reset();
        }
    }

    surveys::Store& store_;
    Scribe::Section& section_;
    const std::int64_t now_ms_;
    std::unique_ptr<surveys::Taking> taking_;
};

}  // namespace

Scribe::Scribe(surveys::Store& store)
    : store_(store), writer_([this] { write(); }), syncer_([this] { sync(); }) {}

Scribe::~Scribe() {
    {
        const std::lock_guard lock(desk_);
        writes_no_more_ = true;
    }
    handed_over_.notify_one();
    writer_.join();
    {
        const std::lock_guard lock(desk_);
        syncs_no_more_ = true;
    }
    written_.notify_one();
    syncer_.join();
}

void Scribe::begin(std::int64_t now_ms) {
    const std::lock_guard lock(desk_);
    engine::expects(to_write_.empty() || to_write_.back()->woken != nullptr,
                    "one batch is open at a time");
    to_write_.push_back(std::make_unique<Batch>());
    to_write_.back()->now_ms = now_ms;
}

void Scribe::add(const std::string& survey, std::vector<surveys::Submission> part) {
    {
        const std::lock_guard lock(desk_);
        engine::expects(!to_write_.empty() && to_write_.back()->woken == nullptr,
                        "parts are added between begin and close");
        to_write_.back()->parts.push_back({survey, std::move(part)});
    }
    handed_over_.notify_one();
}

void Scribe::close(Replies& woken) {
    {
        const std::lock_guard lock(desk_);
        engine::expects(!to_write_.empty() && to_write_.back()->woken == nullptr,
                        "what is closed was begun");
        to_write_.back()->woken = &woken;
    }
    handed_over_.notify_one();
}

std::optional<Scribe::Written> Scribe::take() {
    const std::lock_guard lock(desk_);
    if (done_.empty()) return std::nullopt;
    Written written = std::move(done_.front()->written);
    done_.pop_front();
    return written;
}

void Scribe::write() {
    std::unique_lock lock(desk_);
    for (;;) {
        handed_over_.wait(lock, [&] { return writes_no_more_ || !to_write_.empty(); });
        if (to_write_.empty()) return;
        write_down(*to_write_.front(), lock);
        to_sync_.push_back(std::move(to_write_.front()));
        to_write_.pop_front();
        lock.unlock();  // whom the call wakes would find it locked, and sleep again
        written_.notify_one();
        lock.lock();
    }
}

// The loop may add to the batch whenever the lock is open.
void Scribe::write_down(Batch& batch, std::unique_lock<std::mutex>& lock) {
    std::optional<Pen> pen;
    std::vector<Section>& sections = batch.written.sections;
    while (auto part = next(batch, lock)) {
        lock.unlock();
        if (sections.empty() || sections.back().survey != part->survey) {
            if (pen) pen->end();
            pen.reset();
            sections.push_back({.survey = part->survey, .outcomes = {}, .failure = {}});
        }
        if (!pen) pen.emplace(store_, sections.back(), batch.now_ms);
        pen->write(part->submissions);
        sections.back().parts.push_back(std::move(part->submissions));
        lock.lock();
    }
    lock.unlock();
    batch.filled = std::chrono::steady_clock::now();
    if (pen) pen->end();
    pen.reset();
    lock.lock();
}

// The next part; nothing when all were written.
std::optional<Scribe::Part> Scribe::next(Batch& batch, std::unique_lock<std::mutex>& lock) {
    handed_over_.wait(lock, [&] {
        return writes_no_more_ || batch.woken != nullptr || !batch.parts.empty();
    });
    if (batch.parts.empty()) return std::nullopt;
    Part part = std::move(batch.parts.front());
    batch.parts.pop_front();
    return part;
}

void Scribe::sync() {
    std::unique_lock lock(desk_);
    for (;;) {
        written_.wait(lock, [&] { return syncs_no_more_ || !to_sync_.empty(); });
        if (to_sync_.empty()) return;
        Batches batches = std::exchange(to_sync_, {});
        lock.unlock();
        make_durable(batches);
        const auto now = std::chrono::steady_clock::now();
        for (const auto& batch : batches) batch->written.disk_took = now - batch->filled;
        Replies* const woken = batches.back()->woken;
        lock.lock();
        for (auto& batch : batches) done_.push_back(std::move(batch));
        lock.unlock();
        if (woken != nullptr) woken->wake();
        lock.lock();
    }
}

// One sync for all of them.
void Scribe::make_durable(const Batches& batches) {
    try {
        store_.make_durable();
    } catch (...) {
        for (const auto& batch : batches)
            for (Section& section : batch->written.sections)
                if (!section.failure) section.failure = std::current_exception();
    }
}

}  // namespace http
