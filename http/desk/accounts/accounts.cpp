#include "http/desk/accounts/accounts.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "http/desk/accounts/secrets.h"

namespace http {

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

Accounts::Login Accounts::try_login(std::string_view name, std::string_view password) {
    const auto seen = book_.account(name);
    // Hash for an unknown name as well: the time must not tell who exists.
    static const std::string nobody = hash_password(make_password());
    const bool fits = is_password(password, seen ? seen->password_hash : nobody);
    const std::lock_guard lock(changing_);
    // Again, because others may have tried, or changed the password, in the meantime.
    auto account = book_.account(name);
    if (!seen || !account) return {.kind = Login::Kind::unknown};
    if (account->locked_until_ms > now_ms_()) return {.kind = Login::Kind::locked};
    if (!fits || account->password_hash != seen->password_hash) {
        count_failure(*account);
        const bool is_last_try = account->failed_logins + 1 >= account_limits.failed_logins_max;
        return {.kind = is_last_try ? Login::Kind::locked : Login::Kind::wrong};
    }
    account->failed_logins = 0;
    book_.save(*account);
    std::error_code gone;
    if (account->name == "admin") std::filesystem::remove(first_password_file_, gone);
    return {.kind = Login::Kind::welcome, .session_secret = begin_session(account->name)};
}

std::optional<std::string> Accounts::log_in(std::string_view name, std::string_view password) {
    Login login = try_login(name, password);
    if (login.kind != Login::Kind::welcome) return std::nullopt;
    return std::move(login.session_secret);
}

void Accounts::count_failure(surveys::Account account) {
    if (++account.failed_logins >= account_limits.failed_logins_max) {
        account.failed_logins = 0;
        account.locked_until_ms = now_ms_() + account_limits.lock_ms;
    }
    book_.save(account);
}

// The account's old sessions that nobody ended are swept out on the way.
std::string Accounts::begin_session(const std::string& name) {
    for (const surveys::Session& session : book_.sessions_of(name))
        if (!is_live(session)) book_.end_session(session.hash);
    std::string secret = make_secret();
    const std::int64_t now = now_ms_();
    book_.save(surveys::Session{
        .hash = hash_secret(secret), .account = name, .started_ms = now, .seen_ms = now});
    return secret;
}

void Accounts::log_out(std::string_view session_secret) {
    const std::lock_guard lock(changing_);
    book_.end_session(hash_secret(session_secret));
}

bool Accounts::is_live(const surveys::Session& session) const {
    const std::int64_t now = now_ms_();
    return now - session.seen_ms <= account_limits.idle_ms &&
           now - session.started_ms <= account_limits.session_ms;
}

std::size_t Accounts::live_sessions_of(std::string_view name) const {
    const auto sessions = book_.sessions_of(name);
    return static_cast<std::size_t>(std::ranges::count_if(
        sessions, [&](const surveys::Session& session) { return is_live(session); }));
}

std::optional<Visitor> Accounts::by_session(std::string_view session_secret,
                                            Presence presence) {
    const auto hash = hash_secret(session_secret);
    auto session = book_.session(hash);
    if (!session) return std::nullopt;
    const auto account = book_.account(session->account);
    if (!account || !is_live(*session)) {
        book_.end_session(hash);
        return std::nullopt;
    }
    constexpr std::int64_t minute_ms = 60'000;  // no need to write each click down
    if (presence == Presence::person && now_ms_() - session->seen_ms >= minute_ms) {
        const std::lock_guard lock(changing_);
        if (!book_.session(hash)) return std::nullopt;  // saving would bring it back
        session->seen_ms = now_ms_();
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

}  // namespace http
