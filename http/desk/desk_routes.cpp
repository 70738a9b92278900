#include "http/desk/desk_routes.h"

#include <httplib.h>

#include <algorithm>

#include "http/desk/accounts/secrets.h"
#include "http/desk/api/reply.h"
#include "http/desk/desk_api.h"
#include "http/desk/pages/refusal_page.h"
#include "http/desk/trail.h"
#include "http/front/reply.h"
#include "http/public/look.h"
#include "http/public/markup.h"
#include "surveys/questionnaires/submission.h"

namespace http {
namespace {

const surveys::Words unknown_visitor{"请先登录", "Please log in first"};
const surveys::Words not_allowed{"您没有这项权限", "You may not do this"};
const surveys::Words stale_form{"这个页面已过期，请返回刷新后再提交",
                                "This page has expired: go back, reload it and send it again"};

void refuse_stranger(const httplib::Request& request, httplib::Response& response) {
    response.set_header("WWW-Authenticate", "Bearer");
    reply_problem(response, 401, unknown_visitor, asked_locale(request));
}

// Back to this very page after the login; a form is not sent twice.
void lead_to_login(const httplib::Request& request, httplib::Response& response) {
    const std::string page = request.method == "GET" ? local_address(request.target) : "/desk/";
    reply_see_other(response, page == "/desk/" ? std::string("/desk/login")
                                               : "/desk/login?next=" + escape_url(page));
}

// A browser sends its cookie for any page that asks it to; a program's token nobody sends for it.
bool is_forged(const Visitor& visitor, const httplib::Request& request, const Desk& desk) {
    return visitor.by_cookie && comes_from_elsewhere(request, desk.desk_origin);
}

void read_form(Asked& asked) {
    const std::string type = asked.request.get_header_value("Content-Type");
    if (type.rfind("multipart/", 0) != 0) {
        if (auto form = surveys::parse_form(asked.request.body)) asked.form = std::move(*form);
        return;
    }
    auto parts = read_multipart(type, asked.request.body);
    if (!parts) return;
    asked.files = std::move(*parts);
    for (const FormPart& part : asked.files.parts)
        if (!part.is_file) asked.form.emplace_back(part.name, part.content);
}

bool is_own_form(const Asked& asked) {
    return !is_forged(asked.visitor, asked.request, asked.desk) && asked.visitor.by_cookie &&
           is_form_token(asked.field("form_token"), session_secret(asked.request));
}

}  // namespace

std::string Asked::match(std::size_t number) const { return request.matches[number].str(); }

std::string Asked::parameter(const char* name) const { return request.get_param_value(name); }

std::string Asked::field(std::string_view name) const {
    const auto found = std::find_if(form.begin(), form.end(),
                                    [&](const auto& field) { return field.first == name; });
    return found == form.end() ? std::string() : found->second;
}

const FormPart* Asked::file(const char* name) const { return files.file(name); }

void DeskRoutes::read(surveys::Role role, const std::string& pattern, Act act) {
    book_.push_back({DeskRoute::Kind::read, role, pattern});
    router_.get(pattern, [&desk = desk_, role, act = std::move(act)](const auto& request,
                                                                     auto& response) {
        const auto visitor = visitor_of(request, desk.accounts);
        if (!visitor) return refuse_stranger(request, response);
        const auto locale = asked_locale(request);
        if (visitor->role < role) return reply_problem(response, 403, not_allowed, locale);
        act({request, desk, *visitor, locale}, response);
    });
}

void DeskRoutes::write(surveys::Role role, const std::string& pattern, std::string_view name,
                       Act act) {
    book_.push_back({DeskRoute::Kind::write, role, pattern, std::string(name)});
    const Act checked = [role, act = std::move(act)](const Asked& asked,
                                                     httplib::Response& response) {
        if (asked.visitor.role < role || is_forged(asked.visitor, asked.request, asked.desk))
            return reply_problem(response, 403, not_allowed, asked.locale);
        act(asked, response);
    };
    router_.post(pattern, [&desk = desk_, name = std::string(name), checked](const auto& request,
                                                                            auto& response) {
        const auto visitor = visitor_of(request, desk.accounts);
        if (!visitor) return refuse_stranger(request, response);
        do_and_write_down({request, desk, *visitor, asked_locale(request)}, response, name,
                          checked);
    });
}

void DeskRoutes::show(surveys::Role role, const std::string& pattern, Act act) {
    book_.push_back({DeskRoute::Kind::show, role, pattern});
    router_.get(pattern, [&desk = desk_, role, act = std::move(act)](const auto& request,
                                                                     auto& response) {
        const auto visitor = visitor_of(request, desk.accounts);
        if (!visitor) return lead_to_login(request, response);
        const Asked asked{request, desk, *visitor, page_locale(request)};
        if (visitor->role < role) return reply_refusal(asked, response, 403, not_allowed);
        act(asked, response);
    });
}

void DeskRoutes::submit(surveys::Role role, const std::string& pattern, std::string_view name,
                        Act act) {
    book_.push_back({DeskRoute::Kind::submit, role, pattern, std::string(name)});
    const Act checked = [role, act = std::move(act)](const Asked& asked,
                                                     httplib::Response& response) {
        if (asked.visitor.role < role) return reply_refusal(asked, response, 403, not_allowed);
        if (!is_own_form(asked)) return reply_refusal(asked, response, 403, stale_form);
        act(asked, response);
    };
    router_.post(pattern, [&desk = desk_, name = std::string(name), checked](const auto& request,
                                                                            auto& response) {
        const auto visitor = visitor_of(request, desk.accounts);
        if (!visitor) return lead_to_login(request, response);
        Asked asked{request, desk, *visitor, page_locale(request)};
        read_form(asked);
        do_and_write_down(asked, response, name, checked);
    });
}

}  // namespace http
