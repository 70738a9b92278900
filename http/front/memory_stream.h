// A memory stream: what the library reads a request line from instead of a socket. What it
// writes is dropped, because the router takes the response before it becomes bytes.
// Include in .cpp files only.
#pragma once

#include <httplib.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace http {

class MemoryStream : public httplib::Stream {
public:
    MemoryStream(std::string_view input, const std::string& peer_address)
        : input_(input), peer_address_(peer_address) {}

    bool is_readable() const override { return true; }
    bool is_writable() const override { return true; }
    ssize_t read(char* bytes, std::size_t size) override {
        const std::size_t taken = std::min(size, input_.size());
        std::memcpy(bytes, input_.data(), taken);
        input_.remove_prefix(taken);
        return static_cast<ssize_t>(taken);
    }
    ssize_t write(const char*, std::size_t size) override { return static_cast<ssize_t>(size); }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        ip = peer_address_;
        port = 0;
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        ip.clear();
        port = 0;
    }
    // The library compares it with FD_SETSIZE.
    socket_t socket() const override { return 0; }

private:
    std::string_view input_;
    const std::string& peer_address_;
};

}  // namespace http
