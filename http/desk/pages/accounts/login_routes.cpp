// The ways in and out: the login page, the logout, and the choice of language.
#include <httplib.h>

#include <array>
#include <cstdint>
#include <kainjow/mustache.hpp>

#include "http/desk/accounts/accounts.h"
#include "http/desk/api/body.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/filling.h"
#include "http/desk/trail.h"
#include "http/front/reply.h"
#include "http/pages.h"
#include "http/public/asset_shelf.h"
#include "http/public/look.h"
#include "http/public/markup.h"
#include "reports/words.h"
#include "surveys/limits.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/store/store.h"

namespace http {
namespace {

const surveys::Words wrong_login{"用户名或密码不对，或者尝试过多、暂时锁定",
                                 "Wrong name or password, or locked after too many tries"};

const std::array<PageWord, 5> login_words{{
    {"w_desk", {"满意度办公端", "Satisfaction desk"}},
    {"w_log_in", {"登录", "Log in"}},
    {"w_name", {"用户名", "Name"}},
    {"w_password", {"密码", "Password"}},
    {"w_help", {"忘记密码，请找管理员重置。连续输错 5 次，账户锁定 15 分钟。",
                "If you forgot your password, an administrator can reset it. After five wrong "
                "tries the account is locked for 15 minutes."}},
}};

struct LoginPage {
    surveys::Locale locale = surveys::Locale::zh_cn;
    std::string name;  // as it was entered
    std::string next;
    std::string problem;
};

std::string to_html(const Desk& desk, const LoginPage& page) {
    const bool is_english = page.locale == surveys::Locale::en;
    Filling filling;
    put_words(filling, login_words, page.locale);
    filling.set("lang", std::string(name(page.locale)));
    filling.set("bureau", desk.bureau.in(page.locale));
    filling.set("base_sheet", desk.assets.address("manyidu.css"));
    filling.set("desk_sheet", desk.assets.address("desk.css"));
    filling.set("name", page.name);
    filling.set("next", page.next);
    filling.set("other_language", std::string(is_english ? "中文" : "English"));
    filling.set("other_lang", std::string(is_english ? "zh-CN" : "en"));
    filling.set("here", escape_url(page.next.empty() ? "/desk/" : page.next));
    if (!page.problem.empty()) filling.set("problem", page.problem);
    if (desk.store.is_demo()) filling.set("demo", reports::demo_sentence().in(page.locale));
    return fill(pages::desk_login_html, filling);
}

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

// A browser gets its page again, a program a problem.
void refuse_login(const Desk& desk, const httplib::Request& request, const Login& login,
                  httplib::Response& response) {
    if (is_json(request))
        return reply_problem(response, 401, wrong_login, asked_locale(request));
    const auto locale = page_locale(request);
    reply_page(response, 401, to_html(desk, {.locale = locale,
                                             .name = login.name,
                                             .next = login.next,
                                             .problem = wrong_login.in(locale)}));
}

// A browser that says it comes from another site is refused, so that nobody is made to work in
// somebody else's name. Programs say nothing.
void log_in(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    if (request.has_header("Origin") && comes_from_elsewhere(request, desk.desk_origin))
        return reply_problem(response, 403,
                             {"请从本站的登录页登录", "Please use this site's login page"},
                             asked_locale(request));
    // The desk takes files of others; a stranger's large body is not read in.
    if (request.get_header_value<std::uint64_t>("Content-Length") > surveys::limits.body_bytes_max)
        return reply_problem(response, 413, {"内容过大", "This is too large"},
                             asked_locale(request));
    const auto login = read_login(request);
    if (!login) return refuse_login(desk, request, {}, response);
    const auto tried = desk.accounts.try_login(login->name, login->password);
    write_down_login(desk, login->name, tried.kind);
    if (tried.kind != Accounts::Login::Kind::welcome)
        return refuse_login(desk, request, *login, response);
    if (const auto former = session_secret(request); !former.empty())
        desk.accounts.log_out(former);
    give_session(response, tried.session_secret);
    reply_see_other(response, local_address(login->next));
}

void log_out(const Asked& asked, httplib::Response& response) {
    asked.desk.accounts.log_out(session_secret(asked.request));
    take_session(response);
    reply_see_other(response, "/desk/login");
}

void show_login(const Desk& desk, const httplib::Request& request, httplib::Response& response) {
    const std::string next = request.get_param_value("next");
    reply_page(response, 200,
               to_html(desk, {.locale = page_locale(request),
                              .name = "",
                              .next = next.empty() ? "" : local_address(next),
                              .problem = ""}));
}

// Kept by the browser for a year; it tells nothing but the language.
void choose_language(const httplib::Request& request, httplib::Response& response) {
    give_cookie(response, language_cookie, request.matches[1].str(), "; Max-Age=31536000");
    reply_see_other(response, local_address(request.get_param_value("next")));
}

}  // namespace

void add_login_routes(Router& router, DeskRoutes& routes, const Desk& desk) {
    router.get("/desk/login", [&desk](const auto& request, auto& response) {
        show_login(desk, request, response);
    });
    router.post("/desk/login", [&desk](const auto& request, auto& response) {
        log_in(desk, request, response);
    });
    router.get("/desk/language/(zh-CN|en)", choose_language);
    routes.submit(surveys::Role::viewer, "/desk/logout", "logout", log_out);
}

}  // namespace http
