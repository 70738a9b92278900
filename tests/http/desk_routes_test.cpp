#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>

#include "tests/http/desk_addresses.h"
#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;

// A route that asks who comes, and the least role it lets in.
struct Door {
    const char* method;
    const char* path;      // as a visitor of the filled store asks for it
    const char* document;  // as openapi.json writes it
    Role least;
};

// A viewer reads figures, an officer runs surveys, an administrator says
// what is asked and who may come.
constexpr Door doors[] = {
    {"GET", "/metrics", "/metrics", Role::viewer},
    {"GET", "/api/v1/indicators", "/api/v1/indicators", Role::viewer},
    {"POST", "/api/v1/indicators", "/api/v1/indicators", Role::administrator},
    {"GET", "/api/v1/indicators/x", "/api/v1/indicators/{indicator}", Role::viewer},
    {"GET", "/api/v1/indicators/x/score", "/api/v1/indicators/{indicator}/score", Role::viewer},
    {"GET", "/api/v1/indicators/x/score.csv", "/api/v1/indicators/{indicator}/score.csv",
     Role::viewer},
    {"GET", "/api/v1/scores", "/api/v1/scores", Role::viewer},
    {"GET", "/api/v1/reviews/2026", "/api/v1/reviews/{year}", Role::viewer},
    {"GET", "/api/v1/surveys", "/api/v1/surveys", Role::viewer},
    {"POST", "/api/v1/surveys", "/api/v1/surveys", Role::administrator},
    {"GET", "/api/v1/surveys/citizens", "/api/v1/surveys/{survey}", Role::viewer},
    {"POST", "/api/v1/surveys/x/open", "/api/v1/surveys/{survey}/open", Role::officer},
    {"POST", "/api/v1/surveys/x/close", "/api/v1/surveys/{survey}/close", Role::officer},
    {"GET", "/api/v1/units", "/api/v1/units", Role::viewer},
    {"POST", "/api/v1/units", "/api/v1/units", Role::administrator},
    {"GET", "/api/v1/codes?survey=citizens", "/api/v1/codes", Role::viewer},
    {"POST", "/api/v1/codes", "/api/v1/codes", Role::officer},
    {"POST", "/api/v1/codes/x/1/revoke", "/api/v1/codes/{survey}/{batch}/revoke", Role::officer},
    {"GET", "/api/v1/imports", "/api/v1/imports", Role::viewer},
    {"POST", "/api/v1/imports", "/api/v1/imports", Role::officer},
    {"POST", "/api/v1/imports/7/undo", "/api/v1/imports/{batch}/undo", Role::officer},
    {"POST", "/api/v1/backups", "/api/v1/backups", Role::administrator},
    {"GET", "/api/v1/users", "/api/v1/users", Role::administrator},
    {"POST", "/api/v1/users", "/api/v1/users", Role::administrator},
    {"POST", "/api/v1/users/x/password", "/api/v1/users/{name}/password", Role::administrator},
    {"POST", "/api/v1/users/x/role", "/api/v1/users/{name}/role", Role::administrator},
    {"POST", "/api/v1/users/x/unlock", "/api/v1/users/{name}/unlock", Role::administrator},
    {"POST", "/api/v1/users/x/remove", "/api/v1/users/{name}/remove", Role::administrator},
    {"POST", "/api/v1/users/x/tokens", "/api/v1/users/{name}/tokens", Role::administrator},
    {"GET", "/api/v1/account", "/api/v1/account", Role::viewer},
    {"POST", "/api/v1/account/password", "/api/v1/account/password", Role::viewer},
    {"GET", "/api/v1/audit", "/api/v1/audit", Role::administrator},
};

