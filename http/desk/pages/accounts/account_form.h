// Account form: what the pages about accounts have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/desk/pages/filling.h"
#include "surveys/store/account_book.h"

namespace http {

// "2026-11-23 21:58:27" in Shanghai.
std::string shown_time(std::int64_t utc_ms);

// Into the hole `roles`: the options of a list, with one of them chosen.
void put_roles(Filling& filling, surveys::Role chosen, surveys::Locale locale);
// Into the holes of a template: role, state, sessions, when it was made, and its page's address.
void put_account(Filling& filling, const Asked& asked, const surveys::Account& account);

// The address of an account's own page among the users.
std::string user_address(std::string_view name);

}  // namespace http
