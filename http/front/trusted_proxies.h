// The trusted proxies: from whom alone we believe who the client behind them is.
//
// Only X-Forwarded-For is read, and of it only what our own proxies wrote: from its end, past
// every address that is a trusted proxy's, to the first that is not. What stands before that was
// sent by the client and proves nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/front/client_address.h"

namespace http {

// The addresses that begin alike: "10.0.0.0/8", "2001:db8::/32"; a single address is one too.
class Network {
public:
    [[nodiscard]] static std::optional<Network> read(std::string_view text);
    bool holds(const IpAddress& address) const;

private:
    Network(IpAddress first, unsigned bits) : first_(first), bits_(bits) {}
    IpAddress first_;
    unsigned bits_;  // 0..128
};

class TrustedProxies {
public:
    TrustedProxies() = default;
    // "unix" and networks; requires each to be one.
    explicit TrustedProxies(const std::vector<std::string>& names);

    // Nothing: a peer on a Unix socket of ours.
    bool trust(const std::optional<IpAddress>& peer) const;
    // Nothing when the header does not tell: it is empty, holds no address where one is needed, or
    // names nobody but proxies. Then the proxy itself is the client.
    [[nodiscard]] std::optional<IpAddress> client_in(std::string_view forwarded_for) const;

private:
    std::vector<Network> networks_;
    bool unix_ = false;
};

}  // namespace http
