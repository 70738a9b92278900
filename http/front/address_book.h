// An address book: what each client address has cost us lately, in requests and connections.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <unordered_map>

#include "http/front/client_address.h"
#include "http/front/deadline.h"
#include "http/front/limits.h"

namespace http {

// A bucket of tokens per address. The number of addresses is bounded: when the book is full, those
// who are owed nothing are forgotten, and strangers share one bucket if that is not enough.
class AddressBook {
public:
    // Whether strangers to a full book share one bucket or are not charged at all.
    enum class Strangers { share, go_free };
    explicit AddressBook(const Limits& limits, Strangers strangers = Strangers::share)
        : limits_(limits), strangers_(strangers) {}

    // The key to charge while the connection lasts; nothing when the address has enough already.
    [[nodiscard]] std::optional<AddressKey> connect(AddressKey key, Time now);
    void disconnect(AddressKey charged);

    // Nothing when the request may pass; else how long to wait before the next. The client need
    // not be connected: it may stand behind a proxy.
    [[nodiscard]] std::optional<std::chrono::seconds> spend(AddressKey charged, Time now);

    // Undoes one `spend`.
    void give_back(AddressKey charged);

    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        double tokens = 0;
        Time refilled;
        std::size_t connections = 0;
    };
    AddressKey place_of(AddressKey key, Time now);
    void refill(Entry& entry, Time now) const;
    void forget_the_settled(Time now);

    Limits limits_;
    Strangers strangers_;
    std::unordered_map<AddressKey, Entry, AddressKeyHash> entries_;
    std::optional<Time> forgot_at_;
};

}  // namespace http
