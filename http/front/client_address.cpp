#include "http/front/client_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace http {

namespace {

constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_v4(const IpAddress& address) {
    return std::equal(mapped.begin(), mapped.end(), address.bytes.begin());
}

IpAddress from_v4(const in_addr& v4) {
    IpAddress address;
    std::copy(mapped.begin(), mapped.end(), address.bytes.begin());
    std::memcpy(address.bytes.data() + mapped.size(), &v4, sizeof v4);
    return address;
}

std::uint64_t big_endian(const std::uint8_t* bytes, std::size_t count) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < count; ++i) number = number << 8U | bytes[i];
    return number;
}

}  // namespace

std::optional<IpAddress> read_ip(std::string_view text) {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (text.empty() || text.size() >= sizeof buffer) return std::nullopt;
    if (text.find('\0') != std::string_view::npos) return std::nullopt;
    std::memcpy(buffer, text.data(), text.size());
    in_addr v4{};
    if (::inet_pton(AF_INET, buffer, &v4) == 1) return from_v4(v4);
    IpAddress address;
    if (::inet_pton(AF_INET6, buffer, address.bytes.data()) == 1) return address;
    return std::nullopt;
}

std::optional<IpAddress> ip_of(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return from_v4(v4.sin_addr);
    }
    if (address.ss_family != AF_INET6) return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    IpAddress result;
    std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
    return result;
}

std::string text_of(const IpAddress& address) {
    char text[INET6_ADDRSTRLEN] = {};
    if (is_v4(address)) {
        ::inet_ntop(AF_INET, address.bytes.data() + mapped.size(), text, sizeof text);
    } else {
        ::inet_ntop(AF_INET6, address.bytes.data(), text, sizeof text);
    }
    return text;
}

AddressKey key_of(const IpAddress& address) {
    if (is_v4(address)) return {big_endian(address.bytes.data() + mapped.size(), 4)};
    return {big_endian(address.bytes.data(), 8)};
}

AddressKey key_of(const sockaddr_storage& address) {
    const auto ip = ip_of(address);
    return ip ? key_of(*ip) : AddressKey{};
}

std::size_t AddressKeyHash::operator()(AddressKey key) const {
    // Fibonacci hashing: neighbouring addresses spread over the buckets.
    return static_cast<std::size_t>((key.number ^ (key.number >> 32U)) * 0x9e3779b97f4a7c15ULL);
}

}  // namespace http
