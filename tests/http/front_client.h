// A client for tests: raw bytes over a real socket, and a loop that runs beside the test.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <cstdint>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/front/descriptor.h"
#include "http/front/limits.h"
#include "http/front/loop.h"
#include "http/front/metrics.h"
#include "http/front/site.h"

namespace tests {

inline constexpr int patience_milliseconds = 20'000;

struct Reply {
    int status = 0;  // 0: the connection ended before a whole response
    std::string head;
    std::string body;

    bool says(const std::string& words) const { return head.find(words) != std::string::npos; }
};

class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
        const int on = 1;
        ::setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    explicit Client(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }

    Client& say(const std::string& bytes) {
        static_cast<void>(
            ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0);
        return *this;
    }
    void say_no_more() { ::shutdown(socket_.number(), SHUT_WR); }

    // The next response, by its Content-Length.
    Reply hear(bool head_only = false) {
        while (heard_.find("\r\n\r\n") == std::string::npos) {
            if (!more()) return {};
        }
        Reply reply;
        reply.head = heard_.substr(0, heard_.find("\r\n\r\n") + 4);
        reply.status = std::stoi(reply.head.substr(9, 3));
        const std::size_t at = reply.head.find("Content-Length: ");
        std::size_t length = at == std::string::npos ? 0 : std::stoul(reply.head.substr(at + 16));
        if (head_only) length = 0;
        while (heard_.size() < reply.head.size() + length) {
            if (!more()) return {};
        }
        reply.body = heard_.substr(reply.head.size(), length);
        heard_.erase(0, reply.head.size() + length);
        return reply;
    }
    // Everything until the server closes.
    std::string hear_all() {
        while (more()) continue;
        return heard_;
    }
    bool is_closed() { return heard_.empty() && !more(); }

private:
    void connect(const sockaddr* address, socklen_t size) {
        if (::connect(socket_.number(), address, size) != 0) {
            throw std::runtime_error("the test cannot connect");
        }
    }
    bool more() {
        pollfd ready{socket_.number(), POLLIN, 0};
        if (::poll(&ready, 1, patience_milliseconds) != 1) return false;
        char buffer[65536];
        const ssize_t count = ::recv(socket_.number(), buffer, sizeof buffer, 0);
        if (count <= 0) return false;
        heard_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    http::Descriptor socket_;
    std::string heard_;
};

inline std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}
inline std::string post(const std::string& target, const std::string& body,
                        const std::string& headers = "") {
    return "POST " + target + " HTTP/1.1\r\nHost: a\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline http::Limits unhurried() {
    http::Limits limits;
    limits.rate_per_second = 0;
    return limits;
}

// A loop in a thread of its own.
class Running {
public:
    explicit Running(http::Site& site, const http::Limits& limits = unhurried(),
                     http::SteadyClock clock = &std::chrono::steady_clock::now)
        : loop(limits, metrics, std::move(clock)),
          port(loop.listen(http::Address{"127.0.0.1", 0}, site)),
          thread_([this] { loop.run(); }) {}
    ~Running() { stop(); }
    void stop() {
        loop.stop();
        if (thread_.joinable()) thread_.join();
    }

    http::Metrics metrics;
    http::Loop loop;
    std::uint16_t port;

private:
    std::thread thread_;
};

// A site out of one function.
class Plain : public http::Site {
public:
    using Answer =
        std::function<std::optional<std::string>(const http::RawRequest&, http::Ticket,
                                                 http::Replies&)>;
    explicit Plain(Answer answer) : answer_(std::move(answer)) {}
    std::optional<std::string> serve(http::RawRequest&& request, http::Ticket ticket,
                                     http::Replies& replies) override {
        return answer_(request, ticket, replies);
    }

private:
    Answer answer_;
};

}  // namespace tests
