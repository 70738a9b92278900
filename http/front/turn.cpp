#include <sys/epoll.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "http/front/loop_body.h"
#include "http/front/metrics.h"
#include "http/watch/log.h"

namespace http {

namespace {

constexpr std::chrono::milliseconds sweep_every{100};

}  // namespace

void Loop::Body::take_turn() {
    deliver_posted();
    serve_line();
    end_turn();
    settle_all();
    keep_the_unsent_budget();
    tell_state();
    if (now_ >= next_sweep_) {
        sweep();
        settle_all();
    }
    if (beat_ && now_ >= next_beat_) {
        next_beat_ = now_ + beat_every_;
        beat_();
    }
    if (std::exchange(served_, 0) == 0) return;
    const auto took = std::chrono::steady_clock::now() - turn_began_;
    const auto microseconds = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    metrics_.turn_time.observe(microseconds);
    if (microseconds >= Metrics::slow_turn_microseconds) ++metrics_.slow_turns;
}

void Loop::Body::send(Ticket ticket, std::string response_bytes) {
    const auto found = connections_.find(ticket.connection);
    if (found == connections_.end()) return;
    found->second->fill(ticket.request, std::move(response_bytes));
    count(*found->second);
    touch(ticket.connection, *found->second);
}

void Loop::Body::post(Ticket ticket, std::string response_bytes) {
    mailbox_.put(ticket, std::move(response_bytes));
}

void Loop::Body::deliver_posted() {
    if (!std::exchange(bell_rang_, false)) return;
    sites_in_turn_ = sites_;
    for (Letter& letter : mailbox_.take()) send(letter.ticket, std::move(letter.response_bytes));
}

void Loop::Body::serve_line() {
    while (may_serve() && !line_.empty()) serve_round();
}

// First what there is must be stored and sent.
bool Loop::Body::may_serve() const {
    return served_ < limits_.requests_per_turn_max && held_bytes_ < limits_.unread_bytes_max &&
           unsent_bytes_ < limits_.unsent_bytes_all_max &&
           std::all_of(sites_.begin(), sites_.end(),
                       [](const Site* site) { return site->has_room(); });
}

// One request of each connection in the line, so that a burst on one holds up no other.
void Loop::Body::serve_round() {
    for (std::size_t left = line_.size(); left > 0 && may_serve(); --left) {
        const Id id = line_.front();
        line_.pop_front();
        const auto found = connections_.find(id);
        if (found == connections_.end()) continue;
        Connection& connection = *found->second;
        connection.in_line = false;
        Connection::Next next = connection.next(limits_, now_);
        if (next.refusal) refuse(connection, *next.refusal);
        if (next.request) {
            ++served_;
            serve(id, connection, std::move(*next.request));
            if (connection.has_begun_a_request()) line_up(id, connection);
        }
        count(connection);
        touch(id, connection);
    }
}

void Loop::Body::serve(Id id, Connection& connection, RawRequest request) {
    ++metrics_.requests;
    const auto wait =
        request.trusted ? std::nullopt : book_.spend(request.client, now_);
    if (stopping_) request.keep_alive = false;
    const Ticket ticket{id, connection.open_place(!request.keep_alive)};
    const After after = request.keep_alive ? After::keep_alive : After::close;
    if (wait) {
        http::count(Refusal::too_many_requests, metrics_);
        return connection.fill(ticket.request,
                               http::refuse(Refusal::too_many_requests, after, wait,
                                            hearer_of(request.bytes)));
    }
    Site& site = connection.site();
    if (std::find(sites_in_turn_.begin(), sites_in_turn_.end(), &site) == sites_in_turn_.end()) {
        sites_in_turn_.push_back(&site);
    }
    const std::size_t bytes = request.bytes.size();
    try {
        auto answer = site.serve(std::move(request), ticket, *this);
        if (answer) return connection.fill(ticket.request, std::move(*answer));
        held_.push_back({&site, ticket});
        held_bytes_ += bytes;
    } catch (const std::exception& failure) {
        note(LogLevel::error, "request_failed", {{"reason", reason_of(failure)}});
        connection.fill(ticket.request, http::refuse(Refusal::failed, after, std::nullopt,
                                                     hearer_of(request.bytes)));
    }
}

void Loop::Body::refuse(Connection& connection, Refusal refusal) {
    http::count(refusal, metrics_);
    const bool later = refusal == Refusal::busy;
    connection.refuse(http::refuse(
        refusal, After::close, later ? std::optional(std::chrono::seconds(1)) : std::nullopt));
}

void Loop::Body::end_turn() {
    if (looks_again_) sites_in_turn_ = sites_;
    for (Site* site : sites_in_turn_) end_turn_of(*site);
    sites_in_turn_.clear();
    looks_again_ = std::any_of(sites_.begin(), sites_.end(),
                               [](const Site* site) { return site->wants_a_look(); });
    held_.clear();
    held_bytes_ = 0;
}

// A site that breaks its own rules here would leave its clients waiting for ever.
void Loop::Body::end_turn_of(Site& site) {
    try {
        site.end_turn(*this);
    } catch (const std::exception& failure) {
        note(LogLevel::error, "turn_failed", {{"reason", reason_of(failure)}});
        for (const Held& held : held_) {
            if (held.site == &site) send(held.ticket, http::refuse(Refusal::failed, After::close));
        }
    }
}

void Loop::Body::settle_all() {
    const std::vector<Id> touched = std::exchange(touched_, {});
    for (const Id id : touched) {
        const auto found = connections_.find(id);
        if (found != connections_.end()) settle(id, *found->second);
    }
}

// The metrics hold the sums of all loops: each adds by how much it changed.
void Loop::Body::tell_state() {
    const auto tell = [](Metrics::Counter& sum, std::uint64_t now, std::uint64_t& told) {
        if (now != told) sum.fetch_add(now - std::exchange(told, now), std::memory_order_relaxed);
    };
    tell(metrics_.requests_in_line, line_.size(), told_.in_line);
    tell(metrics_.unread_bytes, unread_bytes_, told_.unread);
    tell(metrics_.unsent_bytes, unsent_bytes_, told_.unsent);
}

void Loop::Body::settle(Id id, Connection& connection) {
    connection.to_settle = false;
    if (!connection.flush(now_)) return drop(id);
    count(connection);
    if (connection.wants_another_look(limits_)) line_up(id, connection);
    connection.linger(now_);
    if (connection.is_over()) return drop(id);
    const std::uint32_t interest = (connection.wants_to_read(limits_) ? EPOLLIN : 0U) |
                                   (connection.wants_to_write() ? EPOLLOUT : 0U);
    if (interest == connection.interest) return;
    connection.interest = interest;
    watch(connection.socket().number(), id, interest, EPOLL_CTL_MOD);
}

void Loop::Body::sweep() {
    next_sweep_ = now_ + sweep_every;
    std::vector<Id> overdue;
    for (const auto& [id, connection] : connections_) {
        const auto deadline = deadline_of(connection->waiting(), connection->since(), limits_);
        if (deadline && now_ >= *deadline) overdue.push_back(id);
    }
    for (const Id id : overdue) {
        Connection& connection = *connections_.at(id);
        if (connection.waiting() == Waiting::for_the_reader) ++metrics_.rejected_too_slow;
        if (connection.waiting() != Waiting::for_the_rest) {
            drop(id);
            continue;
        }
        refuse(connection, Refusal::too_slow);
        touch(id, connection);
    }
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        if (!listeners_[i]->paused) continue;
        listeners_[i]->paused = false;
        watch(listeners_[i]->socket.number(), i + 1, EPOLLIN, EPOLL_CTL_ADD);
    }
}

void Loop::Body::line_up(Id id, Connection& connection) {
    if (connection.in_line) return;
    connection.in_line = true;
    line_.push_back(id);
}

void Loop::Body::touch(Id id, Connection& connection) {
    if (connection.to_settle) return;
    connection.to_settle = true;
    touched_.push_back(id);
}

}  // namespace http
