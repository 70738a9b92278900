#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

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
using tests::Running;

TEST(Turn, answers_pipelined_requests_in_their_order) {
    Backwards site;
    Running server(site);
    Client client(server.port);
    std::string burst;
    for (int i = 0; i < 500; ++i) burst += get('/' + std::to_string(i));
    client.say(burst);
    for (int i = 0; i < 500; ++i) ASSERT_EQ(client.hear().body, '/' + std::to_string(i));
    server.stop();
    EXPECT_LE(site.largest, http::Limits{}.pipelined_requests_max);
    EXPECT_GT(site.largest, 1U) << "one turn serves more than one request";
    EXPECT_LT(site.turns, 500);
}

TEST(Turn, answers_for_a_site_whose_turn_fails) {
    class Broken : public Backwards {
        void end_turn(Replies&) override { throw std::runtime_error("no commit"); }
    };
    Broken site;
    Running server(site);
    Client client(server.port);
    EXPECT_EQ(client.say(get("/")).hear().status, 500);
}

// Answers in a thread of its own, one request at a time.
class OneByOne : public Backwards {
public:
    void end_turn(Replies& replies) override {
        if (helper_.joinable() && is_done_) {
            helper_.join();
            Backwards::end_turn(replies);
        }
        if (has_room() || helper_.joinable()) return;
        is_done_ = false;
        helper_ = std::thread([this, &replies] {
            is_done_ = true;
            replies.wake();
        });
    }
    bool has_room() const override { return is_empty(); }

private:
    std::atomic<bool> is_done_ = false;
    std::thread helper_;
};

TEST(Turn, serves_no_more_than_a_site_has_room_for_and_ends_its_turn_when_woken) {
    OneByOne site;
    Running server(site);
    std::map<std::string, std::unique_ptr<Client>> clients;
    for (const char digit : std::string("0123456789abcdef")) {
        const std::string target{'/', digit};
        clients[target] = std::make_unique<Client>(server.port);
        clients[target]->say(get(target));
    }
    for (const auto& [target, client] : clients) EXPECT_EQ(client->hear().body, target);
    EXPECT_EQ(site.largest, 1U);
}

// Leaves what it has to the next turn's end, as often as it is asked to.
class Hesitant : public Backwards {
public:
    void end_turn(Replies& replies) override {
        if (!is_empty() && looks_left_-- > 0) return;
        Backwards::end_turn(replies);
        looks_left_ = 3;
    }
    bool wants_a_look() const override { return !is_empty(); }

private:
    int looks_left_ = 3;
};

// While a request is served, the next client's arrives.
class Meanwhile : public Hesitant {
public:
    std::optional<std::string> serve(RawRequest&& request, Ticket ticket,
                                     Replies& replies) override {
        auto reply = Hesitant::serve(std::move(request), ticket, replies);
        if (meanwhile) std::exchange(meanwhile, nullptr)();
        return reply;
    }
    std::function<void()> meanwhile;
};

TEST(Turn, ends_with_those_who_came_while_a_site_wanted_a_look) {
    Meanwhile site;
    Running server(site);
    Client first(server.port);
    Client second(server.port);
    ASSERT_EQ(first.say(get("/")).hear().status, 200);   // both are known to the loop
    ASSERT_EQ(second.say(get("/")).hear().status, 200);
    site.meanwhile = [&] { second.say(get("/2")); };
    first.say(get("/1"));
    EXPECT_EQ(first.hear().body, "/1");
    EXPECT_EQ(second.hear().body, "/2");
    server.stop();
    EXPECT_EQ(site.largest, 2U) << "one commit for both";
}

TEST(Turn, comes_back_to_a_site_that_wants_a_look_though_nothing_happens) {
    Hesitant site;
    Running server(site);
    Client client(server.port);
    EXPECT_EQ(client.say(get("/")).hear().body, "/");
    server.stop();
    EXPECT_GE(site.turns, 1);
}

}  // namespace
