#include "http/front/loop.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "tests/http/front_client.h"
#include "tests/http/front_sites.h"

namespace {

using http::RawRequest;
using http::Replies;
using http::Ticket;
using tests::Backwards;
using tests::Client;
using tests::get;
using tests::ok;
using tests::Plain;
using tests::Reply;
using tests::Running;
using tests::target_of;

std::string body_of(const RawRequest& request) {
    return request.bytes.substr(request.bytes.find("\r\n\r\n") + 4);
}

Plain echo() {
    return Plain([](const RawRequest& request, Ticket, Replies&) {
        return ok(target_of(request) + body_of(request));
    });
}

TEST(Loop, answers_over_one_connection_again_and_again) {
    Plain site = echo();
    Running server(site);
    Client client(server.port);
    for (const std::string target : {"/1", "/2", "/3"}) {
        EXPECT_EQ(client.say(get(target)).hear().body, target);
    }
}

TEST(Loop, understands_requests_cut_at_every_byte) {
    Plain site = echo();
    Running server(site);
    const std::string bytes = tests::post("/a", "bcd");
    Client client(server.port);
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        client.say(bytes.substr(0, cut));
        // Another client's answer shows that the first part has been read.
        Client other(server.port);
        ASSERT_EQ(other.say(get("/")).hear().status, 200);
        ASSERT_EQ(client.say(bytes.substr(cut)).hear().body, "/abcd") << "cut at " << cut;
    }
}

TEST(Loop, answers_a_client_that_has_said_its_last_word) {
    Backwards site;
    Running server(site);
    Client client(server.port);
    client.say(get("/1") + get("/2") + "GET /unfinished");
    client.say_no_more();
    EXPECT_EQ(client.hear().body, "/1");
    EXPECT_EQ(client.hear().body, "/2");
    EXPECT_TRUE(client.is_closed());
}

TEST(Loop, closes_when_the_client_asks_for_it) {
    Plain site = echo();
    Running server(site);
    Client modern(server.port);
    modern.say("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/2"));
    EXPECT_EQ(modern.hear().body, "/1");
    EXPECT_TRUE(modern.is_closed());
    Client old(server.port);
    EXPECT_EQ(old.say("GET /1 HTTP/1.0\r\n\r\n").hear().body, "/1");
    EXPECT_TRUE(old.is_closed());
}

TEST(Loop, sends_what_another_thread_posts_in_the_order_asked) {
    std::vector<std::thread> threads;
    Plain site([&](const RawRequest& request, Ticket ticket,
                   Replies& replies) -> std::optional<std::string> {
        if (target_of(request) == "/at-once") return ok("at once");
        threads.emplace_back([&replies, ticket, target = target_of(request)] {
            replies.post(ticket, ok(target));
        });
        return std::nullopt;
    });
    {
        Running server(site);
        Client client(server.port);
        client.say(get("/1") + get("/at-once") + get("/2"));
        EXPECT_EQ(client.hear().body, "/1");
        EXPECT_EQ(client.hear().body, "at once");
        EXPECT_EQ(client.hear().body, "/2");
        server.stop();
        for (std::thread& thread : threads) thread.join();
    }
}

TEST(Loop, drops_answers_to_clients_that_have_left) {
    std::promise<Ticket> ticket;
    Replies* replies = nullptr;
    Plain site([&](const RawRequest& request, Ticket its,
                   Replies& way) -> std::optional<std::string> {
        if (target_of(request) == "/") return ok("still here");
        replies = &way;
        ticket.set_value(its);
        return std::nullopt;
    });
    Running server(site);
    std::make_unique<Client>(server.port)->say(get("/held"));
    const Ticket its = ticket.get_future().get();
    replies->post(its, ok("too late"));
    replies->post({its.connection, its.request + 7}, ok("nobody asked"));
    replies->post({99'999'999, 0}, ok("nobody there"));
    Client client(server.port);
    EXPECT_EQ(client.say(get("/")).hear().body, "still here");
}

TEST(Loop, greets_who_expects_it_and_takes_the_body_then) {
    Plain site = echo();
    Running server(site);
    Client client(server.port);
    client.say("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    const Reply greeting = client.hear();
    EXPECT_EQ(greeting.head, "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.say("bcd").hear().body, "/abcd");
    // Behind another request, the greeting comes after its response.
    client.say(get("/first") +
               "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.hear().body, "/first");
    EXPECT_EQ(client.hear().status, 100);
    EXPECT_EQ(client.say("b").hear().body, "/ab");
}

TEST(Loop, serves_its_unix_socket_to_its_owner_alone) {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("manyidu_front_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto path = folder / "store.sock";
    Plain site([](const RawRequest& request, Ticket, Replies&) {
        return ok(request.peer_address + (request.trusted ? " trusted" : " a stranger"));
    });
    http::Metrics metrics;
    for (int start = 0; start < 2; ++start) {  // the second finds a stale file
        http::Limits limits;
        limits.rate_burst = 1;
        http::Loop loop(limits, metrics);
        loop.listen(path, site);
        struct stat status {};
        ASSERT_EQ(::stat(path.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U);
        std::thread thread([&] { loop.run(); });
        Client client(path.string());
        for (int i = 0; i < 5; ++i) EXPECT_EQ(client.say(get("/")).hear().body, "unix trusted");
        loop.stop();
        thread.join();
    }
    std::filesystem::remove_all(folder);
}

TEST(Loop, names_an_address_that_is_taken) {
    Plain site = echo();
    Running server(site);
    http::Metrics metrics;
    http::Loop other(tests::unhurried(), metrics);
    EXPECT_THROW(other.listen(http::Address{"127.0.0.1", server.port}, site), std::runtime_error);
}

TEST(Loop, answers_what_is_complete_before_it_stops) {
    std::promise<Ticket> asked;
    Replies* replies = nullptr;
    Plain site([&](const RawRequest&, Ticket ticket,
                   Replies& way) -> std::optional<std::string> {
        replies = &way;
        asked.set_value(ticket);
        return std::nullopt;
    });
    Running server(site);
    Client client(server.port);
    client.say(get("/held"));
    const Ticket ticket = asked.get_future().get();
    Client idle(server.port);
    server.loop.stop();
    EXPECT_TRUE(idle.is_closed());
    replies->post(ticket, ok("answered"));
    EXPECT_EQ(client.hear().body, "answered");
    EXPECT_TRUE(client.is_closed());
    server.stop();
    EXPECT_EQ(server.metrics.connections_open, 0U);
}

TEST(Loop, survives_a_site_that_throws) {
    Plain site([](const RawRequest&, Ticket, Replies&) -> std::optional<std::string> {
        throw std::logic_error("our bug");
    });
    Running server(site);
    Client client(server.port);
    for (int i = 0; i < 2; ++i) {
        const Reply reply = client.say(get("/")).hear();
        EXPECT_EQ(reply.status, 500);
        EXPECT_EQ(reply.body.find("our bug"), std::string::npos);
    }
}

}  // namespace
