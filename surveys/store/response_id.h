// A response id: the 16 bytes a response is stored under, and the receipt a person can read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace surveys {

struct ResponseId {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const ResponseId&, const ResponseId&) = default;
};

// BLAKE2b-128 of survey and key, length-prefixed: the same key in the same survey is the same row.
ResponseId id_from_key(std::string_view survey, std::string_view key);
// UUIDv7 (RFC 9562): time-ordered, 74 random bits.
ResponseId time_ordered_id(std::int64_t now_ms);
bool is_time_ordered(const ResponseId& id);
ResponseId random_id();

// Draws many ids for one call of the system's source of randomness. Those of one millisecond come
// in order (RFC 9562, 6.2, method 1: a counter of 12 bits, 62 random bits behind it), so that a
// batch of rows stands together in the table instead of in leaves all over that millisecond.
class IdDraw {
public:
    ResponseId time_ordered(std::int64_t now_ms);

private:
    std::array<ResponseId, 32> drawn_{};
    std::size_t left_ = 0;
    std::int64_t last_ms_ = -1;
    unsigned drawn_in_ms_ = 0;
};

std::string hex(const ResponseId& id);  // 32 lower-case digits
std::optional<ResponseId> id_from_hex(std::string_view text);

// Twelve Crockford base-32 characters, the last 60 bits of the id's BLAKE2b hash.
std::string receipt(const ResponseId& id);
std::string receipt_for_people(const ResponseId& id);  // XXXX-XXXX-XXXX

}  // namespace surveys
