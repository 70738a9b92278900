#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "http/front/limits.h"
#include "tests/http/front_client.h"

namespace {

using tests::Client;
using tests::get;
using tests::post;
using tests::Running;

// Answers /page with 20,000 bytes, a form with 201, anything else with 200.
class Pages : public tests::Plain {
public:
    Pages() : Plain([](const http::RawRequest& request, http::Ticket, http::Replies&) {
        const bool page = request.bytes.starts_with("GET /page");
        const bool form = request.bytes.starts_with("POST");
        const std::string body(page ? 20'000 : 2, 'p');
        return std::string("HTTP/1.1 ") + (form ? "201 Created" : "200 OK") +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }) {}
};

// Nobody's slowness is paid for with another's memory.
TEST(Front, parts_with_the_longest_waiting_readers_when_their_bytes_fill_the_budget) {
    http::Limits limits = tests::unhurried();
    limits.unsent_bytes_all_max = 1'000'000;
    limits.unread_bytes_max = 1'000'000;
    Pages site;
    Running server(site, limits);
    std::string burst;
    for (int i = 0; i < 2000; ++i) burst += get("/page");
    std::vector<std::unique_ptr<Client>> greedy;
    Client healthy(server.port);
    for (int i = 0; i < 40; ++i) {
        greedy.push_back(std::make_unique<Client>(server.port));
        greedy.back()->say(burst);  // 40 MB of pages, none of them read
        ASSERT_EQ(healthy.say(get("/page")).hear().body.size(), 20'000U);
    }
    while (server.metrics.rejected_too_slow == 0)
        ASSERT_EQ(healthy.say(get("/page")).hear().body.size(), 20'000U);
    EXPECT_LT(server.metrics.unsent_bytes, 2'000'000U);
}

// The whole memory for unfinished bodies is bounded, whoever sends them.
TEST(Front, says_busy_when_unfinished_bodies_fill_the_budget) {
    http::Limits limits = tests::unhurried();
    limits.unread_bytes_max = 1'000'000;
    Pages site;
    Running server(site, limits);
    std::vector<std::unique_ptr<Client>> clients;
    const std::string unfinished = post("/form", std::string(60'000, 'x'));
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<Client>(server.port));
        clients.back()->say(unfinished.substr(0, unfinished.size() - 1));
    }
    Client healthy(server.port);
    EXPECT_EQ(healthy.say(get("/who")).hear().status, 200);
    int taken = 0;
    int busy = 0;
    for (auto& client : clients) {
        const int status = client->say("x").hear().status;
        taken += status == 201 ? 1 : 0;
        busy += status == 503 ? 1 : 0;
    }
    EXPECT_EQ(taken + busy, 40);
    EXPECT_GE(taken, 8);
    EXPECT_GE(busy, 1);
}

}  // namespace
