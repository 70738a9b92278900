// The body of a loop: its connections and the steps of a turn. For loop.cpp and turn.cpp only.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/front/address_book.h"
#include "http/front/connection.h"
#include "http/front/listener.h"
#include "http/front/loop.h"
#include "http/front/mailbox.h"

namespace http {

class Loop::Body : public Replies {
public:
    Body(const Limits& limits, Metrics& metrics, SteadyClock clock);

    enum class Kind { open_to_all, for_a_local_proxy, for_the_owner };
    const Descriptor& add(Descriptor socket, SocketFile file, Site& site, Kind kind);
    void trust(TrustedProxies proxies) { proxies_ = std::move(proxies); }
    void beat(std::chrono::milliseconds every, std::function<void()> beat);
    void run();
    void stop() noexcept;

    void send(Ticket ticket, std::string response_bytes) override;
    void post(Ticket ticket, std::string response_bytes) override;
    void wake() noexcept override { mailbox_.ring(); }

private:
    using Id = std::uint64_t;

    // loop.cpp: sockets come, speak and go.
    void wait_and_read(int wait_milliseconds);
    void on_listener(Listener& listener);
    void welcome(Accepted accepted, const Listener& listener);
    void on_connection(Id id, std::uint32_t events);
    void watch(int descriptor, Id id, std::uint32_t events, int operation) const;
    void drop(Id id);
    void begin_stop();
    bool is_done() const;
    int wait_milliseconds() const;

    // turn.cpp: requests are served and responses leave.
    void take_turn();
    void deliver_posted();
    void serve_line();
    void serve_round();
    bool may_serve() const;
    void serve(Id id, Connection& connection, RawRequest request);
    void refuse(Connection& connection, Refusal refusal);
    void end_turn();
    void end_turn_of(Site& site);
    void settle_all();
    void tell_state();
    void settle(Id id, Connection& connection);
    // budget.cpp: memory stays bounded whatever is sent and however it is read.
    void count(Connection& connection);
    bool keep_the_unread_budget();
    void keep_the_unsent_budget();
    std::vector<Id> longest_waiting(std::size_t Connection::*bytes, std::size_t enough) const;
    void let_go(Id id);
    void sweep();
    void line_up(Id id, Connection& connection);
    void touch(Id id, Connection& connection);

    Limits limits_;
    Metrics& metrics_;
    SteadyClock clock_;
    Time now_;
    Time next_sweep_;

    Descriptor epoll_;
    Mailbox mailbox_;
    bool bell_rang_ = false;
    std::atomic<bool> stop_requested_{false};
    bool stopping_ = false;
    Time stop_at_;

    std::function<void()> beat_;
    std::chrono::milliseconds beat_every_{0};
    Time next_beat_;

    TrustedProxies proxies_;
    AddressBook book_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<Site*> sites_;  // of all listeners, each once
    std::unordered_map<Id, std::unique_ptr<Connection>> connections_;
    Id next_id_;
    std::size_t unread_bytes_ = 0;
    std::size_t unsent_bytes_ = 0;
    struct Told {
        std::uint64_t in_line = 0;
        std::uint64_t unread = 0;
        std::uint64_t unsent = 0;
    };
    Told told_;  // to the metrics

    Time turn_began_;          // by the real clock
    std::size_t served_ = 0;   // requests, in this turn
    std::deque<Id> line_;      // connections with something to look at, each once
    std::vector<Id> touched_;  // connections to settle when the turn ends
    std::vector<Site*> sites_in_turn_;
    bool looks_again_ = false;  // at the sockets, without waiting for them
    struct Held {
        Site* site;
        Ticket ticket;
    };
    std::vector<Held> held_;  // held back in this turn
    std::size_t held_bytes_ = 0;  // of their requests
};

}  // namespace http
