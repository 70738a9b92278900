#include <algorithm>

#include "http/front/loop_body.h"
#include "http/front/metrics.h"

namespace http {

namespace {

// Above a budget it is brought well below it, so that nobody has to be chosen at every read.
constexpr std::size_t after_letting_go(std::size_t budget) { return budget / 8 * 7; }

}  // namespace

void Loop::Body::count(Connection& connection) {
    const std::size_t unread = connection.unread_bytes();
    const std::size_t unsent = connection.unsent_bytes();
    unread_bytes_ += unread - connection.counted_unread;
    unsent_bytes_ += unsent - connection.counted_unsent;
    connection.counted_unread = unread;
    connection.counted_unsent = unsent;
}

// Those whose client keeps us waiting, for half a request or for a reader, longest first, until
// their bytes are enough.
std::vector<Loop::Body::Id> Loop::Body::longest_waiting(std::size_t Connection::*bytes,
                                                        std::size_t enough) const {
    std::vector<std::pair<Time, Id>> waiting_since;
    for (const auto& [id, connection] : connections_) {
        const Waiting waiting = connection->waiting();
        const bool keeps_us = waiting == Waiting::for_the_rest ||
                              waiting == Waiting::for_the_reader;
        if (keeps_us && (*connection).*bytes > 0)
            waiting_since.emplace_back(connection->since(), id);
    }
    std::ranges::sort(waiting_since);
    std::vector<Id> chosen;
    std::size_t sum = 0;
    for (const auto& [since, id] : waiting_since) {
        if (sum >= enough) break;
        sum += (*connections_.at(id)).*bytes;
        chosen.push_back(id);
    }
    return chosen;
}

// Half a request is told to come back; who does not read would not hear it.
void Loop::Body::let_go(Id id) {
    Connection& connection = *connections_.at(id);
    if (connection.waiting() == Waiting::for_the_reader) {
        ++metrics_.rejected_too_slow;
        return drop(id);
    }
    refuse(connection, Refusal::busy);
    count(connection);
    touch(id, connection);
}

// Whether more may be read now.
bool Loop::Body::keep_the_unread_budget() {
    // A buffer that grows may be twice what is in it.
    const std::size_t two_requests = 4 * (limits_.header_bytes_max + limits_.body_bytes_max);
    const std::size_t budget = std::max(limits_.unread_bytes_max, two_requests);
    if (unread_bytes_ <= budget) return true;
    for (const Id id : longest_waiting(&Connection::counted_unread,
                                       unread_bytes_ - after_letting_go(budget)))
        let_go(id);
    return unread_bytes_ <= budget;
}

void Loop::Body::keep_the_unsent_budget() {
    const std::size_t budget = limits_.unsent_bytes_all_max;
    if (unsent_bytes_ <= budget) return;
    for (const Id id : longest_waiting(&Connection::counted_unsent,
                                       unsent_bytes_ - after_letting_go(budget)))
        let_go(id);
}

}  // namespace http
