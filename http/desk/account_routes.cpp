#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/desk/accounts.h"
#include "http/desk/body.h"
#include "http/desk/desk_api.h"
#include "http/desk/pages.h"
#include "http/desk/reply.h"
#include "http/desk/secrets.h"
#include "http/front/reply.h"
#include "http/public/look.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

const surveys::Words wrong_login{"用户名或密码不对，或者尝试过多、暂时锁定",
                                 "Wrong name or password, or locked after too many tries"};

struct Login {
    std::string name;
    std::string password;
    std::string next;
};

bool is_json(const httplib::Request& request) {
    return request.get_header_value("Content-Type").rfind("application/json", 0) == 0;
}

// A form from the login page, or JSON from a program.
std::optional<Login> read_login(const httplib::Request& request) {
    Login login;
    if (is_json(request)) {
        const Body body =
            read_body(request.body, {{"name", FieldType::text, true},
                                     {"password", FieldType::text, true}, {"next"}});
        if (!body.problems.empty()) return std::nullopt;
        return Login{*body.text("name"), *body.text("password"), body.text("next").value_or("")};
    }
    const auto form = surveys::parse_form(request.body);
    if (!form) return std::nullopt;
    for (const auto& [name, value] : *form) {
        if (name == "name") login.name = value;
        if (name == "password") login.password = value;
        if (name == "next") login.next = value;
    }
    return login;
}

// Only an address of our own desk: "/desk…", never "//evil" or "https://…".
std::string local_address(const std::string& next) {
    const bool plain = std::all_of(next.begin(), next.end(),
                                   [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
    return plain && (next == "/desk" || next.rfind("/desk/", 0) == 0) ? next : "/desk/";
}

std::string session_header(std::string_view secret, std::string_view life) {
    return std::string(session_cookie) + "=" + std::string(secret) +
           "; Path=/; Secure; HttpOnly; SameSite=Strict" + std::string(life);
}

// A browser gets its page again, a program a problem.
void refuse_login(const Desk& desk, const httplib::Request& request,
                  httplib::Response& response) {
    if (is_json(request))
        return reply_problem(response, 401, wrong_login, asked_locale(request));
    reply_page(response, 401, login_page(desk.assets, wrong_login.zh_cn));
}

// A browser that says it comes from another site is refused, so that nobody is made to work in
// somebody else's name. Programs say nothing.
void log_in(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    if (request.has_header("Origin") && comes_from_elsewhere(request))
        return reply_problem(response, 403,
                             {"请从本站的登录页登录", "Please use this site's login page"},
                             asked_locale(request));
    const auto login = read_login(request);
    const auto secret =
        login ? desk.accounts.log_in(login->name, login->password) : std::nullopt;
    if (!secret) return refuse_login(desk, request, response);
    response.set_header("Set-Cookie", session_header(*secret, ""));
    reply_see_other(response, local_address(login->next));
}

void log_out(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    if (const auto secret = session_secret(request); !secret.empty())
        desk.accounts.log_out(secret);
    response.set_header("Set-Cookie", session_header("", "; Max-Age=0"));
    reply_see_other(response, "/desk/login");
}

void list_users(const Desk& desk, httplib::Response& response) {
    Json users = Json::array();
    for (const surveys::Account& account : desk.store.accounts().accounts())
        users.push_back({{"name", account.name}, {"role", name(account.role)}});
    reply_json(response, 200, {{"users", users}});
}

void add_user(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    Body body = read_body(request.body, {{"name", FieldType::text, true},
                                         {"role", FieldType::text, true}, {"password"}});
    const auto role = surveys::role_named(body.text("role").value_or(""));
    if (body.text("role") && !role)
        body.problems.push_back({"role", {"角色只能是 viewer、officer 或 administrator",
                                          "A role is viewer, officer or administrator"}});
    const std::string password = body.text("password").value_or(make_password());
    if (body.problems.empty())
        body.problems = desk.accounts.add(*body.text("name"), password, *role);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked_locale(request));
    Json user{{"name", *body.text("name")}, {"role", name(*role)}};
    if (!body.text("password")) user["password"] = password;
    reply_json(response, 201, user);
}

void change_password(const Desk& desk, const httplib::Request& request,
                     httplib::Response& response) {
    Body body = read_body(request.body, {{"password"}});
    const std::string password = body.text("password").value_or(make_password());
    if (body.problems.empty())
        body.problems = desk.accounts.change_password(request.matches[1].str(), password);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked_locale(request));
    Json user{{"name", request.matches[1].str()}};
    if (!body.text("password")) user["password"] = password;
    reply_json(response, 200, user);
}

void make_token(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const auto token = desk.accounts.make_token(request.matches[1].str());
    if (!token)
        return reply_problem(response, 404, {"没有这个用户", "There is no such user"},
                             asked_locale(request));
    reply_json(response, 201, {{"token", *token}});
}

}  // namespace

void add_account_routes(Router& router, const Desk& desk) {
    router.post("/desk/login", [desk](const auto& request, auto& response) {
        log_in(desk, request, response);
    });
    router.post("/desk/logout", for_role(Role::viewer, desk,
                                         [desk](const auto& request, auto& response) {
                                             log_out(desk, request, response);
                                         }));
    router.get("/api/v1/users", for_role(Role::administrator, desk,
                                         [desk](const auto&, auto& response) {
                                             list_users(desk, response);
                                         }));
    router.post("/api/v1/users", for_role(Role::administrator, desk,
                                          [desk](const auto& request, auto& response) {
                                              add_user(desk, request, response);
                                          }));
    router.post("/api/v1/users/([^/]+)/password",
                for_role(Role::administrator, desk, [desk](const auto& request, auto& response) {
                    change_password(desk, request, response);
                }));
    router.post("/api/v1/users/([^/]+)/tokens",
                for_role(Role::administrator, desk, [desk](const auto& request, auto& response) {
                    make_token(desk, request, response);
                }));
}

}  // namespace http
