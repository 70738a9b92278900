#include "http/commands/supervisor.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "http/front/descriptor.h"
#include "tests/support/temporary_folder.h"

namespace {

using http::Supervisor;
using std::chrono::milliseconds;

// The variables a service manager sets, until the test ends.
class ASupervisor : public testing::Test {
protected:
    void TearDown() override {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            ::unsetenv(name);
    }
    static void set(const char* name, const std::string& value) {
        ::setenv(name, value.c_str(), 1);
    }
};

class Ear {
public:
    explicit Ear(const std::string& name)
        : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(name.begin(), name.end(), address.sun_path);
        if (name.front() == '@') address.sun_path[0] = '\0';
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        EXPECT_EQ(::bind(socket_.number(), reinterpret_cast<sockaddr*>(&address), size), 0);
    }
    std::string hear() const {
        std::array<char, 64> heard{};
        const ssize_t size = ::recv(socket_.number(), heard.data(), heard.size(), 0);
        return {heard.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    }

private:
    http::Descriptor socket_;
};

TEST_F(ASupervisor, hears_what_it_is_told) {
    const tests::TemporaryFolder folder;
    const std::string abstract = "@manyidu-test-" + std::to_string(::getpid());
    for (const std::string& name : {(folder / "notify").string(), abstract}) {
        const Ear ear(name);
        set("NOTIFY_SOCKET", name);
        const Supervisor supervisor;
        supervisor.tell("READY=1");
        EXPECT_EQ(ear.hear(), "READY=1") << name;
        supervisor.tell("STOPPING=1");
        EXPECT_EQ(ear.hear(), "STOPPING=1") << name;
    }
}

TEST_F(ASupervisor, who_is_nobody_or_one_out_of_reach_is_no_trouble) {
    Supervisor().tell("READY=1");
    for (const std::string& name : {std::string("/no/such/socket"), std::string(200, 'x')}) {
        set("NOTIFY_SOCKET", name);
        Supervisor().tell("READY=1");
    }
}

TEST_F(ASupervisor, is_fed_at_half_of_its_patience) {
    set("WATCHDOG_USEC", "60000000");
    EXPECT_FALSE(Supervisor().beat_every()) << "nobody to be told";
    set("NOTIFY_SOCKET", "/run/notify");
    EXPECT_EQ(Supervisor().beat_every(), milliseconds(30'000));
    set("WATCHDOG_PID", std::to_string(::getpid()));
    EXPECT_EQ(Supervisor().beat_every(), milliseconds(30'000));
    set("WATCHDOG_PID", "1");
    EXPECT_FALSE(Supervisor().beat_every()) << "meant for another process";
    ::unsetenv("WATCHDOG_PID");
    for (const char* text : {"", "0", "-5", "soon", "5s"}) {
        set("WATCHDOG_USEC", text);
        EXPECT_FALSE(Supervisor().beat_every()) << text;
    }
    set("WATCHDOG_USEC", "9223372036854775807");
    EXPECT_EQ(Supervisor().beat_every(), std::chrono::hours(1));
}

}  // namespace