// A page, or a form of one, and the least role it lets in.
struct PageDoor {
    const char* method;
    const char* path;
    Role least;
};
constexpr PageDoor page_doors[] = {
    {"GET", "/desk", Role::viewer},
    {"GET", "/desk/", Role::viewer},
    {"GET", "/desk/indicators/citizens", Role::viewer},
    {"POST", "/desk/logout", Role::viewer},
    {"GET", "/desk/account", Role::viewer},
    {"POST", "/desk/account/password", Role::viewer},
    {"GET", "/desk/users", Role::administrator},
    {"POST", "/desk/users", Role::administrator},
    {"GET", "/desk/users/viewer", Role::administrator},
    {"POST", "/desk/users/x/role", Role::administrator},
    {"POST", "/desk/users/x/unlock", Role::administrator},
    {"POST", "/desk/users/x/password", Role::administrator},
    {"POST", "/desk/users/x/remove", Role::administrator},
    {"GET", "/desk/audit", Role::administrator},
    {"GET", "/desk/codes", Role::viewer},
    {"POST", "/desk/codes", Role::officer},
    {"GET", "/desk/codes/enterprises/1/revoke", Role::officer},
    {"POST", "/desk/codes/enterprises/1/revoke", Role::officer},
    {"GET", "/desk/posters", Role::viewer},
    {"GET", "/desk/surveys/citizens/poster", Role::viewer},
    {"GET", "/desk/paper/poster.css", Role::viewer},
    {"GET", "/desk/paper/slips.css", Role::viewer},
    {"GET", "/desk/imports", Role::viewer},
    {"POST", "/desk/imports", Role::officer},
    {"POST", "/desk/imports/confirm", Role::officer},
    {"GET", "/desk/imports/1/undo", Role::officer},
    {"POST", "/desk/imports/1/undo", Role::officer},
    {"GET", "/desk/review", Role::viewer},
    {"GET", "/desk/review/2026", Role::viewer},
    {"GET", "/desk/review/2026/print", Role::viewer},
    {"GET", "/desk/review/2026/print.css", Role::viewer},
    {"GET", "/desk/review/2026/review-2026.xlsx", Role::viewer},
    {"GET", "/desk/review/2026/review-2026.csv", Role::viewer},
    {"GET", "/desk/review/2026/review-2026.json", Role::viewer},
    {"GET", "/desk/review/2026/review-2026.html", Role::viewer},
    {"GET", "/desk/surveys", Role::viewer},
    {"GET", "/desk/surveys/citizens", Role::viewer},
    {"GET", "/desk/surveys/citizens/run", Role::officer},
    {"POST", "/desk/surveys/citizens/open", Role::officer},
    {"GET", "/desk/surveys/citizens/close", Role::officer},
    {"POST", "/desk/surveys/citizens/close", Role::officer},
    {"GET", "/desk/units", Role::viewer},
    {"GET", "/desk/nowhere", Role::viewer},
};

// These name a file of this machine, so they are asked for over the Unix socket only.
constexpr std::string_view owner_paths[] = {"/api/v1/imports", "/api/v1/backups"};

bool is_writing(const Door& door) { return door.method == std::string("POST"); }

class DeskRoutes : public testing::Test {
protected:
    tests::DeskRoom desk_;

    int knock(const Door& door, const std::string& headers) {
        return (is_writing(door) ? desk_.post(door.path, headers, "[]")
                                 : desk_.get(door.path, headers))
            .status;
    }
    std::string token_of(const char* name, Role role) {
        desk_.add(name, role);
        return tests::bearer(desk_.accounts.make_token(name).value());
    }
    std::string session_of(const char* name, Role role) {
        desk_.add(name, role);
        return tests::session_of(desk_.accounts.log_in(name, tests::good_password).value());
    }
};

void expect_let_in(int status, const Door& door) {
    EXPECT_NE(status, 401) << door.method << " " << door.path;
    EXPECT_NE(status, 405) << door.method << " " << door.path;
    EXPECT_LT(status, 500) << door.method << " " << door.path;
    const bool is_owners = is_writing(door) && std::ranges::find(owner_paths, door.path) !=
                                                   std::end(owner_paths);
    EXPECT_EQ(status == 403, is_owners) << door.method << " " << door.path;
}

TEST_F(DeskRoutes, let_in_who_has_the_role_and_nobody_else) {
    struct Guest {
        std::string headers;
        std::optional<Role> role;
    };
    const Guest guests[] = {{"", std::nullopt},
                            {tests::bearer("no token of ours"), std::nullopt},
                            {token_of("viewer", Role::viewer), Role::viewer},
                            {token_of("officer", Role::officer), Role::officer},
                            {token_of("chief", Role::administrator), Role::administrator}};
    for (const Guest& guest : guests) {
        for (const Door& door : doors) {
            const int status = knock(door, guest.headers);
            if (!guest.role) EXPECT_EQ(status, 401) << door.method << " " << door.path;
            else if (*guest.role < door.least) EXPECT_EQ(status, 403) << door.path;
            else expect_let_in(status, door);
        }
    }
}

TEST_F(DeskRoutes, are_the_ones_of_the_document_with_the_roles_it_names) {
    std::set<std::string> ours;
    for (const Door& door : doors)
        ours.insert(std::string(door.method) + " " + door.document + " " +
                    std::string(name(door.least)));
    std::ifstream file(PROJECT_DIR "/http/api/openapi.json");
    const auto document = nlohmann::json::parse(file);
    std::set<std::string> documented;
    for (const auto& [path, item] : document.at("paths").items()) {
        for (const auto& [verb, operation] : item.items()) {
            if (!operation.contains("x-role")) continue;
            documented.insert((verb == "get" ? "GET " : "POST ") + path + " " +
                              operation.at("x-role").get<std::string>());
        }
    }
    EXPECT_EQ(ours, documented);
}

