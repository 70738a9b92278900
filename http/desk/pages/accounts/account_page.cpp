// Everybody's own account: who am I here, and a new password.
#include <httplib.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/accounts/account_words.h"
#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/accounts/account_form.h"
#include "http/desk/pages/form_parts.h"
#include "http/desk/pages/frame.h"
#include "http/front/reply.h"
#include "http/pages.h"

namespace http {
namespace {

const std::array<PageWord, 11> account_words{{
    {"w_title", {"我的账户", "My account"}},
    {"w_name", {"用户名", "Name"}},
    {"w_role", {"角色", "Role"}},
    {"w_sessions", {"正在登录的会话", "Sessions now"}},
    {"w_change", {"修改密码", "Change the password"}},
    {"w_present", {"现在的密码", "Present password"}},
    {"w_wanted", {"新密码", "New password"}},
    {"w_again", {"再输一次新密码", "New password again"}},
    {"w_rules", {"至少 12 个字符。一句自己记得住的话就很好；不要用姓名、单位名或连续的数字。",
                 "At least 12 characters. A sentence you remember does well; no names, no bureau, "
                 "no rows of digits."}},
    {"w_save", {"修改密码", "Change the password"}},
    {"w_after", {"修改以后，其他地方的登录都会结束，这里继续有效。",
                 "After that you are logged out everywhere else, and go on here."}},
}};
const surveys::Words changed{"密码已修改，其他会话已结束。",
                             "The password is changed, and your other sessions have ended."};

void reply_account(const Asked& asked, httplib::Response& response,
                   const surveys::Problems& problems, int status) {
    Filling filling = filling_for(asked, account_words);
    filling.set("who", asked.visitor.name);
    filling.set("role", words(asked.visitor.role).in(asked.locale));
    filling.set("sessions",
                std::to_string(asked.desk.accounts.live_sessions_of(asked.visitor.name)));
    if (asked.parameter("done") == "password") filling.set("notice", changed.in(asked.locale));
    put_problems(filling, problems, asked.locale);
    reply_desk_page(asked, response,
                    {.title = account_words[0].words.in(asked.locale),
                     .place = Place::account,
                     .body = fill(pages::desk_account_html, filling)},
                    status);
}

void change_password(const Asked& asked, httplib::Response& response) {
    if (asked.field("password") != asked.field("again"))
        return reply_account(asked, response,
                             {{"again", {"两次输入的新密码不一样",
                                         "The new password was not the same twice"}}},
                             422);
    const auto change = asked.desk.accounts.change_own_password(
        asked.visitor.name, asked.field("present"), asked.field("password"));
    if (!change.problems.empty()) return reply_account(asked, response, change.problems, 422);
    give_session(response, change.session_secret);
    reply_see_other(response, "/desk/account?done=password");
}

}  // namespace

void add_account_page(DeskRoutes& routes) {
    constexpr surveys::Role everybody = surveys::Role::viewer;
    routes.show(everybody, "/desk/account", [](const Asked& asked, auto& response) {
        reply_account(asked, response, {}, 200);
    });
    routes.submit(everybody, "/desk/account/password", "password.change", change_password);
}

}  // namespace http
