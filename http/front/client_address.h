// A client address: who asks, as an IP address, and the key under which that is charged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr_storage;

namespace http {

// Both families in one form: IPv4 as ::ffff:a.b.c.d.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// "192.0.2.7", "2001:db8::7"; nothing else: no port, no brackets, no zone, no blanks.
[[nodiscard]] std::optional<IpAddress> read_ip(std::string_view text);
// Nothing of a Unix socket.
[[nodiscard]] std::optional<IpAddress> ip_of(const sockaddr_storage& address);
std::string text_of(const IpAddress& address);

// An IPv4 address, or the /64 network of an IPv6 one: a household has 2^64 of the latter.
struct AddressKey {
    std::uint64_t number = 0;
    friend bool operator==(const AddressKey&, const AddressKey&) = default;
};
AddressKey key_of(const IpAddress& address);
AddressKey key_of(const sockaddr_storage& address);  // of every Unix socket the same

struct AddressKeyHash {
    std::size_t operator()(AddressKey key) const;
};

}  // namespace http
