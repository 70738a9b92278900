// Secrets: passwords, session ids and tokens; made of 256 random bits and kept only as hashes.
#pragma once

#include <string>
#include <string_view>

#include "surveys/store/account_book.h"

namespace http {

// 43 characters of base64url.
std::string make_secret();
surveys::SecretHash hash_secret(std::string_view secret);

// What a page's form carries so that no other site can send it: known only to pages of the session.
std::string form_token(std::string_view session_secret);
bool is_form_token(std::string_view token, std::string_view session_secret);  // in constant time

// Twenty characters without look-alikes, about 98 bits: for a first login, shown once.
std::string make_password();

// Argon2id, 19 MiB and 2 passes (OWASP). At most two run at once in this process; more wait.
std::string hash_password(std::string_view password);
bool is_password(std::string_view password, const std::string& hash);

}  // namespace http
