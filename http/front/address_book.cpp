#include "http/front/address_book.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"

namespace http {

namespace {

constexpr AddressKey strangers{~0ULL};

}  // namespace

std::optional<AddressKey> AddressBook::connect(AddressKey key, Time now) {
    if (limits_.rate_per_second <= 0) return key;
    const AddressKey charged = place_of(key, now);
    Entry& one = entries_.at(charged);
    if (one.connections >= limits_.connections_per_address_max) return std::nullopt;
    ++one.connections;
    return charged;
}

void AddressBook::disconnect(AddressKey charged) {
    if (limits_.rate_per_second <= 0) return;
    Entry& one = entries_.at(charged);
    engine::expects(one.connections > 0, "who leaves has come");
    --one.connections;
}

std::optional<std::chrono::seconds> AddressBook::spend(AddressKey charged, Time now) {
    if (limits_.rate_per_second <= 0) return std::nullopt;
    const auto known = entries_.find(charged);
    const AddressKey place = known != entries_.end() ? charged : place_of(charged, now);
    if (place == strangers && strangers_ == Strangers::go_free) return std::nullopt;
    Entry& one = known != entries_.end() ? known->second : entries_.at(place);
    refill(one, now);
    if (one.tokens >= 1) {
        one.tokens -= 1;
        return std::nullopt;
    }
    const double wait = std::ceil((1 - one.tokens) / limits_.rate_per_second);
    return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(wait)));
}

void AddressBook::give_back(AddressKey charged) {
    const auto known = entries_.find(charged);
    if (known == entries_.end()) return;
    known->second.tokens = std::min(limits_.rate_burst, known->second.tokens + 1);
}

AddressKey AddressBook::place_of(AddressKey key, Time now) {
    if (entries_.contains(key)) return key;
    if (entries_.size() >= limits_.addresses_watched_max) forget_the_settled(now);
    const bool full = entries_.size() >= limits_.addresses_watched_max;
    const Entry fresh{.tokens = limits_.rate_burst, .refilled = now, .connections = 0};
    return entries_.try_emplace(full ? strangers : key, fresh).first->first;
}

void AddressBook::refill(Entry& entry, Time now) const {
    const double seconds = std::chrono::duration<double>(now - entry.refilled).count();
    entry.tokens = std::min(limits_.rate_burst,
                            entry.tokens + std::max(0.0, seconds) * limits_.rate_per_second);
    entry.refilled = now;
}

void AddressBook::forget_the_settled(Time now) {
    // At most once a second: a flood of strangers must not buy a walk through the book each.
    if (forgot_at_ && now - *forgot_at_ < std::chrono::seconds(1)) return;
    forgot_at_ = now;
    std::erase_if(entries_, [&](const auto& item) {
        Entry one = item.second;
        refill(one, now);
        return one.connections == 0 && one.tokens >= limits_.rate_burst;
    });
}

}  // namespace http
