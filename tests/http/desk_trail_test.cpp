#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/http/desk_visitor.h"
#include "tests/support/file_size_limit.h"

namespace {

using surveys::AuditResult;
using surveys::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Each entry as "who act object result", oldest first.
class DeskTrail : public testing::Test {
protected:
    tests::DeskRoom desk_;

    void SetUp() override {
        desk_.add("zhang", Role::officer);
        desk_.add("chief", Role::administrator);
    }
    std::vector<std::string> trail() {
        std::vector<std::string> lines;
        for (const auto& entry : desk_.store->audit().entries({.entries_max = 100}))
            lines.insert(lines.begin(), entry.who + " " + entry.act + " " + entry.object + " " +
                                            std::string(name(entry.result)));
        return lines;
    }
    std::string token(const std::string& name) {
        return tests::bearer(desk_.accounts.make_token(name).value());
    }
    void try_password(const std::string& name, const std::string& password) {
        desk_.log_in("name=" + name + "&password=" + password);
    }
};

TEST_F(DeskTrail, tells_who_did_what_to_what_and_what_came_of_it) {
    const auto zhang = token("zhang");
    desk_.post("/api/v1/codes", zhang, R"({"survey":"citizens","count":3})");
    desk_.post("/api/v1/codes", zhang, R"({"survey":"nowhere","count":3})");
    desk_.post("/api/v1/surveys/citizens/close", zhang);
    desk_.post("/api/v1/users", zhang, R"({"name":"li","role":"administrator"})");
    desk_.post("/api/v1/users", token("chief"), R"({"name":"li","role":"viewer"})");
    desk_.post("/api/v1/codes/citizens/1/revoke", zhang);
    desk_.get("/api/v1/surveys", zhang);
    EXPECT_THAT(trail(), ElementsAre("zhang codes.make citizens done",
                                     "zhang codes.make nowhere refused",
                                     "zhang survey.close citizens done",
                                     "zhang user.add li refused", "chief user.add li done",
                                     "zhang codes.revoke citizens/1 done"));
    EXPECT_EQ(desk_.store->audit().entries({.entries_max = 1})[0].at_ms, desk_.now_ms);
}

TEST_F(DeskTrail, names_the_owner_of_the_store_on_its_own_socket) {
    desk_.ask("POST /api/v1/users/zhang/tokens HTTP/1.1\r\nHost: manyidu\r\n"
              "Content-Length: 0\r\n\r\n",
              "unix");
    EXPECT_THAT(trail(), ElementsAre("owner user.token zhang done"));
}

TEST_F(DeskTrail, obeys_the_owner_of_the_store_on_its_own_socket) {
    const auto reply = desk_.ask("GET /api/v1/users HTTP/1.1\r\nHost: manyidu\r\n\r\n", "unix");
    EXPECT_EQ(reply.status, 200);
    const std::string body = R"({"survey":"citizens","path":"/no/such/file.csv"})";
    const auto import = desk_.ask("POST /api/v1/imports HTTP/1.1\r\nHost: manyidu\r\n"
                                  "Content-Length: " +
                                      std::to_string(body.size()) + "\r\n\r\n" + body,
                                  "unix");
    EXPECT_EQ(import.status, 422) << "past the door, and the file is missing";
}

TEST_F(DeskTrail, tells_of_comings_and_goings) {
    const std::string secret = desk_.logged_in("zhang");
    desk_.submit("/desk/logout", tests::session_of(secret), tests::token_field(secret));
    EXPECT_THAT(trail(), ElementsAre("zhang login  done", "zhang logout  done"));
}

TEST_F(DeskTrail, tells_of_wrong_passwords_and_the_lock_without_a_flood) {
    for (int i = 0; i < 20; ++i) try_password("zhang", "wrong");
    for (int i = 0; i < 20; ++i) try_password("nobody", "wrong");
    EXPECT_THAT(trail(), ElementsAre("zhang login  refused", "zhang login  refused",
                                     "zhang login  refused", "zhang login  refused",
                                     "zhang login locked refused", "unknown login  refused"));
    desk_.now_ms += 60'000;
    try_password("nobody", "wrong");
    try_password("zhang", "wrong");
    EXPECT_EQ(trail().size(), 8U) << "a minute later they are told of again";
}

TEST_F(DeskTrail, tells_of_forms_that_were_forged) {
    const std::string secret = desk_.logged_in("zhang");
    desk_.submit("/desk/logout", tests::session_of(secret), "form_token=x");
    desk_.post("/api/v1/surveys/citizens/close",
               tests::session_of(secret) + tests::origin("https://evil.example"));
    EXPECT_THAT(trail(), ElementsAre("zhang login  done", "zhang logout  refused",
                                     "zhang survey.close citizens refused"));
}

TEST_F(DeskTrail, keeps_no_password_no_code_no_token_and_no_name_nobody_has) {
    const auto chief = token("chief");
    std::string secrets;
    for (const char* path : {"/api/v1/users/zhang/password", "/api/v1/users/zhang/tokens"})
        secrets += desk_.post(path, chief).body;
    secrets += desk_.post("/api/v1/users", chief,
                          R"({"name":"li","role":"viewer","password":"seven-white-egrets"})")
                   .body;
    secrets += desk_.post("/api/v1/codes", chief, R"({"survey":"citizens","count":2})").body;
    try_password("my-secret-in-the-wrong-box", "x");
    std::string all;
    for (const auto& line : trail()) all += line + "\n";
    for (const char* secret : {"seven-white-egrets", "my-secret-in-the-wrong-box"})
        EXPECT_THAT(all, Not(HasSubstr(secret)));
    for (const char* field : {R"("password":")", R"("token":")", R"("codes":[")"}) {
        const auto at = secrets.find(field);
        ASSERT_NE(at, std::string::npos) << field;
        const auto from = at + std::string(field).size();
        EXPECT_THAT(all, Not(HasSubstr(secrets.substr(from, 12)))) << field;
    }
}

TEST_F(DeskTrail, bounds_what_comes_out_of_an_address) {
    desk_.post("/api/v1/surveys/" + std::string(500, 'x') + "/close", token("zhang"));
    desk_.post("/api/v1/surveys/a%0D%0Ab%00%FF/close", token("zhang"));
    const auto entries = desk_.store->audit().entries({.entries_max = 9});
    for (const auto& entry : entries) {
        EXPECT_LE(entry.object.size(), 200U);
        EXPECT_EQ(entry.object.find_first_of(std::string("\r\n\0", 3)), std::string::npos);
    }
}

// After a failed write nothing is kept any more: the act may be done, and nobody is told so.
TEST_F(DeskTrail, says_so_when_it_cannot_be_written) {
    const auto zhang = token("zhang");
    const std::string secret = desk_.logged_in("chief");
    {
        const tests::FileSizeLimit limit(
            std::filesystem::file_size(desk_.store.file().string() + "-wal"));
        const auto reply = desk_.post("/api/v1/surveys/nowhere/close", zhang);
        EXPECT_EQ(reply.status, 503) << "even of what was refused";
        EXPECT_THAT(reply.body, HasSubstr("审计记录没有写入"));
    }
    const auto page =
        desk_.submit("/desk/logout", tests::session_of(secret), "form_token=x");
    EXPECT_EQ(page.status, 503);
    EXPECT_THAT(page.body, HasSubstr("审计记录没有写入"));
    EXPECT_EQ(desk_.log_in("name=zhang&password=correct+horse+battery").status, 503);
}

}  // namespace
