// A site: what a listener serves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/front/client_address.h"

namespace http {

// A complete request as the loop let it through: bounded, unchunked, unencoded, with one Host and
// at most one Content-Length; hop headers, ranges and everything a client must not say removed.
struct RawRequest {
    std::string bytes;         // request line, headers, empty line, body
    // The client's, as the socket says or, behind a trusted proxy, as the proxy says; "unix" on the
    // owner's Unix socket, "local" on one that a proxy connects to.
    std::string peer_address;
    AddressKey client{};   // who is charged
    bool trusted = false;  // came over the Unix socket only the store's owner can open
    bool keep_alive = true;
};

// Where a response belongs.
struct Ticket {
    std::uint64_t connection = 0;
    std::uint64_t request = 0;
};

// Takes responses that were held back. `send` belongs to the loop's thread; `post` and `wake` may
// be called from any thread. A response to a client that has left is dropped.
class Replies {
public:
    virtual ~Replies() = default;
    virtual void send(Ticket ticket, std::string response_bytes) = 0;
    virtual void post(Ticket ticket, std::string response_bytes) = 0;
    virtual void wake() noexcept = 0;  // the loop ends a turn of every site soon
};

class Site {
public:
    virtual ~Site() = default;

    // In the loop's thread, so short: the bytes of the response, or nothing when it is held back
    // until the turn ends or a thread of a pool posts it. The loop sends responses of one
    // connection in the order of their requests, whatever the order they come in. What a site
    // needs of the request for later, it may take.
    virtual std::optional<std::string> serve(RawRequest&& request, Ticket ticket,
                                             Replies& replies) = 0;

    // In the loop's thread, once the head of a request with a large body is here, which is not the
    // owner's: whether the body is read in. Else the request is served without it, and its
    // connection closed.
    virtual bool wants_large_body(std::string_view head) {
        static_cast<void>(head);
        return true;
    }

    // At the end of each turn in which this site served something or somebody woke the loop: held
    // back responses are sent now or in a later turn, once what they promise is kept.
    virtual void end_turn(Replies& replies) { static_cast<void>(replies); }

    // Whether it left something for the end of the next turn, which then comes after one look at
    // the sockets: what came meanwhile may share the work.
    virtual bool wants_a_look() const { return false; }

    // False while it holds so much back that nothing more is to be served.
    virtual bool has_room() const { return true; }
};

}  // namespace http
