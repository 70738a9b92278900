// A crowd: clients that take up room beside a load; idle ones, and slow ones that send their
// request a byte at a time. Whoever is shut out comes back at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace bench {

class Crowd {
public:
    struct Size {
        std::size_t idle = 0;
        std::size_t slow = 0;
    };
    // Returns when all are connected. Throws std::runtime_error when they cannot be.
    Crowd(std::uint16_t port, Size size);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    std::size_t came_back() const { return came_back_; }

private:
    struct Member {
        int socket = -1;
        bool slow = false;
        std::size_t said = 0;
    };
    int connected() const;
    void go_on();
    void look_after(Member& member);

    const std::uint16_t port_;
    std::vector<Member> members_;
    std::atomic<std::size_t> came_back_{0};
    std::atomic<bool> ending_{false};
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace bench
