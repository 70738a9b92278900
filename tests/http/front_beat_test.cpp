#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "http/front/loop.h"
#include "tests/http/front_client.h"

namespace {

using http::RawRequest;
using http::Replies;
using http::Ticket;
using tests::Client;
using tests::get;
using tests::Plain;

constexpr const char* ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

TEST(LoopWithABeat, beats_while_nobody_comes) {
    http::Metrics metrics;
    http::Loop loop({}, metrics);
    int beats = 0;
    loop.beat(std::chrono::milliseconds(1), [&] {
        if (++beats == 3) loop.stop();
    });
    loop.run();  // for ever, if it did not
    EXPECT_EQ(beats, 3);
}

TEST(LoopWithABeat, beats_no_faster_than_asked_however_busy) {
    http::Metrics metrics;
    std::chrono::steady_clock::time_point now{};
    int beats = 0;
    Plain hasty([&](const RawRequest&, Ticket, Replies&) {
        now += std::chrono::milliseconds(10);
        return std::string(ok);
    });
    http::Loop loop({}, metrics, [&] { return now; });
    loop.beat(std::chrono::milliseconds(100), [&] { ++beats; });
    const auto port = loop.listen({"127.0.0.1", 0}, hasty);
    std::thread running([&] { loop.run(); });
    Client client(port);
    for (int i = 0; i < 50; ++i) client.say(get("/")).hear();
    loop.stop();
    running.join();
    EXPECT_GE(beats, 4);
    EXPECT_LE(beats, 6);
}

}  // namespace
