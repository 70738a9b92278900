// The trail: what is done at the desk, written down in the audit log as it happens.
#pragma once

#include <string_view>

#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_routes.h"

namespace http {

// Does it, and writes down what came of it: done, refused (4xx) or failed (5xx, or thrown). When
// the log cannot be written, the reply says so instead of what it said.
void do_and_write_down(const Asked& asked, httplib::Response& response, std::string_view name,
                       const Act& act);

// What a ballot that is held with codes shows at its opening and its closing, so that nobody can
// change it later without being seen: the hash of its list, and how the count came out.
void write_down_ballot(const Asked& asked, std::string_view survey);

// A try to log in. Of tries that say nothing new, under names nobody has and of accounts that are
// locked already, one a minute is written. Throws std::runtime_error when the log cannot be.
void write_down_login(const Desk& desk, std::string_view name, Accounts::Login::Kind kind);

}  // namespace http
