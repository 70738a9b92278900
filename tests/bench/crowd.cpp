#include "tests/bench/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string_view>

namespace bench {

namespace {

constexpr std::chrono::milliseconds between_bytes{500};
constexpr std::string_view begun =
    "POST /api/v1/surveys/bench/responses HTTP/1.1\r\nHost: bench\r\nX-Slow: ";

}  // namespace

Crowd::Crowd(std::uint16_t port, Size size) : port_(port), members_(size.idle + size.slow) {
    for (std::size_t at = 0; at < members_.size(); ++at) {
        members_[at].slow = at >= size.idle;
        members_[at].socket = connected();
        if (members_[at].socket < 0) throw std::runtime_error("the crowd cannot connect");
    }
    thread_ = std::thread([this] { go_on(); });
}

Crowd::~Crowd() {
    ending_ = true;
    thread_.join();
    for (const Member& member : members_) ::close(member.socket);
}

int Crowd::connected() const {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

void Crowd::go_on() {
    while (!ending_) {
        for (Member& member : members_) look_after(member);
        std::this_thread::sleep_for(between_bytes);
    }
}

void Crowd::look_after(Member& member) {
    char heard[1024];
    const ssize_t count = ::recv(member.socket, heard, sizeof heard, MSG_DONTWAIT);
    const bool is_out = count == 0 || (count < 0 && errno != EAGAIN);
    if (is_out) {
        ::close(member.socket);
        member.socket = connected();
        member.said = 0;
        ++came_back_;
    }
    if (!member.slow) return;
    const char byte = member.said < begun.size() ? begun[member.said] : 'x';
    if (::send(member.socket, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) ++member.said;
}

}  // namespace bench
