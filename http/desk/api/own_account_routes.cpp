// Everybody's own account: who am I, and a new password.
#include <httplib.h>

#include <nlohmann/json.hpp>

#include "http/desk/accounts/accounts.h"
#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/visitor.h"

namespace http {
namespace {

using Json = nlohmann::ordered_json;
using surveys::Role;

void show_account(const Asked& asked, httplib::Response& response) {
    const Visitor& visitor = asked.visitor;
    reply_json(response, 200, {{"name", visitor.name},
                               {"role", name(visitor.role)},
                               {"sessions", asked.desk.accounts.live_sessions_of(visitor.name)}});
}

// The password a program shows is asked for as well: a stolen token or session is not enough.
void change_password(const Asked& asked, httplib::Response& response) {
    Body body = read_body(asked.request.body, {{"present", FieldType::text, true},
                                               {"password", FieldType::text, true}});
    if (!body.problems.empty()) return reply_problems(response, body.problems, asked.locale);
    const auto change = asked.desk.accounts.change_own_password(
        asked.visitor.name, *body.text("present"), *body.text("password"));
    if (!change.problems.empty()) return reply_problems(response, change.problems, asked.locale);
    if (asked.visitor.by_cookie) give_session(response, change.session_secret);
    reply_json(response, 200, {{"name", asked.visitor.name}});
}

}  // namespace

void add_own_account_routes(DeskRoutes& routes) {
    routes.read(Role::viewer, "/api/v1/account", show_account);
    routes.write(Role::viewer, "/api/v1/account/password", "password.change", change_password);
}

}  // namespace http
