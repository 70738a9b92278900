// What an administrator, or its owner, changes about an account.
#include <algorithm>

#include "http/desk/accounts/accounts.h"
#include "http/desk/accounts/password_rules.h"
#include "http/desk/accounts/secrets.h"

namespace http {
namespace {

using surveys::Problems;

const Problems no_such_user{{"name", {"没有这个用户", "There is no such user"}}};
const Problems last_administrator{
    {"name", {"这是最后一位管理员：请先让别人也做管理员",
              "This is the last administrator: make somebody else one first"}}};

bool is_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    };
    return !name.empty() && name.size() <= account_limits.name_characters_max &&
           std::ranges::all_of(name, fits) && name != owner_name && name != unknown_name;
}

}  // namespace

Problems Accounts::add(std::string_view name, std::string_view password, surveys::Role role) {
    Problems problems = check_password(password, name);
    if (!is_name(name))
        problems.insert(problems.begin(),
                        {"name",
                         {"用户名只能用小写字母、数字和 . - _，最多 64 个，也不能是 owner 或 unknown",
                          "A name has lower-case letters, digits and . - _, 64 at most, and is "
                          "neither owner nor unknown"}});
    const std::string hash = problems.empty() ? hash_password(password) : std::string();
    const std::lock_guard lock(changing_);
    if (book_.account(name))
        problems.insert(problems.begin(),
                        {"name", {"这个用户名已经有人用", "This name is taken"}});
    if (!problems.empty()) return problems;
    book_.save(surveys::Account{.name = std::string(name),
                                .password_hash = hash,
                                .role = role,
                                .created_ms = now_ms_()});
    return {};
}

Problems Accounts::change_password(std::string_view name, std::string_view password) {
    Problems problems = check_password(password, name);
    const std::string hash = problems.empty() ? hash_password(password) : std::string();
    const std::lock_guard lock(changing_);
    auto account = book_.account(name);
    if (!account) problems.insert(problems.begin(), no_such_user.front());
    if (!problems.empty()) return problems;
    account->password_hash = hash;
    account->failed_logins = 0;
    account->locked_until_ms = 0;
    book_.save(*account);
    book_.end_sessions_of(name);
    return {};
}

Accounts::OwnChange Accounts::change_own_password(std::string_view name, std::string_view present,
                                                  std::string_view wanted) {
    const auto seen = book_.account(name);
    if (!seen) return {.problems = no_such_user};
    const bool fits = is_password(present, seen->password_hash);
    OwnChange change{.problems = check_password(wanted, name)};
    if (change.problems.empty() && present == wanted)
        change.problems.push_back({"password", {"新密码与现在的相同",
                                                "The new password is the present one"}});
    const std::string hash = change.problems.empty() ? hash_password(wanted) : std::string();
    const std::lock_guard lock(changing_);
    auto account = book_.account(name);
    if (!account) return {.problems = no_such_user};
    const bool is_locked = account->locked_until_ms > now_ms_();
    if (!fits || is_locked || account->password_hash != seen->password_hash) {
        if (!is_locked) count_failure(*account);
        change.problems.insert(change.problems.begin(),
                               {"present", {"现在的密码不对，或者尝试过多、暂时锁定",
                                            "The present password is wrong, or the account is "
                                            "locked after too many tries"}});
    }
    if (!change.problems.empty()) return change;
    account->password_hash = hash;
    account->failed_logins = 0;
    book_.save(*account);
    book_.end_sessions_of(name);
    change.session_secret = begin_session(account->name);
    return change;
}

bool Accounts::is_last_administrator(const surveys::Account& account) const {
    if (account.role != surveys::Role::administrator) return false;
    const auto all = book_.accounts();
    return std::ranges::count(all, surveys::Role::administrator, &surveys::Account::role) == 1;
}

Problems Accounts::change_role(std::string_view name, surveys::Role role) {
    const std::lock_guard lock(changing_);
    auto account = book_.account(name);
    if (!account) return no_such_user;
    if (role != account->role && is_last_administrator(*account)) return last_administrator;
    account->role = role;
    book_.save(*account);
    return {};
}

Problems Accounts::unlock(std::string_view name) {
    const std::lock_guard lock(changing_);
    auto account = book_.account(name);
    if (!account) return no_such_user;
    account->failed_logins = 0;
    account->locked_until_ms = 0;
    book_.save(*account);
    return {};
}

Problems Accounts::remove(std::string_view name) {
    const std::lock_guard lock(changing_);
    const auto account = book_.account(name);
    if (!account) return no_such_user;
    if (is_last_administrator(*account)) return last_administrator;
    book_.remove_account(name);
    return {};
}

std::optional<std::string> Accounts::make_token(std::string_view name) {
    const std::lock_guard lock(changing_);
    const auto account = book_.account(name);
    if (!account) return std::nullopt;
    std::string token = make_secret();
    book_.save(surveys::Token{
        .hash = hash_secret(token), .account = account->name, .created_ms = now_ms_()});
    return token;
}

}  // namespace http
