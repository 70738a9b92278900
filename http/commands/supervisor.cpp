#include "http/commands/supervisor.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "http/front/descriptor.h"

namespace http {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

template <typename Number>
std::optional<Number> number_in(const std::string& text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

}  // namespace

Supervisor::Supervisor() : socket_(environment("NOTIFY_SOCKET")) {
    const auto microseconds = number_in<std::int64_t>(environment("WATCHDOG_USEC"));
    const std::string meant = environment("WATCHDOG_PID");
    if (socket_.empty() || !microseconds || *microseconds <= 0) return;
    if (!meant.empty() && number_in<pid_t>(meant) != ::getpid()) return;
    beat_every_ = std::clamp<std::chrono::milliseconds>(
        std::chrono::milliseconds(*microseconds / 1000 / 2), std::chrono::milliseconds(1),
        std::chrono::hours(1));
}

void Supervisor::tell(std::string_view state) const noexcept {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
    std::copy(socket_.begin(), socket_.end(), address.sun_path);
    if (socket_.front() == '@') address.sun_path[0] = '\0';  // of the abstract kind
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    ::sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&address), size);
}

}  // namespace http
