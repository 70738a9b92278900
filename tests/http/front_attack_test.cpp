#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/resource.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "http/front/limits.h"
#include "http/front/router.h"
#include "tests/http/front_client.h"

namespace {

using std::chrono::seconds;
using tests::Client;
using tests::get;
using tests::post;
using tests::Reply;
using tests::Running;

// A real site: the library's routing behind the loop.
class Routed : public http::Site {
public:
    Routed() {
        router_.get("/page", [](const auto&, httplib::Response& response) {
            response.set_content(std::string(20'000, 'p'), "text/html");
        });
        router_.get("/who", [](const httplib::Request& request, httplib::Response& response) {
            response.set_content(request.remote_addr, "text/plain");
        });
        router_.post("/form", [](const httplib::Request& request, httplib::Response& response) {
            response.status = 201;
            response.set_content(std::to_string(request.body.size()), "text/plain");
        });
    }
    std::optional<std::string> serve(http::RawRequest&& request, http::Ticket,
                                     http::Replies&) override {
        ++served;
        return router_.respond(request);
    }
    std::atomic<int> served{0};

private:
    http::Router router_;
};

// A clock that stands still until it is told to go on.
class Clock {
public:
    http::SteadyClock reader() {
        return [this] { return std::chrono::steady_clock::time_point(seconds(now_.load())); };
    }
    void pass(int seconds_passed) { now_ += seconds_passed; }

private:
    std::atomic<int> now_{1000};
};

int idle_seconds() { return 6; }
int request_seconds() { return 11; }

// Every fault of the packaged library that was reproduced, as it arrives at a real socket.
TEST(Attack, is_refused_before_the_library_sees_it) {
    struct Case {
        std::string bytes;
        int status;
    };
    const std::string chunked = "Transfer-Encoding: chunked\r\n\r\n";
    const std::vector<Case> cases = {
        {"POST /form HTTP/1.1\r\nHost: a\r\n" + chunked + "-2\r\n", 411},
        {"POST /form HTTP/1.1\r\nHost: a\r\n\r\n", 411},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n" + chunked + "0\r\n\r\n", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\na", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n", 413},
        {post("/form", "\x1f\x8b", "Content-Encoding: gzip\r\n"), 415},
        {post("/form", "a", "Expect: a-miracle\r\n"), 417},
        {"GET /page HTTP/1.1\r\n\r\n", 400},
        {get("/a%00b"), 400},
        {get("/%FF"), 400},
        {"GET /" + std::string(30'000'000, 'a'), 414},
        {"GET / HTTP/1.1\r\nX: " + std::string(1'000'000, 'a'), 431},
        {"GET /\r\n\r\n", 400},
        {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {std::string("\x16\x03\x01\x02\0\x01\n", 7), 400},  // a TLS greeting
    };
    Routed site;
    Running server(site);
    for (const Case& one : cases) {
        Client client(server.port);
        const Reply reply = client.say(one.bytes).hear();
        EXPECT_EQ(reply.status, one.status) << one.bytes.substr(0, 200);
        EXPECT_TRUE(reply.says("application/problem+json")) << reply.head;
        EXPECT_TRUE(reply.says("Connection: close")) << reply.head;
        client.say_no_more();
        EXPECT_TRUE(client.is_closed()) << one.bytes.substr(0, 200);
    }
    EXPECT_EQ(site.served, 0);
    Client healthy(server.port);
    EXPECT_EQ(healthy.say(get("/page")).hear().body.size(), 20'000U);
}

TEST(Attack, by_600_000_headers_ends_at_the_budget) {
    Routed site;
    Running server(site);
    Client client(server.port);
    std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 600'000; ++i) bytes += "A: b\r\n";
    EXPECT_EQ(client.say(bytes).hear().status, 431);
}

TEST(Attack, by_an_unread_body_is_no_second_request) {
    Routed site;
    Running server(site);
    Client client(server.port);
    const std::string hidden = get("/who");
    client.say("GET /page HTTP/1.1\r\nHost: a\r\nContent-Length: " +
               std::to_string(hidden.size()) + "\r\n\r\n" + hidden + get("/nowhere"));
    EXPECT_EQ(client.hear().status, 200);
    EXPECT_EQ(client.hear().status, 404);
    EXPECT_EQ(site.served, 2);
}

TEST(Attack, by_ranges_gets_the_page_once) {
    Routed site;
    Running server(site);
    Client client(server.port);
    std::string ranges = "0-";
    for (int i = 0; i < 1500; ++i) ranges += ",0-";
    const Reply reply =
        client.say("GET /page HTTP/1.1\r\nHost: a\r\nRange: bytes=" + ranges + "\r\n\r\n").hear();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body.size(), 20'000U);
}

TEST(Attack, by_a_forged_address_changes_nothing) {
    Routed site;
    Running server(site);
    Client client(server.port);
    client.say("GET /who HTTP/1.1\r\nHost: a\r\nREMOTE_ADDR: 6.6.6.6\r\n\r\n");
    EXPECT_EQ(client.hear().body, "127.0.0.1");
}

TEST(Front, takes_long_forms_head_and_options) {
    Routed site;
    Running server(site);
    Client client(server.port);
    const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
    EXPECT_EQ(client.say(post("/form", std::string(12'000, 'x'), form)).hear().body, "12000");
    EXPECT_EQ(client.say(post("/form", std::string(65'536, 'x'), form)).hear().body, "65536");
    const Reply head = client.say("HEAD /page HTTP/1.1\r\nHost: a\r\n\r\n").hear(true);
    EXPECT_TRUE(head.says("Content-Length: 20000\r\n"));
    EXPECT_EQ(client.say("OPTIONS /form HTTP/1.1\r\nHost: a\r\n\r\n").hear().status, 204);
    EXPECT_EQ(client.say(get("/who")).hear().body, "127.0.0.1");
}

TEST(Front, refuses_a_flood_from_one_address_until_it_rests) {
    Clock clock;
    http::Limits limits;
    limits.rate_per_second = 1;
    limits.rate_burst = 5;
    Routed site;
    Running server(site, limits, clock.reader());
    Client client(server.port);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(client.say(get("/who")).hear().status, 200);
    const Reply refused = client.say(get("/who")).hear();
    EXPECT_EQ(refused.status, 429);
    EXPECT_TRUE(refused.says("Retry-After: 1\r\n"));
    // Another name does not help, another connection neither.
    Client other(server.port);
    EXPECT_EQ(other.say("GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n")
                  .hear().status, 429);
    clock.pass(2);
    EXPECT_EQ(client.say(get("/who")).hear().status, 200);
    EXPECT_EQ(server.metrics.rejected_rate, 2U);
}

TEST(Front, refuses_in_the_language_and_the_form_that_were_asked_for) {
    Clock clock;
    http::Limits limits;
    limits.rate_per_second = 0.1;
    limits.rate_burst = 1;
    Routed site;
    Running server(site, limits, clock.reader());
    Client client(server.port);
    EXPECT_EQ(client.say(get("/who")).hear().status, 200);
    const auto refused = [&](const std::string& method, const std::string& headers) {
        return client.say(method + " /who HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n")
            .hear(method == "HEAD");
    };
    const Reply english = refused("GET", "Accept-Language: en-GB, zh;q=0.5\r\n");
    EXPECT_TRUE(english.says("Content-Language: en\r\n") && english.says("Retry-After: 10\r\n"));
    EXPECT_NE(english.body.find("too many requests, try again later\""), std::string::npos);
    const Reply chinese = refused("GET", "");
    EXPECT_TRUE(chinese.says("application/problem+json"));
    EXPECT_TRUE(chinese.says("Content-Language: zh-CN"));
    EXPECT_EQ(chinese.body.find("too many"), std::string::npos) << chinese.body;
    const Reply page = refused("GET", "Accept: text/html,*/*\r\n");
    EXPECT_TRUE(page.says("text/html"));
    EXPECT_NE(page.body.find("<h1>请求过多，请稍后再试</h1>"), std::string::npos) << page.body;
    // After a HEAD the connection goes on: no body came between.
    EXPECT_EQ(refused("HEAD", "").status, 429);
    clock.pass(11);
    EXPECT_EQ(client.say(get("/who")).hear().status, 200);
}

TEST(Front, says_503_over_the_connections_of_one_address) {
    http::Limits limits;
    limits.connections_per_address_max = 3;
    Routed site;
    Running server(site, limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<Client>(server.port));
        ASSERT_EQ(clients.back()->say(get("/who")).hear().status, 200);
    }
    Client over(server.port);
    EXPECT_EQ(over.hear().status, 503);
    EXPECT_TRUE(over.is_closed());
    clients.front()->say_no_more();
    EXPECT_TRUE(clients.front()->is_closed());
    Client next(server.port);
    EXPECT_EQ(next.say(get("/who")).hear().status, 200);
}

TEST(Front, parts_with_silent_and_slow_clients_and_serves_the_others) {
    Clock clock;
    Routed site;
    Running server(site, tests::unhurried(), clock.reader());
    std::vector<std::unique_ptr<Client>> idle;
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<Client>(server.port));
        slow.push_back(std::make_unique<Client>(server.port));
        slow.back()->say(i % 2 == 0 ? std::string("GET /page HTTP/1.1\r\nHo")
                                    : post("/form", "a slow one").substr(0, 60));
    }
    Client healthy(server.port);
    EXPECT_EQ(healthy.say(get("/who")).hear().status, 200);
    clock.pass(idle_seconds());
    for (auto& client : idle) EXPECT_TRUE(client->is_closed());
    // A byte now and then does not help: the whole request has ten seconds.
    for (auto& client : slow) client->say("s");
    Client late(server.port);
    EXPECT_EQ(late.say(get("/who")).hear().status, 200);
    clock.pass(request_seconds() - idle_seconds());
    for (auto& client : slow) EXPECT_EQ(client->hear().status, 408);
    Client last(server.port);
    EXPECT_EQ(last.say(get("/who")).hear().status, 200);
    EXPECT_EQ(server.metrics.rejected_too_slow, 100U);
}

TEST(Front, parts_with_a_reader_that_takes_nothing) {
    Clock clock;
    http::Limits limits = tests::unhurried();
    Routed site;
    Running server(site, limits, clock.reader());
    Client greedy(server.port);
    std::string burst;
    for (int i = 0; i < 2000; ++i) burst += get("/page");
    greedy.say(burst);  // 40 MB of pages, none of them read
    Client healthy(server.port);
    int before = -1;
    while (before != site.served) {  // until the greedy one is no longer served
        before = site.served;
        for (int i = 0; i < 20; ++i) ASSERT_EQ(healthy.say(get("/who")).hear().status, 200);
        before += 20;
    }
    EXPECT_LT(site.served, 2000);
    clock.pass(request_seconds());
    while (server.metrics.rejected_too_slow == 0) {
        Client other(server.port);
        ASSERT_EQ(other.say(get("/who")).hear().status, 200);
    }
    EXPECT_LT(greedy.hear_all().size(), 40'000'000U);
}

}  // namespace
