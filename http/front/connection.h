// A connection: the bytes of one client on their way in and out, and the order of its responses.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "http/front/deadline.h"
#include "http/front/descriptor.h"
#include "http/front/limits.h"
#include "http/front/listener.h"
#include "http/front/request_check.h"
#include "http/front/trusted_proxies.h"

namespace http {

class Connection {
public:
    // `proxies` when the client is one of them; they outlive the connection.
    Connection(Accepted accepted, const Listener& listener, const TrustedProxies* proxies,
               Time now);

    // Reads once. False when the socket is broken.
    [[nodiscard]] bool read(Time now);

    // The next step of the client's bytes: a whole request, a refusal, or neither yet.
    struct Next {
        std::optional<RawRequest> request;
        std::optional<Refusal> refusal;
    };
    [[nodiscard]] Next next(const Limits& limits, Time now);
    // Whether another request may be taken: neither too many open nor too much unsent.
    bool has_room(const Limits& limits) const;
    // Whether `next` was put off for want of room, which there is now.
    bool wants_another_look(const Limits& limits) const;

    // Opens the place of a response; places are filled in any order and sent in theirs.
    std::uint64_t open_place(bool last);
    bool is_open(std::uint64_t request) const;
    void fill(std::uint64_t request, std::string bytes);
    void refuse(std::string bytes);  // behind all open places; nothing is read after it

    // Sends what may be sent. False when the socket is broken.
    [[nodiscard]] bool flush(Time now);

    // All said, and nothing more to come.
    bool is_over() const;
    void linger(Time now);  // says the end and hears the client out
    void stop_listening() { heard_all_ = true; }
    bool has_heard_all() const { return heard_all_; }
    bool wants_to_read(const Limits& limits) const;
    bool wants_to_write() const { return sent_ < output_.size(); }
    bool owes_nothing() const { return places_.empty() && !wants_to_write(); }
    bool has_begun_a_request() const { return begin_ < input_.size(); }
    // Memory held for requests not yet taken, and for responses not yet sent.
    std::size_t unread_bytes() const;
    std::size_t unsent_bytes() const { return output_.capacity() + filled_bytes_; }
    std::size_t counted_unread = 0;  // of these, in the loop's sums
    std::size_t counted_unsent = 0;
    Waiting waiting() const;
    Time since() const { return since_; }

    const Descriptor& socket() const { return socket_; }
    AddressKey key() const { return key_; }
    Site& site() const { return *site_; }
    bool trusted() const { return trusted_; }
    bool is_proxy() const { return proxies_ != nullptr; }
    std::uint32_t interest = 0;   // what epoll was last told
    bool in_line = false;         // waits for its next request to be served
    bool to_settle = false;       // is looked at when the turn ends

private:
    struct Place {
        std::optional<std::string> bytes;
        bool last = false;
    };
    void leave_an_unwanted_body();
    void greet_expectant();
    RawRequest take_request();

    Descriptor socket_;
    std::string peer_address_;
    AddressKey key_;
    Site* site_;
    bool trusted_;
    const TrustedProxies* proxies_;

    std::string input_;
    std::size_t begin_ = 0;  // of the first byte not yet taken
    std::size_t seen_ = 0;   // bytes of an unfinished head already looked at
    std::optional<Head> head_;
    std::size_t head_bytes_ = 0;

    std::deque<Place> places_;
    std::uint64_t first_place_ = 0;
    std::string output_;
    std::size_t sent_ = 0;
    std::size_t filled_bytes_ = 0;  // in places, not yet in the output

    bool put_off_ = false;
    bool heard_all_ = false;   // the client will say no more, or we no longer listen
    bool closing_ = false;     // after what is owed
    bool refused_ = false;     // hear the client out before closing
    bool lingering_ = false;
    Time since_;
};

}  // namespace http
