#include "http/front/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "http/front/request_grammar.h"

namespace http {

namespace {

constexpr int backlog = 1024;
constexpr unsigned mode_for_a_proxy = 0660;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

std::optional<SocketAddress> socket_address(const Address& address) {
    SocketAddress result;
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET, address.host.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(address.port);
        std::memcpy(&result.storage, &v4, sizeof v4);
        result.size = sizeof v4;
    } else if (::inet_pton(AF_INET6, address.host.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(address.port);
        std::memcpy(&result.storage, &v6, sizeof v6);
        result.size = sizeof v6;
    } else {
        return std::nullopt;
    }
    return result;
}

std::runtime_error cannot_listen(const std::string& where, int error) {
    return std::runtime_error("cannot listen on " + where + ": " +
                              std::generic_category().message(error));
}

void set_option(const Descriptor& socket, int level, int option) {
    const int on = 1;
    ::setsockopt(socket.number(), level, option, &on, sizeof on);
}

Descriptor bind_and_listen(int family, const sockaddr* address, socklen_t size,
                           const std::string& where) {
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.is_open()) throw cannot_listen(where, errno);
    if (family != AF_UNIX) set_option(socket, SOL_SOCKET, SO_REUSEADDR);
    if (::bind(socket.number(), address, size) != 0) throw cannot_listen(where, errno);
    if (family != AF_UNIX && ::listen(socket.number(), backlog) != 0) {
        throw cannot_listen(where, errno);
    }
    return socket;
}

}  // namespace

Address read_address(const std::string& text) {
    const bool local = text.starts_with(unix_host) && text.size() > unix_host.size() &&
                       text[unix_host.size()] == '/';
    if (local && text.size() - unix_host.size() < sizeof(sockaddr_un{}.sun_path)) return {text, 0};
    const std::size_t colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
    std::string host = text.substr(0, std::min(colon, text.size()));
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    const bool has_port = is_digits(port) && port.size() <= 5 && std::stoul(port) <= 65'535;
    if (has_port) {
        const Address address{host, static_cast<std::uint16_t>(std::stoul(port))};
        if (socket_address(address)) return address;
    }
    throw std::invalid_argument('"' + text +
                                "\" is not an address like 0.0.0.0:8080 or [::1]:8080");
}

Descriptor open_listener(const Address& address) {
    if (address.host.starts_with(unix_host)) {
        return open_listener(std::filesystem::path(address.host.substr(unix_host.size())),
                             mode_for_a_proxy);
    }
    const std::string where = address.host + ':' + std::to_string(address.port);
    const auto socket = socket_address(address);
    if (!socket) throw std::runtime_error(where + " is not an address to listen on");
    return bind_and_listen(socket->storage.ss_family,
                           reinterpret_cast<const sockaddr*>(&socket->storage), socket->size,
                           where);
}

Descriptor open_listener(const std::filesystem::path& path, unsigned mode) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (name.size() >= sizeof address.sun_path) throw cannot_listen(name, ENAMETOOLONG);
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);

    // Whoever holds the store's lock owns the socket, so one that lies here is a dead server's.
    std::error_code ignored;
    if (std::filesystem::is_socket(path, ignored)) std::filesystem::remove(path, ignored);
    Descriptor socket = bind_and_listen(AF_UNIX, reinterpret_cast<const sockaddr*>(&address),
                                        sizeof address, name);
    // Between bind and listen nobody can connect, so nobody slips in before the mode is set.
    if (::chmod(name.c_str(), mode) != 0 || ::listen(socket.number(), backlog) != 0) {
        throw cannot_listen(name, errno);
    }
    return socket;
}

namespace {

std::uint64_t inode_of(const std::filesystem::path& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? found.st_ino : 0;
}

}  // namespace

SocketFile::SocketFile(std::filesystem::path path)
    : path_(std::move(path)), inode_(inode_of(path_)) {}

SocketFile::SocketFile(SocketFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), inode_(other.inode_) {}

SocketFile::~SocketFile() {
    if (path_.empty() || inode_ == 0 || inode_of(path_) != inode_) return;
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

std::uint16_t port_of(const Descriptor& socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
    if (address.ss_family == AF_UNIX) return 0;
    sockaddr_in6 v6{};  // the port lies at the same place in both families
    std::memcpy(&v6, &address, sizeof v6);
    return ntohs(v6.sin6_port);
}

AcceptResult accept_from(const Listener& listener) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Descriptor socket(::accept4(listener.socket.number(), reinterpret_cast<sockaddr*>(&address),
                                &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket.is_open()) {
        const bool out = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
        AcceptResult none;
        if (out) none.state = AcceptState::out_of_descriptors;
        return none;
    }
    if (!listener.local) set_option(socket, IPPROTO_TCP, TCP_NODELAY);
    const auto ip = ip_of(address);
    // "unix" opens every door of the desk: it is the owner's socket's alone.
    std::string peer = ip ? text_of(*ip) : listener.trusted ? "unix" : "local";
    return {AcceptState::taken,
            {.socket = std::move(socket),
             .peer_address = std::move(peer),
             .ip = ip,
             .key = ip ? key_of(*ip) : AddressKey{}}};
}

void allow_descriptors(std::size_t needed) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, needed);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace http
