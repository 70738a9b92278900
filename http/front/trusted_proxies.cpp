#include "http/front/trusted_proxies.h"

#include <algorithm>
#include <charconv>

#include "engine/expects.h"
#include "http/front/request_grammar.h"

namespace http {

namespace {

constexpr unsigned bits_of_v4 = 32;
constexpr unsigned bits_of_v6 = 128;

std::optional<unsigned> read_bits(std::string_view text, unsigned most) {
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (error != std::errc{} || end != text.data() + text.size() || bits > most)
        return std::nullopt;
    return bits;
}

}  // namespace

std::optional<Network> Network::read(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view name = text.substr(0, slash);
    const auto first = read_ip(name);
    if (!first) return std::nullopt;
    const bool v4 = name.find(':') == std::string_view::npos;
    const unsigned most = v4 ? bits_of_v4 : bits_of_v6;
    unsigned bits = most;
    if (slash != std::string_view::npos) {
        const auto told = read_bits(text.substr(slash + 1), most);
        if (!told) return std::nullopt;
        bits = *told;
    }
    return Network(*first, bits + bits_of_v6 - most);
}

bool Network::holds(const IpAddress& address) const {
    const std::size_t whole = bits_ / 8;
    if (!std::equal(address.bytes.begin(), address.bytes.begin() + static_cast<long>(whole),
                    first_.bytes.begin())) {
        return false;
    }
    const unsigned rest = bits_ % 8;
    if (rest == 0) return true;
    const unsigned differ = static_cast<unsigned>(address.bytes[whole]) ^ first_.bytes[whole];
    return differ >> (8 - rest) == 0;
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (name == "unix") {
            unix_ = true;
            continue;
        }
        const auto network = Network::read(name);
        engine::expects(network.has_value(), "a trusted proxy is an address or a network");
        networks_.push_back(*network);
    }
}

bool TrustedProxies::trust(const std::optional<IpAddress>& peer) const {
    if (!peer) return unix_;
    return std::ranges::any_of(networks_, [&](const Network& one) { return one.holds(*peer); });
}

std::optional<IpAddress> TrustedProxies::client_in(std::string_view forwarded_for) const {
    while (!forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
        const auto address = read_ip(trim(forwarded_for.substr(begin)));
        if (!address) return std::nullopt;
        if (!trust(address)) return address;
        forwarded_for = forwarded_for.substr(0, begin == 0 ? 0 : begin - 1);
    }
    return std::nullopt;
}

}  // namespace http
