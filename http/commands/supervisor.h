// A supervisor: who started the server and wants to hear how it is; systemd, by sd_notify(3).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace http {

class Supervisor {
public:
    // Whom the environment names (NOTIFY_SOCKET, WATCHDOG_USEC); perhaps nobody.
    Supervisor();

    // "READY=1", "STOPPING=1", "WATCHDOG=1". A supervisor who cannot be reached hears nothing.
    void tell(std::string_view state) const noexcept;
    // How often it wants "WATCHDOG=1"; half the time after which it gives us up.
    std::optional<std::chrono::milliseconds> beat_every() const { return beat_every_; }

private:
    std::string socket_;
    std::optional<std::chrono::milliseconds> beat_every_;
};

}  // namespace http