TEST_F(DeskRoutes, take_no_writing_from_a_browser_that_stands_elsewhere) {
    const std::string session = session_of("chief", Role::administrator);
    const std::string elsewhere[] = {"",
                                     tests::origin("null"),
                                     tests::origin("https://evil.example"),
                                     tests::origin("https://desk.example.evil.example"),
                                     tests::origin("https://evil.example/desk.example"),
                                     tests::origin("desk.example")};
    for (const Door& door : doors) {
        for (const std::string& from : elsewhere) {
            const int status = knock(door, session + from);
            if (is_writing(door)) EXPECT_EQ(status, 403) << door.path << " " << from;
            else expect_let_in(status, door);
        }
    }
    EXPECT_EQ(desk_.get("/api/v1/users", session).status, 200) << "the session is still there";
}

TEST_F(DeskRoutes, take_writing_from_the_desks_own_pages) {
    for (const char* scheme : {"http://", "https://"}) {
        const std::string name = scheme == std::string("http://") ? "here" : "proxied";
        const std::string session = session_of(name.c_str(), Role::administrator) +
                                    tests::origin(std::string(scheme) + tests::desk_host);
        for (const Door& door : doors) {
            if (door.path == std::string("/desk/logout")) continue;
            expect_let_in(knock(door, session), door);
        }
    }
}

TEST_F(DeskRoutes, lead_strangers_from_a_page_to_the_login_and_back) {
    for (const PageDoor& door : page_doors) {
        const bool is_form = door.method == std::string("POST");
        const auto reply = is_form ? desk_.submit(door.path, "", "form_token=x")
                                   : desk_.get(door.path);
        EXPECT_EQ(reply.status, 303) << door.path;
        const std::string led_to = tests::header(reply, "Location");
        EXPECT_EQ(led_to.rfind("/desk/login", 0), 0U) << door.path << " " << led_to;
    }
    EXPECT_EQ(tests::header(desk_.get("/desk"), "Location"), "/desk/login?next=%2Fdesk");
}

TEST_F(DeskRoutes, let_into_a_page_who_has_the_role_and_nobody_else) {
    for (const Role role : {Role::viewer, Role::officer, Role::administrator}) {
        const std::string name(surveys::name(role));
        desk_.add(name, role);
        std::string secret = desk_.logged_in(name);
        for (const PageDoor& door : page_doors) {
            const std::string session = tests::session_of(secret);
            const bool is_form = door.method == std::string("POST");
            const int status =
                (is_form ? desk_.submit(door.path, session, tests::token_field(secret))
                         : desk_.get(door.path, session))
                    .status;
            EXPECT_EQ(status == 403, role < door.least) << name << " " << door.path;
            EXPECT_NE(status, 405) << door.path;
            EXPECT_LT(status, 500) << door.path;
            if (door.path == std::string("/desk/logout")) secret = desk_.logged_in(name);
        }
    }
}

TEST_F(DeskRoutes, take_a_form_only_with_its_own_sessions_token_and_from_our_own_page) {
    desk_.add("chief", Role::administrator);
    const auto secret = desk_.accounts.log_in("chief", tests::good_password).value();
    const auto other = desk_.accounts.log_in("chief", tests::good_password).value();
    const std::string session = tests::session_of(secret);
    const std::string ours = tests::origin("https://desk.example");
    struct Forgery {
        std::string headers;
        std::string form;
    };
    const Forgery forgeries[] = {
        {session + ours, ""},
        {session + ours, "form_token="},
        {session + ours, tests::token_field(other)},
        {session + ours, tests::token_field(secret) + "x"},
        {session + ours, "form_token=x&" + tests::token_field(secret)},
        {session, tests::token_field(secret)},
        {session + tests::origin("null"), tests::token_field(secret)},
        {session + tests::origin("https://evil.example"), tests::token_field(secret)}};
    for (const PageDoor& door : page_doors) {
        if (door.method == std::string("GET")) continue;
        for (const Forgery& forgery : forgeries)
            EXPECT_EQ(desk_.post(door.path, forgery.headers, forgery.form,
                                 "application/x-www-form-urlencoded")
                          .status,
                      403)
                << door.path << " " << forgery.headers << forgery.form;
    }
}

// The tables above are read by people; this keeps them whole.
TEST_F(DeskRoutes, stand_in_the_tables_all_of_them_with_their_role) {
    for (const http::DeskRoute& route : desk_.routes()) {
        const std::regex pattern(route.pattern);
        const std::string method = tests::is_reading(route) ? "GET" : "POST";
        const auto is_it = [&](const auto& door) {
            const std::string path = door.path;
            return door.method == method && door.least == route.role &&
                   std::regex_match(path.substr(0, path.find('?')), pattern);
        };
        const bool is_there = tests::is_page(route)
                                  ? std::any_of(std::begin(page_doors), std::end(page_doors), is_it)
                                  : std::any_of(std::begin(doors), std::end(doors), is_it);
        EXPECT_TRUE(is_there) << method << " " << route.pattern << " " << name(route.role);
    }
}

}  // namespace
