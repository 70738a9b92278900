// The doorkeeper: remembers who tries codes that are not good, and who answers unusually often.
//
// Whoever comes from one address with many failing codes must wait; many from many addresses
// raise an alarm, and a good code is taken all the while. An address that answers very often is
// told of, never turned away: it may be the tablet of a hall. Everything is kept in memory, for a
// day at most, and answers are counted under hashes with a key of that day.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/front/address_book.h"
#include "http/front/client_address.h"
#include "http/front/deadline.h"
#include "surveys/store/store.h"

namespace http {

class Metrics;

struct DoorLimits {
    double failed_codes_per_minute = 12;  // of one address, for good; 0 turns nobody away
    double failed_codes_burst = 100;      // of one address, at once
    std::int64_t alarm_failed_codes = 200;  // of all addresses, in the window
    std::chrono::milliseconds alarm_window{10 * 60'000};
    std::int64_t answers_flagged = 200;  // of one address to one survey in a day; 0 tells of none
    std::size_t addresses_watched_max = 65'536;
};

// An answer on its way, as far as the doorkeeper looks at it. A client without an address of its
// own (a local socket) is let through unlooked at.
struct Tried {
    AddressKey client{};
    bool with_code = false;
    bool is_secret = false;  // to a ballot: who answered how often is not counted
};

// Addresses that answered a survey very often today.
struct Flag {
    std::string survey;
    std::int64_t addresses = 0;
    std::int64_t most = 0;  // answers of the busiest one
};

class Doorkeeper {
public:
    using Clock = std::function<Time()>;
    Doorkeeper(const DoorLimits& limits, Metrics& metrics,
               Clock clock = &std::chrono::steady_clock::now);

    // Before an answer with a code is held: nothing when it may be tried. It is charged as a
    // failure until `saw` knows better, so that many at once gain nothing.
    [[nodiscard]] std::optional<std::chrono::seconds> admit(AddressKey client);
    void saw(std::string_view survey, const Tried& tried, surveys::Outcome::Kind kind,
             std::int64_t now_ms);

    // From any thread.
    std::vector<Flag> flags(std::int64_t now_ms) const;
    void look();  // now and then: ends an alarm when the tries have ceased

private:
    struct Failures {
        Time since;
        std::int64_t count = 0;
    };
    void count_failure();
    void judge(Time now);
    void count_answer(std::string_view survey, AddressKey client, std::int64_t day);
    void flag(std::string_view survey, std::int64_t answers);
    void begin_day(std::int64_t day);
    void forget_the_quiet();

    const DoorLimits limits_;
    Metrics& metrics_;
    const Clock clock_;
    mutable std::mutex mutex_;
    AddressBook failing_;
    std::deque<Failures> recent_;  // the alarm's window, in slices
    bool alarmed_ = false;
    std::int64_t day_ = -1;
    std::array<unsigned char, 16> key_of_the_day_{};
    std::unordered_map<std::uint64_t, std::int64_t> answers_;
    std::vector<Flag> flags_;
};

}  // namespace http
