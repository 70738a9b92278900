#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/desk/accounts/accounts.h"
#include "http/desk/accounts/secrets.h"
#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

void list_users(const Asked& asked, httplib::Response& response) {
    Json users = Json::array();
    for (const surveys::Account& account : asked.desk.store.accounts().accounts())
        users.push_back({{"name", account.name}, {"role", name(account.role)}});
    reply_json(response, 200, {{"users", users}});
}

void add_user(const Asked& asked, httplib::Response& response) {
    Body body = read_body(asked.request.body, {{"name", FieldType::text, true},
                                         {"role", FieldType::text, true}, {"password"}});
    const auto role = surveys::role_named(body.text("role").value_or(""));
    if (body.text("role") && !role)
        body.problems.push_back({"role", {"角色只能是 viewer、officer 或 administrator",
                                          "A role is viewer, officer or administrator"}});
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
    routes.write(chief, "/api/v1/users/([^/]+)/tokens", "user.token", make_token);
}

}  // namespace http
