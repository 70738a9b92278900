#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/front/descriptor.h"
#include "tests/bench/contender.h"

namespace bench {

namespace {

constexpr std::string_view answer =
    "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n";

// The least a server can do: it neither parses nor routes nor stores. What the kernel, this
// machine and the load cost by themselves.
class Bare {
public:
    Bare()
        : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)),
          epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const auto* const place = reinterpret_cast<const sockaddr*>(&address);
        if (::bind(listener_.number(), place, sizeof address) != 0 ||
            ::listen(listener_.number(), 1024) != 0) {
            throw std::runtime_error("the bare server cannot listen");
        }
        watch(listener_.number());
    }

    std::uint16_t port() const {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&address), &size);
        return ntohs(address.sin_port);
    }

    [[noreturn]] void run() {
        std::array<epoll_event, 512> events;
        for (;;) {
            const int count = ::epoll_wait(epoll_.number(), events.data(), events.size(), -1);
            for (int i = 0; i < count; ++i) {
                const int socket = events[static_cast<std::size_t>(i)].data.fd;
                if (socket == listener_.number()) welcome();
                else hear(socket);
            }
        }
    }

private:
    void watch(int socket) const {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, socket, &event);
    }

    void welcome() {
        const int socket =
            ::accept4(listener_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockets_.emplace(socket, http::Descriptor(socket));
        watch(socket);
    }

    void hear(int socket) {
        std::array<char, 16384> buffer;
        if (::recv(socket, buffer.data(), buffer.size(), 0) <= 0) {
            sockets_.erase(socket);
            return;
        }
        static_cast<void>(::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL));
    }

    http::Descriptor listener_;
    http::Descriptor epoll_;
    std::unordered_map<int, http::Descriptor> sockets_;
};

void serve_bare(const Setting&, const Ready& ready) {
    Bare server;
    ready(server.port());
    server.run();
}

}  // namespace

Contender bare() { return {"bare", serve_bare}; }

}  // namespace bench
