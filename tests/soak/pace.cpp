#include "tests/soak/pace.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "http/front/descriptor.h"
#include "tests/soak/visitor_requests.h"

namespace soak {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int look_milliseconds = 1;
// Below the server's own 5 s: a request sent while it closes an idle connection would be lost.
constexpr std::chrono::seconds rest_max{4};

http::Descriptor connect_to(std::uint16_t port) {
    http::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return http::Descriptor();
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
    const std::size_t length =
        at == std::string_view::npos
            ? 0
            : std::stoul(std::string(heard.substr(at + name.size(), 12)));
    return heard.size() >= head + 4 + length ? head + 4 + length : 0;
}

struct Client {
    http::Descriptor socket;
    std::string heard;
    Clock::time_point due;
    Clock::time_point resting_since;
    bool asks_to_store = false;
};

class Keeping {
public:
    Keeping(const Pace& pace, const std::function<void(const Report&)>& tell)
        : pace_(pace), tell_(tell), epoll_(::epoll_create1(EPOLL_CLOEXEC)), clients_(pace.clients) {
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            connect(i);
            if (!clients_[i].socket.is_open()) throw std::runtime_error("cannot connect");
        }
    }

    void run() {
        began_ = told_ = Clock::now();
        const auto end = began_ + duration(pace_.seconds);
        std::array<epoll_event, 256> events;
        for (auto now = began_; now < end || idle_.size() < clients_.size(); now = Clock::now()) {
            if (now < end) send_what_is_due(now);
            const int count = ::epoll_wait(epoll_.number(), events.data(), events.size(),
                                           look_milliseconds);
            for (int i = 0; i < count; ++i)
                listen_to(events[static_cast<std::size_t>(i)].data.u64);
            if (Clock::now() - told_ >= duration(pace_.report_seconds)) report();
            if (now > end + std::chrono::seconds(30)) break;  // somebody is never answered
        }
        for (std::size_t i = idle_.size(); i < clients_.size(); ++i) ++report_.statuses["0"];
        report();
    }

private:
    static Clock::duration duration(double seconds) {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    }

    void connect(std::size_t which) {
        Client& client = clients_[which];
        client.socket = connect_to(pace_.port);
        client.heard.clear();
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = which;
        ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, client.socket.number(), &event);
        rest(which);
    }

    void rest(std::size_t which) {
        clients_[which].resting_since = Clock::now();
        idle_.push_back(which);
    }

    // Who rests longest comes next.
    std::size_t rested() {
        const std::size_t which = idle_.front();
        idle_.pop_front();
        if (Clock::now() - clients_[which].resting_since < rest_max) return which;
        leave(which);
        connect(which);
        std::erase(idle_, which);
        return which;
    }

    void leave(std::size_t which) {
        ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, clients_[which].socket.number(), nullptr);
    }

    void send_what_is_due(Clock::time_point now) {
        while (!idle_.empty()) {
            Clock::time_point due = now;
            if (pace_.requests_per_second > 0) {
                due = began_ + duration(static_cast<double>(sent_) / pace_.requests_per_second);
                if (due > now) return;
            }
            const std::size_t which = rested();
            const VisitorRequest request = visitor_request(sent_++, pace_.seed);
            Client& client = clients_[which];
            client.due = due;
            client.asks_to_store = request.is_answer;
            const ssize_t size = ::send(client.socket.number(), request.bytes.data(),
                                        request.bytes.size(), MSG_NOSIGNAL);
            if (size != static_cast<ssize_t>(request.bytes.size())) lose(which);
        }
    }

    void lose(std::size_t which) {
        ++report_.statuses["0"];
        leave(which);
        connect(which);
    }

    void listen_to(std::size_t which) {
        Client& client = clients_[which];
        std::array<char, 65536> buffer;
        const ssize_t count = ::recv(client.socket.number(), buffer.data(), buffer.size(), 0);
        const bool is_busy = std::find(idle_.begin(), idle_.end(), which) == idle_.end();
        if (count <= 0 && !is_busy) {  // closed while it rested: no request was lost
            std::erase(idle_, which);
            leave(which);
            return connect(which);
        }
        if (count <= 0) return lose(which);
        client.heard.append(buffer.data(), static_cast<std::size_t>(count));
        const std::size_t whole = response_bytes(client.heard);
        if (whole == 0) return;
        const std::string status = client.heard.substr(9, 3);
        ++report_.statuses[status];
        if (client.asks_to_store && status == "201") ++report_.stored;
        client.heard.erase(0, whole);
        const std::chrono::duration<double, std::milli> wait = Clock::now() - client.due;
        waits_.push_back(wait.count());
        rest(which);
    }

    void report() {
        const auto now = Clock::now();
        const double stretch = std::chrono::duration<double>(now - told_).count();
        report_.seconds = std::chrono::duration<double>(now - began_).count();
        report_.requests_per_second = static_cast<double>(waits_.size()) / stretch;
        std::sort(waits_.begin(), waits_.end());
        const auto part = [this](std::size_t percent) {
            return waits_.empty() ? 0 : waits_[(waits_.size() - 1) * percent / 100];
        };
        report_.p50_milliseconds = part(50);
        report_.p99_milliseconds = part(99);
        report_.max_milliseconds = part(100);
        tell_(report_);
        waits_.clear();
        told_ = now;
    }

    const Pace& pace_;
    const std::function<void(const Report&)>& tell_;
    http::Descriptor epoll_;
    std::vector<Client> clients_;
    std::deque<std::size_t> idle_;
    std::vector<double> waits_;
    std::uint64_t sent_ = 0;
    Clock::time_point began_;
    Clock::time_point told_;
    Report report_;
};

}  // namespace

void keep(const Pace& pace, const std::function<void(const Report&)>& tell) {
    Keeping(pace, tell).run();
}

}  // namespace soak
