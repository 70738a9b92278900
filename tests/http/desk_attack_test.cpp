#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/shipped.h"
#include "tests/http/desk_addresses.h"
#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;
using testing::HasSubstr;
using testing::Not;

class DeskAttack : public testing::Test {
protected:
    tests::DeskRoom desk_;
    std::string secret_;

    void SetUp() override {
        desk_.add("zhang", Role::officer);
        desk_.add("chief", Role::administrator);
        secret_ = desk_.logged_in("chief");
        const auto shipped = surveys::read_indicator(surveys::shipped::indicator_citizens_json);
        tests::expect_none(desk_.store->add(shipped.indicator.value()));
    }
    std::string session() const { return tests::session_of(secret_); }
    std::string token() const { return tests::token_field(secret_); }
    int status_of(const std::string& secret) {
        return desk_.get("/api/v1/account", tests::session_of(secret)).status;
    }
    // A well-formed request of our own page or program, so that only the address is strange.
    tests::Heard knock(const http::DeskRoute& route, const std::string& path) {
        if (tests::is_reading(route)) return desk_.get(path, session());
        if (tests::is_page(route)) return desk_.submit(path, session(), token());
        return desk_.post(path, session() + tests::origin("https://desk.example"), "{}");
    }
};

TEST_F(DeskAttack, finds_a_session_of_its_own_choice_worthless) {
    const std::string planted(43, 'A');
    const auto reply = desk_.log_in("name=zhang&password=correct+horse+battery",
                                    tests::session_of(planted));
    EXPECT_THAT(tests::header(reply, "Set-Cookie"), Not(HasSubstr(planted)));
    EXPECT_EQ(status_of(planted), 401);
}

TEST_F(DeskAttack, finds_the_session_ended_that_was_there_before_a_login) {
    const std::string before = desk_.logged_in("zhang");
    const auto reply = desk_.log_in("name=zhang&password=correct+horse+battery",
                                    tests::session_of(before));
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(status_of(before), 401);
    EXPECT_EQ(status_of(secret_), 200) << "nobody else's";
    desk_.log_in("name=zhang&password=wrong", tests::session_of(secret_));
    EXPECT_EQ(status_of(secret_), 200) << "a failed login ends nothing";
}

TEST_F(DeskAttack, finds_no_session_after_half_an_hour_of_rest_or_twelve_hours_of_work) {
    desk_.now_ms += http::account_limits.idle_ms;
    EXPECT_EQ(status_of(secret_), 200);
    desk_.now_ms += http::account_limits.idle_ms + 1;
    EXPECT_EQ(status_of(secret_), 401);
    const auto page = desk_.get("/desk/account", session());
    EXPECT_EQ(page.status, 303);

    const std::string busy = desk_.logged_in("zhang");
    const std::int64_t end_ms = desk_.now_ms + http::account_limits.session_ms;
    for (; desk_.now_ms <= end_ms; desk_.now_ms += http::account_limits.idle_ms / 2)
        EXPECT_EQ(status_of(busy), 200);
    EXPECT_EQ(status_of(busy), 401);
}

TEST_F(DeskAttack, finds_a_stolen_session_ended_by_the_owners_new_password) {
    const std::string stolen = desk_.logged_in("chief");
    const auto change = desk_.submit(
        "/desk/account/password", session(),
        token() + "&present=correct+horse+battery&password=seven+white+egrets&again=seven+white+"
                  "egrets");
    EXPECT_EQ(change.status, 303);
    EXPECT_EQ(status_of(stolen), 401);
    EXPECT_EQ(status_of(secret_), 401) << "the one that asked goes on under a new id";
    const std::string cookie = tests::header(change, "Set-Cookie");
    EXPECT_EQ(status_of(cookie.substr(cookie.find('=') + 1, 43)), 200);
}

TEST_F(DeskAttack, gets_no_cookie_past_the_door_and_breaks_nothing) {
    std::string flipped = secret_;
    flipped.back() = flipped.back() == 'A' ? 'B' : 'A';
    for (const http::DeskRoute& route : desk_.routes()) {
        const std::string path = tests::with_samples(route.pattern);
        for (const std::string& cookie : {flipped, std::string("' or 1=1 --"), std::string(),
                                          std::string("\xff\xfe"), std::string(3000, 'A')}) {
            const std::string headers = tests::session_of(cookie);
            const auto reply = tests::is_reading(route)
                                   ? desk_.get(path, headers)
                                   : desk_.submit(path, headers, token());
            EXPECT_EQ(reply.status, tests::is_page(route) ? 303 : 401) << path << " " << cookie;
        }
    }
}

