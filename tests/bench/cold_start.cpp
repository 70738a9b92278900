#include "tests/bench/cold_start.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/front/descriptor.h"
#include "http/front/listener.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds start_max{120};
constexpr std::chrono::milliseconds look_every{1};
constexpr std::chrono::seconds idle_for{2};

void forget(const std::filesystem::path& file) {
    const http::Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.is_open()) return;
    ::fsync(opened.number());  // only clean pages are dropped
    ::posix_fadvise(opened.number(), 0, 0, POSIX_FADV_DONTNEED);
}

std::uint16_t free_port() {
    return http::port_of(http::open_listener(http::Address{.host = "127.0.0.1", .port = 0}));
}

bool is_ready(std::uint16_t port) {
    const http::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return false;
    const std::string question = "GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
    std::array<char, 64> heard{};
    return ::send(socket.number(), question.data(), question.size(), MSG_NOSIGNAL) > 0 &&
           ::recv(socket.number(), heard.data(), heard.size(), 0) > 12 &&
           std::string(heard.data(), 12) == "HTTP/1.1 200";
}

std::size_t resident_kilobytes(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string word; status >> word;) {
        std::size_t kilobytes = 0;
        if (word == "VmRSS:" && status >> kilobytes) return kilobytes;
    }
    throw std::runtime_error("the server ended");
}

// The server as a child process, ended with the object.
class Child {
public:
    Child(const std::filesystem::path& program, const std::filesystem::path& store,
          std::uint16_t port) {
        const std::string at = "127.0.0.1:" + std::to_string(port);
        process_ = ::fork();
        if (process_ < 0) throw std::runtime_error("no process for the server");
        if (process_ > 0) return;
        const int nowhere = ::open("/dev/null", O_RDWR);
        for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
        ::execl(program.c_str(), "manyidu", "serve", "--store", store.c_str(), "--public",
                at.c_str(), "--desk", "127.0.0.1:0", nullptr);
        ::_exit(127);
    }
    ~Child() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t process() const { return process_; }

private:
    pid_t process_ = -1;
};

}  // namespace

ColdStart start_cold(const std::filesystem::path& program, const std::filesystem::path& store) {
    for (const char* ending : {"", "-wal", "-shm"}) forget(store.string() + ending);
    forget(program);
    const std::uint16_t port = free_port();
    const auto began = Clock::now();
    const Child server(program, store, port);
    while (!is_ready(port)) {
        if (Clock::now() - began > start_max) throw std::runtime_error("the server is not ready");
        std::this_thread::sleep_for(look_every);
    }
    ColdStart start;
    start.ready_milliseconds =
        std::chrono::duration<double, std::milli>(Clock::now() - began).count();
    std::this_thread::sleep_for(idle_for);
    start.idle_kilobytes = resident_kilobytes(server.process());
    return start;
}

}  // namespace bench
