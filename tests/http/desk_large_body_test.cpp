#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "http/desk/desk_site.h"
#include "http/front/pool.h"
#include "tests/http/desk_visitor.h"
#include "tests/http/front_client.h"
#include "tests/support/file_size_limit.h"

namespace {

using surveys::Role;
using tests::Client;
using tests::Reply;

constexpr std::size_t large_bytes = 64UL * 1024 * 1024;  // as large as a desk takes
constexpr std::size_t small_bytes = 64UL * 1024;         // read in from anybody

// The head of a file, of which not one byte follows.
std::string announced(std::size_t bytes, const std::string& headers,
                      const std::string& path = "/api/v1/imports") {
    return "POST " + path + " HTTP/1.1\r\nHost: desk.example\r\nContent-Type: text/csv\r\n" +
           headers + "Content-Length: " + std::to_string(bytes) + "\r\n\r\n";
}

http::Limits limits_of_a_desk() {
    http::Limits limits = tests::unhurried();
    limits.body_bytes_max = large_bytes;
    return limits;
}

class DeskLargeBody : public testing::Test {
protected:
    DeskLargeBody() { desk_.add("zhang", Role::officer); }
    // A job tells the loop of its response, so the loop outlives it.
    ~DeskLargeBody() override {
        running_.stop();
        EXPECT_TRUE(pool_.is_idle_by(std::chrono::steady_clock::now() + std::chrono::seconds(20)));
    }
    // What the desk says to a head alone.
    Reply told(const std::string& head) { return Client(running_.port).say(head).hear(); }
    // Whether the desk asks for the body, as who says "Expect: 100-continue" waits for.
    bool is_wanted(std::size_t bytes, const std::string& headers) {
        Client client(running_.port);
        client.say(announced(bytes, headers + "Expect: 100-continue\r\n"));
        return client.hear(true).status == 100;
    }

    tests::DeskRoom desk_;
    http::Pool pool_{1, 8};
    http::DeskSite site_{desk_.api(), pool_};
    tests::Running running_{site_, limits_of_a_desk()};
};

TEST_F(DeskLargeBody, is_read_in_from_whoever_is_logged_in) {
    EXPECT_TRUE(is_wanted(large_bytes, tests::session_of(desk_.logged_in("zhang"))));
    EXPECT_TRUE(is_wanted(large_bytes, tests::bearer(*desk_.accounts.make_token("zhang"))));
}

TEST_F(DeskLargeBody, is_answered_before_it_is_read_in_when_a_stranger_sends_it) {
    EXPECT_FALSE(is_wanted(large_bytes, ""));
    EXPECT_FALSE(is_wanted(small_bytes + 1, tests::session_of(std::string(43, 'A'))));
    EXPECT_FALSE(is_wanted(large_bytes, tests::bearer(std::string(43, 'A'))));
    EXPECT_TRUE(is_wanted(small_bytes, ""));
}

TEST_F(DeskLargeBody, of_a_stranger_is_told_what_every_stranger_is_told) {
    const Reply program = told(announced(large_bytes, ""));
    EXPECT_EQ(program.status, 401);
    EXPECT_TRUE(program.says("Connection: close"));
    const Reply browser = told(announced(large_bytes, "", "/desk/imports"));
    EXPECT_EQ(browser.status, 303);
    EXPECT_TRUE(browser.says("Location: /desk/login")) << browser.head;
}

TEST_F(DeskLargeBody, is_too_much_for_a_login) {
    EXPECT_EQ(told(announced(small_bytes + 1, "", "/desk/login")).status, 413);
    const std::string known = tests::session_of(desk_.logged_in("zhang"));
    const std::string form = "name=zhang&password=" + std::string(small_bytes, 'x');
    EXPECT_EQ(told(announced(form.size(), known, "/desk/login") + form).status, 413);
}

// The end of the session that has run out cannot be written.
TEST_F(DeskLargeBody, is_left_when_the_store_cannot_say_who_sends_it) {
    const std::string session = tests::session_of(desk_.logged_in("zhang"));
    desk_.now_ms += http::account_limits.idle_ms + 1;
    {
        const tests::FileSizeLimit limit(
            std::filesystem::file_size(desk_.store.file().string() + "-wal"));
        EXPECT_EQ(told(announced(large_bytes, session)).status, 503);
    }
    EXPECT_EQ(told(tests::get("/healthz")).status, 200) << "the loop goes round";
}

TEST_F(DeskLargeBody, of_a_stranger_is_heard_out_and_the_answer_reaches_its_sender) {
    Client client(running_.port);
    client.say(announced(large_bytes, ""));
    for (int mebibyte = 0; mebibyte < 4; ++mebibyte) client.say(std::string(1 << 20, 'x'));
    EXPECT_EQ(client.hear().status, 401);
    EXPECT_EQ(running_.metrics.requests, 1U);
}

}  // namespace
