#include "http/front/trusted_proxies.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/http/front_client.h"
#include "tests/support/temporary_folder.h"

namespace {

using http::Network;
using http::RawRequest;
using http::TrustedProxies;
using tests::Client;
using tests::Plain;

TEST(Network, is_written_as_an_address_and_perhaps_its_bits) {
    for (const char* text : {"10.0.0.7", "10.0.0.0/8", "0.0.0.0/0", "192.0.2.7/32", "::1", "::/0",
                             "2001:db8::/32", "2001:db8::7/128"})
        EXPECT_TRUE(Network::read(text)) << text;
    for (const char* text : {"", "unix", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
                             "10.0.0.0/8/8", "10.0.0.0/08x", "::/129", "[::1]", "::1%lo",
                             "010.0.0.1", "10.0.0.7:80", " 10.0.0.7", "localhost", "0x7f.1"})
        EXPECT_FALSE(Network::read(text)) << text;
}

TEST(Network, holds_the_addresses_that_begin_like_it) {
    struct Row {
        const char* network;
        const char* address;
        bool holds;
    };
    for (const Row& row : {Row{"10.0.0.0/8", "10.255.0.1", true},
                           {"10.0.0.0/8", "11.0.0.1", false},
                           {"10.0.0.0/8", "::ffff:10.9.9.9", true},
                           {"10.0.0.7", "10.0.0.7", true},
                           {"10.0.0.7", "10.0.0.6", false},
                           {"10.0.0.8/29", "10.0.0.15", true},
                           {"10.0.0.8/29", "10.0.0.16", false},
                           {"0.0.0.0/0", "203.0.113.9", true},
                           {"0.0.0.0/0", "2001:db8::1", false},
                           {"2001:db8::/33", "2001:db8:7fff::1", true},
                           {"2001:db8::/33", "2001:db8:8000::1", false},
                           {"::1", "::1", true},
                           {"::1", "127.0.0.1", false}}) {
        EXPECT_EQ(Network::read(row.network)->holds(http::read_ip(row.address).value()), row.holds)
            << row.network << ' ' << row.address;
    }
}

TEST(TrustedProxies, tell_the_last_address_that_is_not_their_own) {
    const TrustedProxies proxies({"10.0.0.0/8", "::1"});
    struct Row {
        std::string header;
        std::string client;  // "" when the proxy itself is charged
    };
    for (const Row& row : {Row{"203.0.113.9", "203.0.113.9"},
                           {"1.2.3.4, 203.0.113.9", "203.0.113.9"},
                           {"203.0.113.9, 10.0.0.1, 10.2.3.4,::1", "203.0.113.9"},
                           {"1.2.3.4,\t203.0.113.9 ", "203.0.113.9"},
                           {"2001:db8::7", "2001:db8::7"},
                           {"::ffff:203.0.113.9", "203.0.113.9"},
                           {"nonsense, 203.0.113.9", "203.0.113.9"},
                           {"", ""},
                           {",", ""},
                           {"203.0.113.9,", ""},
                           {"203.0.113.9, nonsense", ""},
                           {"203.0.113.9, unix", ""},
                           {"203.0.113.9:443", ""},
                           {"\"203.0.113.9\"", ""},
                           {"for=203.0.113.9", ""},
                           {"10.0.0.1", ""},
                           {"10.0.0.1, 10.0.0.2", ""},
                           {"203.0.113.9 10.0.0.1", ""},
                           {std::string(16'000, ','), ""},
                           {std::string("203.0.113.9\0", 12), ""}}) {
        const auto client = proxies.client_in(row.header);
        EXPECT_EQ(client ? http::text_of(*client) : "", row.client) << row.header;
    }
}

std::string forwarded(const std::string& header) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
}

Plain whom_it_sees() {
    return Plain([](const RawRequest& request, http::Ticket, http::Replies&) {
        const std::string said = request.peer_address + (request.trusted ? " trusted" : "") +
                                 (request.bytes.find("orwarded") == std::string::npos &&
                                          request.bytes.find("eal-") == std::string::npos
                                      ? ""
                                      : " and a header");
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(said.size()) + "\r\n\r\n" +
               said;
    });
}

// A loop that trusts somebody, or nobody.
class Trusting {
public:
    Trusting(http::Site& site, const std::vector<std::string>& proxies,
             const http::Limits& limits = tests::unhurried(),
             const std::string& host = "127.0.0.1")
        : loop_(limits, metrics) {
        loop_.trust(TrustedProxies(proxies));
        port = loop_.listen(http::Address{host, 0}, site);
        thread_ = std::thread([this] { loop_.run(); });
    }
    ~Trusting() {
        loop_.stop();
        thread_.join();
    }
    http::Metrics metrics;
    std::uint16_t port = 0;

private:
    http::Loop loop_;
    std::thread thread_;
};

TEST(Proxies, are_believed_only_when_they_are_named) {
    Plain site = whom_it_sees();
    Trusting of_nobody(site, {});
    Trusting of_another(site, {"10.0.0.0/8", "unix"});
    Trusting of_this_machine(site, {"127.0.0.0/8"});
    for (const char* header :
         {"X-Forwarded-For: 203.0.113.9", "x-forwarded-for: 203.0.113.9",
          "REMOTE_ADDR: 203.0.113.9",
          "X-Real-IP: 203.0.113.9", "Forwarded: for=203.0.113.9",
          "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.9"}) {
        EXPECT_EQ(Client(of_nobody.port).say(forwarded(header)).hear().body, "127.0.0.1") << header;
        EXPECT_EQ(Client(of_another.port).say(forwarded(header)).hear().body, "127.0.0.1")
            << header;
        const bool counts = std::string(header).find("orwarded-") != std::string::npos;
        EXPECT_EQ(Client(of_this_machine.port).say(forwarded(header)).hear().body,
                  counts ? "203.0.113.9" : "127.0.0.1")
            << header;
    }
}

http::Limits two_each() {
    http::Limits limits;
    limits.rate_per_second = 0.001;
    limits.rate_burst = 2;
    limits.connections_per_address_max = 3;
    return limits;
}

TEST(Proxies, have_each_of_their_clients_charged_alone) {
    Plain site = whom_it_sees();
    Trusting server(site, {"127.0.0.1"}, two_each());
    Client proxy(server.port);
    const auto status = [&](const std::string& header) {
        return proxy.say(forwarded(header)).hear().status;
    };
    for (int client = 1; client <= 50; ++client) {
        const std::string header = "X-Forwarded-For: 203.0.113." + std::to_string(client);
        EXPECT_EQ(status(header), 200);
        EXPECT_EQ(status("X-Forwarded-For: 9.9.9.9\r\n" + header), 200) << "the last one counts";
        EXPECT_EQ(status(header), 429);
    }
    // A header that tells nothing is the proxy's own account.
    EXPECT_EQ(status("X-Forwarded-For: nobody"), 200);
    EXPECT_EQ(status("Accept: a"), 200);
    EXPECT_EQ(status("X-Forwarded-For: unix"), 429);
}

TEST(Proxies, may_bring_more_connections_than_one_address) {
    Plain site = whom_it_sees();
    http::Limits limits = two_each();
    limits.connections_max = 8;
    Trusting server(site, {"127.0.0.1"}, limits);
    std::vector<Client> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back(server.port);
        const std::string header = "X-Forwarded-For: 203.0.113." + std::to_string(i);
        EXPECT_EQ(clients.back().say(forwarded(header)).hear().status, 200) << i;
    }
    EXPECT_EQ(Client(server.port).hear().status, 503) << "connections_max still holds";
}

TEST(Proxies, that_are_not_named_share_one_address) {
    Plain site = whom_it_sees();
    Trusting server(site, {}, two_each());
    Client proxy(server.port);
    int passed = 0;
    for (int client = 0; client < 20; ++client) {
        const std::string header = "X-Forwarded-For: 203.0.113." + std::to_string(client);
        passed += proxy.say(forwarded(header)).hear().status == 200 ? 1 : 0;
    }
    EXPECT_EQ(passed, 2);
}

// "unix" is the word that opens the desk to the store's owner.
TEST(Proxies, on_a_socket_are_never_taken_for_the_owner) {
    tests::TemporaryFolder folder;
    const std::string path = (folder / "public.sock").string();
    Plain site = whom_it_sees();
    Trusting server(site, {"unix"}, tests::unhurried(), "unix:" + path);
    const auto mode = std::filesystem::status(path).permissions();
    EXPECT_EQ(static_cast<unsigned>(mode), 0660U);
    Client proxy(path);
    EXPECT_EQ(proxy.say(forwarded("X-Forwarded-For: 203.0.113.9")).hear().body, "203.0.113.9");
    for (const char* header : {"X-Forwarded-For: unix", "REMOTE_ADDR: unix", "Accept: a"})
        EXPECT_EQ(proxy.say(forwarded(header)).hear().body, "local") << header;
}

}  // namespace
