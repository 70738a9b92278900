#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "tests/bench/contender.h"

namespace bench {

namespace {

[[noreturn]] void be(const Contender& contender, const Setting& setting, int pipe) {
    try {
        contender.serve(setting, [pipe](std::uint16_t port) {
            if (::write(pipe, &port, sizeof port) != sizeof port) ::_exit(1);
        });
    } catch (const std::exception& failure) {
        std::cerr << contender.name << ": " << failure.what() << '\n';
    }
    ::_exit(1);
}

}  // namespace

Serving::Serving(const Contender& contender, const Setting& setting) {
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe for a contender");
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("no process for a contender");
    if (process_ == 0) be(contender, setting, ends[1]);
    ::close(ends[1]);
    const bool ready = ::read(ends[0], &port_, sizeof port_) == sizeof port_;
    ::close(ends[0]);
    if (!ready) throw std::runtime_error(contender.name + " did not start");
}

Serving::~Serving() { end(); }

double Serving::end() {
    if (process_ < 0) return 0;
    ::kill(process_, SIGKILL);
    rusage usage{};
    ::wait4(std::exchange(process_, -1), nullptr, 0, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace bench