TEST_F(DeskAttack, gets_its_host_into_no_page_and_no_redirect) {
    for (const http::DeskRoute& route : desk_.routes()) {
        if (!tests::is_reading(route)) continue;
        const std::string path = tests::with_samples(route.pattern);
        for (const std::string& headers : {session(), std::string()}) {
            const auto reply =
                desk_.ask("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n"
                          "X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n" +
                          headers + "\r\n");
            EXPECT_THAT(reply.head + reply.body, Not(HasSubstr("evil.example"))) << path;
        }
    }
    for (const char* path : {"/", "/desk/login", "/desk/language/en"})
        EXPECT_THAT(desk_.ask("GET " + std::string(path) +
                              " HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                        .head,
                    Not(HasSubstr("evil.example")))
            << path;
}

TEST_F(DeskAttack, is_led_nowhere_else_by_the_language_switch_and_the_login) {
    for (const char* next :
         {"//evil.example", "https://evil.example/desk/", "/%5Cevil.example", "%5C%5Cevil.example",
          "/desk%5C..%5Cevil", "/desk.evil.example", "/desk/%0D%0ALocation:%20//evil.example",
          "/desk/%00", "javascript:alert(1)", "%09//evil.example", "/deskevil"}) {
        const auto switched = desk_.get(std::string("/desk/language/en?next=") + next);
        EXPECT_EQ(switched.status, 303) << next;
        EXPECT_EQ(tests::header(switched, "Location"), "/desk/") << next;
        const auto login = desk_.get(std::string("/desk/login?next=") + next);
        EXPECT_THAT(login.body, Not(HasSubstr("evil"))) << next;
        EXPECT_THAT(login.body, Not(HasSubstr("javascript"))) << next;
    }
    EXPECT_EQ(desk_.get("/desk/language/fr?next=/desk/").status, 303) << "to the login: no page";
    EXPECT_EQ(tests::header(desk_.get("/desk/language/en?next=/desk/users%3Fa%3Db"), "Location"),
              "/desk/users?a=b");
}

TEST_F(DeskAttack, sets_nothing_that_a_form_or_body_does_not_ask_for) {
    const std::string zhang = desk_.logged_in("zhang");
    desk_.submit("/desk/account/password", tests::session_of(zhang),
                 tests::token_field(zhang) +
                     "&present=correct+horse+battery&password=seven+white+egrets&again=seven+"
                     "white+egrets&role=administrator&name=chief");
    EXPECT_EQ(desk_.store->accounts().account("zhang")->role, Role::officer);
    EXPECT_TRUE(desk_.accounts.log_in("chief", tests::good_password)) << "not the name that came";
    const std::string ours = session() + tests::origin("https://desk.example");
    struct Body {
        const char* path;
        const char* body;
    };
    for (const Body& sent :
         {Body{"/api/v1/surveys/citizens/open", R"({"state":"closed"})"},
          Body{"/api/v1/users", R"({"name":"li","role":"viewer","password_hash":"$argon2id$"})"},
          Body{"/api/v1/users/zhang/role", R"({"role":"viewer","name":"chief"})"},
          Body{"/api/v1/users/zhang/unlock", R"({"role":"administrator"})"},
          Body{"/api/v1/account/password",
               R"({"present":"x","password":"seven white egrets","name":"zhang"})"},
          Body{"/api/v1/codes", R"({"survey":"citizens","count":1,"used":0})"}})
        EXPECT_EQ(desk_.post(sent.path, ours, sent.body).status, 422) << sent.path;
}

TEST_F(DeskAttack, finds_nothing_at_an_address_with_sql_or_another_folder_in_it) {
    for (const http::DeskRoute& route : desk_.routes()) {
        if (!tests::has_place(route.pattern)) continue;
        for (const char* value :
             {"'%20or%201=1%20--", "%22;drop%20table%20account;--", "..", "..%2f..%2fetc%2fpasswd",
              "%2e%2e%2f", "....//", "%00", "%ff%fe", "-1", "99999999999999999999", "%E2%80%AE",
              "%3Cscript%3Ealert(1)%3C/script%3E", "a%0D%0Ab"}) {
            const std::string path = tests::with_value(route.pattern, value);
            const auto reply = knock(route, path);
            EXPECT_GE(reply.status, 303) << path;
            EXPECT_LT(reply.status, 500) << path;
            EXPECT_THAT(reply.body, Not(HasSubstr("root:"))) << path;
            EXPECT_THAT(reply.body, Not(HasSubstr("<script>"))) << path;
        }
    }
    EXPECT_EQ(desk_.store->accounts().accounts().size(), 2U);
}

TEST_F(DeskAttack, meets_the_headers_that_keep_a_browser_safe_on_every_page) {
    for (const http::DeskRoute& route : desk_.routes()) {
        if (route.kind != http::DeskRoute::Kind::show) continue;
        const std::string path = tests::with_samples(route.pattern);
        const auto reply = desk_.get(path, session());
        EXPECT_EQ(tests::header(reply, "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(tests::header(reply, "Cache-Control"), "no-store") << path;
        EXPECT_EQ(tests::header(reply, "Referrer-Policy"), "same-origin") << path;
        const std::string policy = tests::header(reply, "Content-Security-Policy");
        for (const char* rule : {"default-src 'none'", "frame-ancestors 'none'",
                                 "form-action 'self'", "base-uri 'none'"})
            EXPECT_THAT(policy, HasSubstr(rule)) << path;
        EXPECT_THAT(policy, Not(HasSubstr("unsafe"))) << path;
    }
}

TEST_F(DeskAttack, meets_them_outside_the_pages_too) {
    for (const char* path : {"/", "/desk/", "/desk/login", "/nothing/here", "/api/v1/scores",
                             "/healthz", "/openapi.json"}) {
        const auto reply = desk_.get(path);
        EXPECT_EQ(tests::header(reply, "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(tests::header(reply, "Cache-Control"), "no-store") << path;
        // Under "no-referrer" a browser would send "Origin: null" from our own pages.
        EXPECT_EQ(tests::header(reply, "Referrer-Policy"), "same-origin") << path;
        const std::string policy = tests::header(reply, "Content-Security-Policy");
        for (const char* rule : {"default-src 'none'", "frame-ancestors 'none'",
                                 "form-action 'self'", "base-uri 'none'"})
            EXPECT_NE(policy.find(rule), std::string::npos) << path << " " << rule;
    }
}

// A form that changes something carries the token, whichever page it stands on.
TEST_F(DeskAttack, finds_the_token_in_every_form_that_changes_something) {
    std::size_t forms = 0;
    for (const http::DeskRoute& route : desk_.routes()) {
        if (route.kind != http::DeskRoute::Kind::show) continue;
        const std::string path = tests::with_samples(route.pattern);
        const std::string body = desk_.get(path, session()).body;
        for (auto at = body.find("<form"); at != std::string::npos;
             at = body.find("<form", at + 1)) {
            const std::string form = body.substr(at, body.find("</form>", at) - at);
            if (form.find("method=\"post\"") == std::string::npos) continue;
            ++forms;
            EXPECT_THAT(form, HasSubstr("value=\"" + http::form_token(secret_) + "\"")) << path;
        }
    }
    EXPECT_GT(forms, 10U);
}

TEST_F(DeskAttack, sends_no_form_from_elsewhere) {
    const std::string zhang = desk_.logged_in("zhang");
    const std::string form = "application/x-www-form-urlencoded";
    const std::string ours = tests::origin("https://desk.example");
    for (const http::DeskRoute& route : desk_.routes()) {
        if (tests::is_reading(route)) continue;
        const std::string path = tests::with_samples(route.pattern);
        for (const std::string& from :
             {std::string(), tests::origin("null"), tests::origin("https://evil.example"),
              tests::origin("https://desk.example.evil.example"),
              tests::origin("https://desk.example@evil.example")})
            EXPECT_EQ(desk_.post(path, session() + from, token(), form).status, 403)
                << path << " " << from;
        if (!tests::is_page(route)) continue;
        for (const std::string& forged :
             {std::string(), std::string("form_token="), tests::token_field(zhang),
              token().substr(0, token().size() - 1), "form_token=x&" + token()})
            EXPECT_EQ(desk_.post(path, session() + ours, forged, form).status, 403)
                << path << " " << forged;
    }
}

}  // namespace
