#include "http/desk/pages/accounts/account_form.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/accounts/account_words.h"
#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "http/desk/pages/form_parts.h"
#include "http/public/markup.h"
#include "surveys/calendar.h"

namespace http {
namespace {

constexpr std::array roles{surveys::Role::viewer, surveys::Role::officer,
                           surveys::Role::administrator};
constexpr std::size_t seconds_end = 19;  // of "2026-11-23T21:58:27"
constexpr std::size_t date_end = 10;

}  // namespace

std::string shown_time(std::int64_t utc_ms) {
    std::string text = surveys::iso_instant(utc_ms).substr(0, seconds_end);
    text[date_end] = ' ';
    return text;
}

void put_roles(Filling& filling, surveys::Role chosen, surveys::Locale locale) {
    std::vector<Choice> choices;
    for (const surveys::Role role : roles)
        choices.push_back({std::string(name(role)), words(role).in(locale)});
    put_choices(filling, "roles", choices, std::string(name(chosen)));
}

void put_account(Filling& filling, const Asked& asked, const surveys::Account& account) {
    filling.set("name", account.name);
    filling.set("address", user_address(account.name));
    filling.set("role", words(account.role).in(asked.locale));
    filling.set("sessions",
                std::to_string(asked.desk.accounts.live_sessions_of(account.name)));
    filling.set("created", shown_time(account.created_ms));
    if (account.locked_until_ms > asked.desk.now_ms()) {
        const surveys::Words locked{"锁定至 ", "Locked until "};
        filling.set("locked", locked.in(asked.locale) + shown_time(account.locked_until_ms));
    } else {
        filling.set("locked", Filling::type::bool_false);
    }
}

std::string user_address(std::string_view name) { return "/desk/users/" + escape_url(name); }

}  // namespace http
