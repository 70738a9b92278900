// A listener: a socket that takes connections for one site.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "http/front/client_address.h"
#include "http/front/descriptor.h"
#include "http/front/loop.h"
#include "http/front/site.h"

namespace http {

// The file of a Unix socket, taken away with its owner unless another lies there by then.
class SocketFile {
public:
    SocketFile() = default;
    explicit SocketFile(std::filesystem::path path);
    SocketFile(SocketFile&& other) noexcept;
    SocketFile& operator=(SocketFile&&) = delete;
    ~SocketFile();

private:
    std::filesystem::path path_;
    std::uint64_t inode_ = 0;
};

struct Listener {
    Descriptor socket;
    SocketFile file;
    Site* site = nullptr;
    bool trusted = false;
    bool local = false;   // a Unix socket
    bool paused = false;  // no descriptor was left for the next connection
};

// Both throw std::runtime_error in words for a person.
Descriptor open_listener(const Address& address);
Descriptor open_listener(const std::filesystem::path& socket, unsigned mode = 0600);
std::uint16_t port_of(const Descriptor& socket);

struct Accepted {
    Descriptor socket;
    std::string peer_address;
    std::optional<IpAddress> ip;  // none on a Unix socket
    AddressKey key;
};
enum class AcceptState { taken, none_waiting, out_of_descriptors };
struct AcceptResult {
    AcceptState state = AcceptState::none_waiting;
    Accepted accepted;  // when taken
};
[[nodiscard]] AcceptResult accept_from(const Listener& listener);

// Raises the limit of open descriptors of this process as far as allowed and needed.
void allow_descriptors(std::size_t needed);

}  // namespace http
