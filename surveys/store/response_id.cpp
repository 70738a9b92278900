#include "surveys/store/response_id.h"

#include <sodium.h>

#include <algorithm>

namespace surveys {
namespace {

constexpr unsigned counter_max = 0xfff;  // whoever comes later in its millisecond: in no order
constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// The length stands before the text, so that no two pairs of survey and key run together alike.
void absorb(crypto_generichash_state& state, std::string_view text) {
    std::array<std::uint8_t, 4> length{};
    for (std::size_t byte = 0; byte < length.size(); ++byte)
        length.at(byte) = static_cast<std::uint8_t>(text.size() >> (24 - 8 * byte));
    crypto_generichash_update(&state, length.data(), length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                              text.size());
}

ResponseId in_order_of_time(ResponseId id, std::int64_t now_ms) {
    for (std::size_t byte = 0; byte < 6; ++byte)
        id.bytes.at(byte) = static_cast<std::uint8_t>(now_ms >> (40 - 8 * byte));
    id.bytes.at(6) = static_cast<std::uint8_t>((id.bytes.at(6) & 0x0f) | 0x70);  // version 7
    id.bytes.at(8) = static_cast<std::uint8_t>((id.bytes.at(8) & 0x3f) | 0x80);  // RFC variant
    return id;
}

}  // namespace

ResponseId id_from_key(std::string_view survey, std::string_view key) {
    crypto_generichash_state state;
    ResponseId id;
    crypto_generichash_init(&state, nullptr, 0, id.bytes.size());
    absorb(state, survey);
    absorb(state, key);
    crypto_generichash_final(&state, id.bytes.data(), id.bytes.size());
    return id;
}

ResponseId time_ordered_id(std::int64_t now_ms) { return in_order_of_time(random_id(), now_ms); }

ResponseId IdDraw::time_ordered(std::int64_t now_ms) {
    if (left_ == 0) {
        randombytes_buf(drawn_.data(), sizeof drawn_);
        left_ = drawn_.size();
    }
    drawn_in_ms_ = now_ms == last_ms_ ? std::min(drawn_in_ms_ + 1, counter_max) : 0;
    last_ms_ = now_ms;
    ResponseId& id = drawn_.at(--left_);
    id.bytes.at(6) = static_cast<std::uint8_t>(drawn_in_ms_ >> 8);
    id.bytes.at(7) = static_cast<std::uint8_t>(drawn_in_ms_ & 0xff);
    return in_order_of_time(id, now_ms);
}

bool is_time_ordered(const ResponseId& id) {
    return (id.bytes.at(6) & 0xf0) == 0x70 && (id.bytes.at(8) & 0xc0) == 0x80;
}

ResponseId random_id() {
    ResponseId id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

std::string hex(const ResponseId& id) {
    std::string text;
    for (const std::uint8_t byte : id.bytes) {
        text += hex_digits.at(byte >> 4);
        text += hex_digits.at(byte & 0x0f);
    }
    return text;
}

std::optional<ResponseId> id_from_hex(std::string_view text) {
    ResponseId id;
    if (text.size() != 2 * id.bytes.size()) return std::nullopt;
    for (std::size_t byte = 0; byte < id.bytes.size(); ++byte) {
        const std::size_t high = hex_digits.find(text.at(2 * byte));
        const std::size_t low = hex_digits.find(text.at(2 * byte + 1));
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        id.bytes.at(byte) = static_cast<std::uint8_t>(high << 4 | low);
    }
    return id;
}

std::string receipt(const ResponseId& id) {
    std::array<std::uint8_t, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), id.bytes.data(), id.bytes.size(), nullptr, 0);
    std::uint64_t last = 0;
    for (std::size_t byte = 8; byte < hash.size(); ++byte) last = last << 8 | hash.at(byte);
    std::string text(12, '0');
    for (std::size_t place = text.size(); place-- > 0; last >>= 5)
        text.at(place) = crockford.at(last & 31);
    return text;
}

std::string receipt_for_people(const ResponseId& id) {
    const std::string text = receipt(id);
    return text.substr(0, 4) + '-' + text.substr(4, 4) + '-' + text.substr(8);
}

}  // namespace surveys
