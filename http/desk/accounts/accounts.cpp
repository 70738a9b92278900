#include "http/desk/accounts/accounts.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "http/desk/accounts/secrets.h"

namespace http {
namespace {

bool is_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    };
    return !name.empty() && name.size() <= account_limits.name_characters_max &&
           std::all_of(name.begin(), name.end(), fits);
}

void check_password(std::string_view password, surveys::Problems& problems) {
    if (password.size() < account_limits.password_characters_min)
        problems.push_back({"password", {"密码至少 12 个字符", "The password needs 12 characters"}});
    if (password.size() > account_limits.password_characters_max)
        problems.push_back({"password", {"密码过长", "The password is too long"}});
}

}  // namespace

Accounts::Accounts(surveys::AccountBook& book, std::filesystem::path first_password_file,
                   std::function<std::int64_t()> now_ms)
    : book_(book),
      first_password_file_(std::move(first_password_file)),
      now_ms_(std::move(now_ms)) {}

std::optional<std::string> Accounts::make_first_administrator() {
    if (!book_.accounts().empty()) return std::nullopt;
    std::string password = make_password();
    book_.save(surveys::Account{.name = "admin",
                                .password_hash = hash_password(password),
                                .role = surveys::Role::administrator,
                                .created_ms = now_ms_()});
    return password;
}

void Accounts::leave_first_password(std::string_view password) const {
    const int file = ::open(first_password_file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                            S_IRUSR | S_IWUSR);
    if (file < 0) throw std::runtime_error("cannot write " + first_password_file_.string());
    const std::string line = std::string(password) + "\n";
    const bool written = ::write(file, line.data(), line.size()) == ssize_t(line.size());
    ::close(file);
    if (!written) throw std::runtime_error("cannot write " + first_password_file_.string());
}

std::optional<std::string> Accounts::log_in(std::string_view name, std::string_view password) {
    auto account = book_.account(name);
    // Hash for an unknown name as well: the time must not tell who exists.
    static const std::string nobody = hash_password(make_password());
    const bool fits = is_password(password, account ? account->password_hash : nobody);
    const std::int64_t now = now_ms_();
    if (!account || account->locked_until_ms > now) return std::nullopt;
    if (!fits) {
        if (++account->failed_logins >= account_limits.failed_logins_max) {
            account->failed_logins = 0;
            account->locked_until_ms = now + account_limits.lock_ms;
        }
        book_.save(*account);
        return std::nullopt;
    }
    account->failed_logins = 0;
    book_.save(*account);
    std::string secret = make_secret();
    book_.save(surveys::Session{.hash = hash_secret(secret),
                                .account = account->name,
                                .started_ms = now,
                                .seen_ms = now});
    std::error_code gone;
    if (account->name == "admin") std::filesystem::remove(first_password_file_, gone);
    return secret;
}

void Accounts::log_out(std::string_view session_secret) {
    book_.end_session(hash_secret(session_secret));
}

std::optional<Visitor> Accounts::by_session(std::string_view session_secret,
                                            Presence presence) {
    auto session = book_.session(hash_secret(session_secret));
    if (!session) return std::nullopt;
    const std::int64_t now = now_ms_();
    const auto account = book_.account(session->account);
    if (!account || now - session->seen_ms > account_limits.idle_ms ||
        now - session->started_ms > account_limits.session_ms) {
        book_.end_session(session->hash);
        return std::nullopt;
    }
    constexpr std::int64_t minute_ms = 60'000;  // no need to write each click down
    if (presence == Presence::person && now - session->seen_ms >= minute_ms) {
        session->seen_ms = now;
        book_.save(*session);
    }
    return Visitor{.name = account->name, .role = account->role, .by_cookie = true};
}

std::optional<Visitor> Accounts::by_token(std::string_view token) const {
    const auto found = book_.token(hash_secret(token));
    if (!found) return std::nullopt;
    const auto account = book_.account(found->account);
    if (!account) return std::nullopt;
    return Visitor{.name = account->name, .role = account->role};
}

surveys::Problems Accounts::add(std::string_view name, std::string_view password,
                                surveys::Role role) {
    surveys::Problems problems;
    if (!is_name(name))
        problems.push_back({"name",
                            {"用户名只能用小写字母、数字和 . - _，最多 64 个",
                             "A name has lower-case letters, digits and . - _, 64 at most"}});
    else if (book_.account(name))
        problems.push_back({"name", {"这个用户名已经有人用", "This name is taken"}});
    check_password(password, problems);
    if (!problems.empty()) return problems;
    book_.save(surveys::Account{.name = std::string(name),
                                .password_hash = hash_password(password),
                                .role = role,
                                .created_ms = now_ms_()});
    return {};
}

surveys::Problems Accounts::change_password(std::string_view name, std::string_view password) {
    surveys::Problems problems;
    auto account = book_.account(name);
    if (!account) problems.push_back({"name", {"没有这个用户", "There is no such user"}});
    check_password(password, problems);
    if (!problems.empty()) return problems;
    account->password_hash = hash_password(password);
    account->failed_logins = 0;
    account->locked_until_ms = 0;
    book_.save(*account);
    book_.end_sessions_of(name);
    return {};
}

std::optional<std::string> Accounts::make_token(std::string_view name) {
    const auto account = book_.account(name);
    if (!account) return std::nullopt;
    std::string token = make_secret();
    book_.save(surveys::Token{
        .hash = hash_secret(token), .account = account->name, .created_ms = now_ms_()});
    return token;
}

}  // namespace http
