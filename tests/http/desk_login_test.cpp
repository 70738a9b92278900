#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;

constexpr const char* right_form = "name=zhang&password=correct+horse+battery";

class DeskLogin : public testing::Test {
protected:
    tests::DeskRoom desk_;

    void SetUp() override { desk_.add("zhang", Role::officer); }

    // The cookie's value, as a browser would send it back.
    std::string secret_of(const tests::Heard& reply) {
        const std::string cookie = tests::header(reply, "Set-Cookie");
        const auto start = cookie.find('=') + 1;
        return cookie.substr(start, cookie.find(';') - start);
    }
    bool is_in(const std::string& headers) {
        return desk_.get("/desk/", headers).status == 200;
    }
};

TEST_F(DeskLogin, shows_its_page_again_after_a_wrong_name_or_password) {
    for (const char* form : {"name=zhang&password=wrong+wrong+wrong", "name=li&password=x",
                             "name=zhang", "", "%00%ff=%zz", "name=%E5%BC%A0&password=%00"}) {
        const auto reply = desk_.log_in(form);
        EXPECT_EQ(reply.status, 401) << form;
        EXPECT_NE(reply.body.find("用户名或密码不对"), std::string::npos) << form;
        EXPECT_NE(reply.body.find("action=\"/desk/login\""), std::string::npos) << form;
        EXPECT_EQ(tests::header(reply, "Set-Cookie"), "") << form;
    }
}

TEST_F(DeskLogin, answers_a_program_with_a_problem) {
    for (const char* body : {R"({"name":"zhang","password":"wrong"})", "{}", "[", ""}) {
        const auto reply = desk_.post("/desk/login", "", body);
        EXPECT_EQ(reply.status, 401) << body;
        EXPECT_EQ(tests::header(reply, "Content-Type"), "application/problem+json") << body;
    }
    EXPECT_EQ(desk_.post("/desk/login", "",
                         R"({"name":"zhang","password":"correct horse battery"})")
                  .status,
              303);
}

TEST_F(DeskLogin, gives_a_cookie_that_stays_with_this_host_and_out_of_scripts) {
    const auto reply = desk_.log_in(right_form);
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(tests::header(reply, "Location"), "/desk/");
    const std::string secret = secret_of(reply);
    EXPECT_EQ(secret.size(), 43U);  // 256 bits in base64url
    EXPECT_EQ(tests::header(reply, "Set-Cookie"),
              "__Host-manyidu=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    EXPECT_TRUE(is_in(tests::session_of(secret)));
}

TEST_F(DeskLogin, leads_only_to_the_desk) {
    struct Next {
        const char* asked;
        const char* led_to;
    };
    for (const Next& next : {Next{"/desk", "/desk"}, Next{"/desk/", "/desk/"},
                             Next{"/desk/cases%3Fa%3Db", "/desk/cases?a=b"},
                             Next{"//evil.example", "/desk/"},
                             Next{"//evil.example/desk/", "/desk/"},
                             Next{"https://evil.example/desk/", "/desk/"},
                             Next{"/%5Cevil.example", "/desk/"},
                             Next{"/desk%5C..%5Cevil", "/desk/"},
                             Next{"/desk.evil.example", "/desk/"},
                             Next{"/desk/%0D%0ASet-Cookie:a=b", "/desk/"},
                             Next{"/desk/%01", "/desk/"}, Next{"/desk/%E6%A1%88", "/desk/"},
                             Next{"javascript:alert(1)", "/desk/"}}) {
        const auto reply = desk_.log_in(right_form + std::string("&next=") + next.asked);
        EXPECT_EQ(reply.status, 303) << next.asked;
        EXPECT_EQ(tests::header(reply, "Location"), next.led_to) << next.asked;
    }
}

TEST_F(DeskLogin, is_not_taken_from_another_sites_form) {
    for (const char* from : {"null", "https://evil.example"}) {
        const auto reply = desk_.log_in(right_form, tests::origin(from));
        EXPECT_EQ(reply.status, 403) << from;
        EXPECT_EQ(tests::header(reply, "Set-Cookie"), "") << from;
    }
    EXPECT_EQ(desk_.log_in(right_form, tests::origin("https://desk.example")).status, 303);
}

TEST_F(DeskLogin, hashes_no_password_of_a_strangers_length) {
    EXPECT_EQ(desk_.log_in("name=zhang&password=" + std::string(64 * 1024, 'x')).status, 413);
    EXPECT_EQ(desk_.store->accounts().account("zhang")->failed_logins, 0);
}

TEST_F(DeskLogin, ends_on_the_server_when_somebody_logs_out) {
    const std::string secret = secret_of(desk_.log_in(right_form));
    const std::string other = secret_of(desk_.log_in(right_form));
    // A cookie whose name only ends like ours must not hide the session.
    const std::string cookies = "Cookie: old__Host-manyidu=1; __Host-manyidu=" + secret + "\r\n";
    const auto reply =
        desk_.submit("/desk/logout", cookies, tests::token_field(secret));
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(tests::header(reply, "Location"), "/desk/login");
    EXPECT_EQ(tests::header(reply, "Set-Cookie"),
              "__Host-manyidu=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    EXPECT_FALSE(is_in(tests::session_of(secret)));
    EXPECT_TRUE(is_in(tests::session_of(other)));
}

TEST_F(DeskLogin, counts_every_one_of_many_guesses_at_once) {
    {
        std::vector<std::jthread> guessers;
        for (int i = 0; i < http::account_limits.failed_logins_max; ++i)
            guessers.emplace_back([&] { EXPECT_FALSE(desk_.accounts.log_in("zhang", "wrong")); });
    }
    EXPECT_EQ(desk_.log_in(right_form).status, 401) << "locked";
    desk_.now_ms += http::account_limits.lock_ms;
    EXPECT_EQ(desk_.log_in(right_form).status, 303) << "and free again at the end of it";
}

TEST_F(DeskLogin, is_asked_for_again_when_the_cookie_is_none_of_ours) {
    const std::string secret = secret_of(desk_.log_in(right_form));
    std::string flipped = secret;
    flipped[0] = flipped[0] == 'A' ? 'B' : 'A';
    for (const std::string& cookie :
         {std::string(), std::string("x"), flipped, secret + "x", secret.substr(1),
          "\"" + secret + "\"", std::string(4000, 'A'), std::string("\xff\xfe\x01"),
          std::string("%00"), std::string("=;=;;")}) {
        const auto page = desk_.get("/desk/", tests::session_of(cookie));
        EXPECT_EQ(page.status, 303) << cookie;
        EXPECT_EQ(tests::header(page, "Location"), "/desk/login") << cookie;
        EXPECT_EQ(desk_.get("/api/v1/scores", tests::session_of(cookie)).status, 401) << cookie;
        const auto logout = desk_.submit("/desk/logout", tests::session_of(cookie),
                                         tests::token_field(cookie));
        EXPECT_EQ(tests::header(logout, "Location"), "/desk/login") << cookie;
    }
    EXPECT_TRUE(is_in(tests::session_of(secret)));
}

TEST(DeskBehindAProxy, knows_its_own_pages_by_the_origin_it_was_told) {
    tests::DeskRoom desk("https://desk.gov.example");
    desk.add("zhang", Role::officer);
    EXPECT_EQ(desk.log_in(right_form, tests::origin("https://desk.gov.example")).status, 303);
    // The Host is what a request says of itself.
    for (const char* from : {"https://desk.example", "http://desk.gov.example", "null"})
        EXPECT_EQ(desk.log_in(right_form, tests::origin(from)).status, 403) << from;
}

}  // namespace
