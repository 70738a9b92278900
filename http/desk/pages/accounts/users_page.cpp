// The users: everybody who has an account, and a new one with its password shown once.
#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/accounts/accounts.h"
#include "http/desk/accounts/secrets.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/accounts/account_form.h"
#include "http/desk/pages/accounts/user_page.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/pages.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Role;

const std::array<PageWord, 10> users_words{{
    {"w_title", {"用户", "Users"}},
    {"w_name", {"用户名", "Name"}},
    {"w_role", {"角色", "Role"}},
    {"w_state", {"状态", "State"}},
    {"w_free", {"正常", "Normal"}},
    {"w_sessions", {"会话", "Sessions"}},
    {"w_created", {"建立时间", "Made"}},
    {"w_add", {"新增用户", "Add a user"}},
    {"w_name_rules", {"小写字母、数字和 . - _，最多 64 个。",
                      "Lower-case letters, digits and . - _, 64 at most."}},
    {"w_password_made", {"密码由系统生成，只显示一次。查看者看数字，业务员管理调查，管理员还管理用户和指标。",
                         "The password is made here and shown once. A viewer reads figures, an "
                         "officer runs surveys, an administrator also keeps users and "
                         "indicators."}},
}};
const surveys::Words removed{"用户已移除，其会话和令牌已失效。",
                             "The user is removed; sessions and tokens have ended."};

struct UsersPage {
    surveys::Problems problems{};
    std::string new_name{};
    Role new_role = Role::viewer;
};

std::string shown_count(std::size_t users, surveys::Locale locale) {
    const std::string number = std::to_string(users);
    return surveys::Words{"共 " + number + " 个用户", number + (users == 1 ? " user" : " users")}
        .in(locale);
}

void reply_users(const Asked& asked, httplib::Response& response, const UsersPage& page,
                 int status) {
    const auto accounts = asked.desk.store.accounts().accounts();
    Filling rows{Filling::type::list};
    for (const surveys::Account& account : accounts) {
        Filling row;
        put_account(row, asked, account);
        rows << row;
    }
    Filling filling = filling_for(asked, users_words);
    filling.set("count", shown_count(accounts.size(), asked.locale));
    filling.set("users", rows);
    filling.set("new_name", page.new_name);
    if (asked.parameter("done") == "remove") filling.set("notice", removed.in(asked.locale));
    put_roles(filling, page.new_role, asked.locale);
    put_problems(filling, page.problems, asked.locale);
    reply_desk_page(asked, response,
                    {.title = users_words[0].words.in(asked.locale),
                     .place = Place::users,
                     .body = fill(pages::desk_users_html, filling)},
                    status);
}

void add_user(const Asked& asked, httplib::Response& response) {
    const std::string name = asked.field("name");
    const auto role = surveys::role_named(asked.field("role"));
    const std::string password = make_password();
    const auto problems =
        role ? asked.desk.accounts.add(name, password, *role)
             : surveys::Problems{{"role", {"请选择角色", "Choose a role"}}};
    if (!problems.empty())
        return reply_users(asked, response,
                           {.problems = problems,
                            .new_name = name,
                            .new_role = role.value_or(Role::viewer)},
                           422);
    reply_secret(asked, response, {.name = name, .password = password, .status = 201});
}

}  // namespace

void add_users_pages(DeskRoutes& routes) {
    routes.show(Role::administrator, "/desk/users", [](const Asked& asked, auto& response) {
        reply_users(asked, response, {}, 200);
    });
    routes.submit(Role::administrator, "/desk/users", "user.add", add_user);
    add_user_page(routes);
}

}  // namespace http
