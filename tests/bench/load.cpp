#include "tests/bench/load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "http/front/descriptor.h"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

struct Client {
    http::Descriptor socket;
    std::string heard;
    Clock::time_point asked;
    bool broken = false;
};

http::Descriptor connect_to(std::uint16_t port) {
    http::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("the load cannot connect");
    }
    const int on = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

// The bytes of the first whole response; 0 while it is incomplete.
std::size_t response_bytes(std::string_view heard) {
    const std::size_t head = heard.find("\r\n\r\n");
    if (head == std::string_view::npos) return 0;
    constexpr std::string_view name = "Content-Length: ";
    const std::size_t at = heard.substr(0, head).find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos) {
        length = std::stoul(std::string(heard.substr(at + name.size(), 12)));
    }
    const std::size_t whole = head + 4 + length;
    return heard.size() >= whole ? whole : 0;
}

class Run {
public:
    explicit Run(const Load& load)
        : load_(load),
          status_(std::to_string(load.status)),
          epoll_(::epoll_create1(EPOLL_CLOEXEC)),
          clients_(load.clients) {
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            clients_[i].socket = connect_to(load.port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, clients_[i].socket.number(), &event);
        }
    }

    Measured go() {
        for (Client& client : clients_) ask(client);
        turn_until(Clock::now() + duration(load_.seconds / 3));
        waits_.clear();
        failures_ = 0;
        const auto began = Clock::now();
        turn_until(began + duration(load_.seconds));
        return measured(std::chrono::duration<double>(Clock::now() - began).count());
    }

private:
    static Clock::duration duration(double seconds) {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    }

    void ask(Client& client) {
        client.asked = Clock::now();
        const ssize_t sent = ::send(client.socket.number(), load_.request.data(),
                                    load_.request.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(load_.request.size())) fail(client);
    }

    void fail(Client& client) {
        ++failures_;
        client.broken = true;
        ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, client.socket.number(), nullptr);
    }

    void turn_until(Clock::time_point end) {
        std::array<epoll_event, 256> events;
        while (Clock::now() < end) {
            const int count = ::epoll_wait(epoll_.number(), events.data(), events.size(), 50);
            for (int i = 0; i < count; ++i) {
                listen_to(clients_[events[static_cast<std::size_t>(i)].data.u64]);
            }
        }
    }

    void listen_to(Client& client) {
        std::array<char, 16384> buffer;
        const ssize_t count = ::recv(client.socket.number(), buffer.data(), buffer.size(), 0);
        if (count <= 0) return fail(client);
        client.heard.append(buffer.data(), static_cast<std::size_t>(count));
        const std::size_t whole = response_bytes(client.heard);
        if (whole == 0) return;
        if (client.heard.compare(9, 3, status_) != 0) ++failures_;
        client.heard.erase(0, whole);
        const std::chrono::duration<double, std::micro> wait = Clock::now() - client.asked;
        waits_.push_back(wait.count());
        ++answers_;
        ask(client);
    }

    Measured measured(double seconds) {
        Measured result;
        result.failures = failures_;
        result.answers = answers_;
        if (waits_.empty()) return result;
        std::sort(waits_.begin(), waits_.end());
        result.requests_per_second = static_cast<double>(waits_.size()) / seconds;
        result.p50_microseconds = waits_[waits_.size() / 2];
        result.p99_microseconds = waits_[waits_.size() * 99 / 100];
        return result;
    }

    const Load& load_;
    std::string status_;
    http::Descriptor epoll_;
    std::vector<Client> clients_;
    std::vector<double> waits_;
    std::size_t failures_ = 0;
    std::size_t answers_ = 0;
};

}  // namespace

Measured run(const Load& load) { return Run(load).go(); }

}  // namespace bench
