#include "http/desk/pages/accounts/user_page.h"

#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/accounts/accounts.h"
#include "http/desk/accounts/secrets.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/accounts/account_form.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/desk/pages/refusal_page.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Role;

const std::array<PageWord, 15> user_words{{
    {"w_back", {"← 全部用户", "← All users"}},
    {"w_role", {"角色", "Role"}},
    {"w_state", {"状态", "State"}},
    {"w_free", {"正常", "Normal"}},
    {"w_sessions", {"会话", "Sessions"}},
    {"w_created", {"建立时间", "Made"}},
    {"w_audit", {"此人的操作记录", "What this user did"}},
    {"w_unlock", {"解除锁定", "Unlock"}},
    {"w_unlock_help", {"连续输错密码而锁定。请先确认是本人。",
                       "Locked after wrong passwords in a row. Make sure it was the person."}},
    {"w_change_role", {"更改角色", "Change the role"}},
    {"w_reset", {"重置密码", "Reset the password"}},
    {"w_reset_help", {"生成新密码，只显示一次。此人的所有会话立即结束。",
                      "A new password is made and shown once. All sessions of this user end."}},
    {"w_remove", {"移除用户", "Remove the user"}},
    {"w_remove_help", {"会话和令牌立即失效。此人留下的操作记录不会删除。",
                       "Sessions and tokens end at once. What the user did stays on record."}},
    {"w_sure", {"确认移除", "Yes, remove this user"}},
}};

const std::array<PageWord, 3> secret_words{{
    {"w_once", {"密码只显示这一次，离开本页就看不到了：",
                "The password is shown this once and never again:"}},
    {"w_hand_over", {"请当面交给本人，并请他登录后在“我的账户”里改成自己的密码。",
                     "Hand it over in person, and have it changed under “My account” at the first "
                     "login."}},
    {"w_back", {"返回用户", "Back to the user"}},
}};

// What a form has just done, as the address of its page says it.
struct Notice {
    std::string_view done;
    surveys::Words words;
};
const std::array<Notice, 2> notices{{
    {"role", {"角色已更改，立即生效。", "The role is changed, at once."}},
    {"unlock", {"已解除锁定。", "The user is unlocked."}},
}};

void reply_user(const Asked& asked, httplib::Response& response,
                const surveys::Problems& problems, int status) {
    const auto account = asked.desk.store.accounts().account(asked.match(1));
    if (!account)
        return reply_refusal(asked, response, 404, {"没有这个用户", "There is no such user"});
    Filling filling = filling_for(asked, user_words);
    put_account(filling, asked, *account);
    put_roles(filling, account->role, asked.locale);
    put_problems(filling, problems, asked.locale);
    for (const Notice& notice : notices)
        if (asked.parameter("done") == notice.done)
            filling.set("notice", notice.words.in(asked.locale));
    reply_desk_page(asked, response,
                    {.title = account->name,
                     .place = Place::users,
                     .body = fill(pages::desk_user_html, filling)},
                    status);
}

void finish(const Asked& asked, httplib::Response& response, const surveys::Problems& problems,
            const std::string& next) {
    if (!problems.empty()) return reply_user(asked, response, problems, 422);
    reply_see_other(response, next);
}

void change_role(const Asked& asked, httplib::Response& response) {
    const auto role = surveys::role_named(asked.field("role"));
    const auto problems = role ? asked.desk.accounts.change_role(asked.match(1), *role)
                               : surveys::Problems{{"role", {"请选择角色", "Choose a role"}}};
    finish(asked, response, problems, user_address(asked.match(1)) + "?done=role");
}

void unlock(const Asked& asked, httplib::Response& response) {
    finish(asked, response, asked.desk.accounts.unlock(asked.match(1)),
           user_address(asked.match(1)) + "?done=unlock");
}

void remove(const Asked& asked, httplib::Response& response) {
    const bool is_sure = asked.field("sure") == "yes";
    const auto problems =
        is_sure ? asked.desk.accounts.remove(asked.match(1))
                : surveys::Problems{{"sure", {"请先勾选确认", "Tick the box first"}}};
    finish(asked, response, problems, "/desk/users?done=remove");
}

void reset_password(const Asked& asked, httplib::Response& response) {
    const std::string password = make_password();
    const auto problems = asked.desk.accounts.change_password(asked.match(1), password);
    if (!problems.empty()) return reply_user(asked, response, problems, 422);
    reply_secret(asked, response, {.name = asked.match(1), .password = password});
}

}  // namespace

void reply_secret(const Asked& asked, httplib::Response& response, const MadePassword& made) {
    const surveys::Words title{made.name + " 的密码", "The password of " + made.name};
    Filling filling = filling_for(asked, secret_words);
    filling.set("title", title.in(asked.locale));
    filling.set("secret", made.password);
    filling.set("address", user_address(made.name));
    reply_desk_page(asked, response,
                    {.title = title.in(asked.locale),
                     .place = Place::users,
                     .body = fill(pages::desk_secret_html, filling)},
                    made.status);
}

void add_user_page(DeskRoutes& routes) {
    constexpr Role chief = Role::administrator;
    routes.show(chief, "/desk/users/([^/]+)", [](const Asked& asked, auto& response) {
        reply_user(asked, response, {}, 200);
    });
    routes.submit(chief, "/desk/users/([^/]+)/role", "user.role", change_role);
    routes.submit(chief, "/desk/users/([^/]+)/unlock", "user.unlock", unlock);
    routes.submit(chief, "/desk/users/([^/]+)/password", "user.password", reset_password);
    routes.submit(chief, "/desk/users/([^/]+)/remove", "user.remove", remove);
}

}  // namespace http
