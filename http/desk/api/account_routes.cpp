#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/desk/accounts/accounts.h"
#include "http/desk/accounts/secrets.h"
#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

void list_users(const Asked& asked, httplib::Response& response) {
    Json users = Json::array();
    const std::int64_t now = asked.desk.now_ms();
    for (const surveys::Account& account : asked.desk.store.accounts().accounts())
        users.push_back(
            {{"name", account.name},
             {"role", name(account.role)},
             {"created_at", surveys::iso_instant(account.created_ms)},
             {"locked_until", account.locked_until_ms > now
                                  ? Json(surveys::iso_instant(account.locked_until_ms))
                                  : Json(nullptr)},
             {"sessions", asked.desk.accounts.live_sessions_of(account.name)}});
    reply_json(response, 200, {{"users", users}});
}

const surveys::Problem no_such_role{"role", {"角色只能是 viewer、officer 或 administrator",
                                             "A role is viewer, officer or administrator"}};

void add_user(const Asked& asked, httplib::Response& response) {
    Body body = read_body(asked.request.body, {{"name", FieldType::text, true},
                                         {"role", FieldType::text, true}, {"password"}});
    const auto role = surveys::role_named(body.text("role").value_or(""));
    if (body.text("role") && !role) body.problems.push_back(no_such_role);
    const std::string password = body.text("password").value_or(make_password());
    if (body.problems.empty())
        body.problems = asked.desk.accounts.add(*body.text("name"), password, *role);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked.locale);
    Json user{{"name", *body.text("name")}, {"role", name(*role)}};
    if (!body.text("password")) user["password"] = password;
    reply_json(response, 201, user);
}

void change_password(const Asked& asked, httplib::Response& response) {
    Body body = read_body(asked.request.body, {{"password"}});
    const std::string password = body.text("password").value_or(make_password());
    if (body.problems.empty())
        body.problems = asked.desk.accounts.change_password(asked.match(1), password);
    if (!body.problems.empty())
        return reply_problems(response, body.problems, asked.locale);
    Json user{{"name", asked.match(1)}};
    if (!body.text("password")) user["password"] = password;
    reply_json(response, 200, user);
}

void change_role(const Asked& asked, httplib::Response& response) {
    Body body = read_body(asked.request.body, {{"role", FieldType::text, true}});
    const auto role = surveys::role_named(body.text("role").value_or(""));
    if (body.text("role") && !role) body.problems.push_back(no_such_role);
    if (body.problems.empty())
        body.problems = asked.desk.accounts.change_role(asked.match(1), *role);
    if (!body.problems.empty()) return reply_problems(response, body.problems, asked.locale);
    reply_json(response, 200, {{"name", asked.match(1)}, {"role", name(*role)}});
}

// An act that needs nothing but the name.
Act on_name(surveys::Problems (Accounts::*change)(std::string_view)) {
    return [change](const Asked& asked, httplib::Response& response) {
        Body body = read_body(asked.request.body, {});
        if (body.problems.empty()) body.problems = (asked.desk.accounts.*change)(asked.match(1));
        if (!body.problems.empty())
            return reply_problems(response, body.problems, asked.locale);
        reply_json(response, 200, {{"name", asked.match(1)}});
    };
}

void make_token(const Asked& asked, httplib::Response& response) {
    const auto token = asked.desk.accounts.make_token(asked.match(1));
    if (!token)
        return reply_problem(response, 404, {"没有这个用户", "There is no such user"},
                             asked.locale);
    reply_json(response, 201, {{"token", *token}});
}

}  // namespace

void add_account_routes(DeskRoutes& routes) {
    constexpr Role chief = Role::administrator;
    routes.read(chief, "/api/v1/users", list_users);
    routes.write(chief, "/api/v1/users", "user.add", add_user);
    routes.write(chief, "/api/v1/users/([^/]+)/password", "user.password", change_password);
    routes.write(chief, "/api/v1/users/([^/]+)/role", "user.role", change_role);
    routes.write(chief, "/api/v1/users/([^/]+)/unlock", "user.unlock",
                 on_name(&Accounts::unlock));
    routes.write(chief, "/api/v1/users/([^/]+)/remove", "user.remove",
                 on_name(&Accounts::remove));
    routes.write(chief, "/api/v1/users/([^/]+)/tokens", "user.token", make_token);
}

}  // namespace http
