#include "http/front/mailbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace http {

Mailbox::Mailbox() : bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (!bell_.is_open()) throw std::runtime_error("no descriptor left for the loop's mailbox");
}

void Mailbox::put(Ticket ticket, std::string response_bytes) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = letters_.empty();
        letters_.push_back({ticket, std::move(response_bytes)});
    }
    if (first) ring();
}

std::vector<Letter> Mailbox::take() {
    std::uint64_t rings = 0;
    static_cast<void>(::read(bell_.number(), &rings, sizeof rings) < 0);
    const std::lock_guard lock(mutex_);
    return std::exchange(letters_, {});
}

void Mailbox::ring() const noexcept {
    const int error = errno;
    const std::uint64_t once = 1;
    // It fails only when the bell rings already, 2^64 times.
    static_cast<void>(::write(bell_.number(), &once, sizeof once) < 0);
    errno = error;
}

}  // namespace http
