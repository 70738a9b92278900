// Accounts: who is asking, and whether they may.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/questionnaires/problem.h"
#include "surveys/store/account_book.h"

namespace http {

// Somebody the desk knows: through a session, a token, or the store owner's own Unix socket.
struct Visitor {
    std::string name;
    surveys::Role role = surveys::Role::viewer;
    bool by_cookie = false;  // a browser: another site could have sent the request
};

// Who the audit log names where no account can be named, and so no account's name: the owner of the
// store on its own Unix socket, and whoever tries a name nobody has.
inline constexpr std::string_view owner_name = "owner";
inline constexpr std::string_view unknown_name = "unknown";

struct AccountLimits {
    int failed_logins_max = 5;
    std::int64_t lock_ms = 15LL * 60 * 1000;
    std::int64_t idle_ms = 30LL * 60 * 1000;
    std::int64_t session_ms = 12LL * 60 * 60 * 1000;
    std::size_t name_characters_max = 64;
    std::size_t password_characters_min = 12;
    std::size_t password_characters_max = 256;
};
inline constexpr AccountLimits account_limits{};

// Whether a person did something, or a page left open asked by itself: that keeps no session alive.
enum class Presence { person, page_alone };

class Accounts {
public:
    // `first_password_file` is where the first administrator's password waits for its reader.
    Accounts(surveys::AccountBook& book, std::filesystem::path first_password_file,
             std::function<std::int64_t()> now_ms);

    // Makes `admin` in an empty book: the password, once; nothing when somebody is there already.
    std::optional<std::string> make_first_administrator();
    // Keeps a password that no terminal could show, readable by the owner only (0600).
    void leave_first_password(std::string_view password) const;

    // What came of a login. `locked` is said of an account that is, and of a try that locked it.
    // Whoever tried is told the same of all but `welcome`.
    struct Login {
        enum class Kind { welcome, wrong, locked, unknown };
        Kind kind = Kind::unknown;
        std::string session_secret{};  // for the cookie of who is welcome
    };
    Login try_login(std::string_view name, std::string_view password);
    // The session secret of who is welcome.
    std::optional<std::string> log_in(std::string_view name, std::string_view password);
    void log_out(std::string_view session_secret);

    std::optional<Visitor> by_session(std::string_view session_secret,
                                      Presence presence = Presence::person);
    std::optional<Visitor> by_token(std::string_view token) const;
    std::size_t live_sessions_of(std::string_view name) const;

    // Each returns every problem, or none and it is done.
    [[nodiscard]] surveys::Problems add(std::string_view name, std::string_view password,
                                        surveys::Role role);
    // By an administrator: unlocks the account, and ends its sessions.
    [[nodiscard]] surveys::Problems change_password(std::string_view name,
                                                    std::string_view password);
    [[nodiscard]] surveys::Problems change_role(std::string_view name, surveys::Role role);
    [[nodiscard]] surveys::Problems unlock(std::string_view name);
    // With its sessions and tokens. One administrator always stays.
    [[nodiscard]] surveys::Problems remove(std::string_view name);

    // By somebody who knows the present password: wrong ones count as failed logins. Every session
    // ends, the one that asks goes on under the new secret.
    struct OwnChange {
        surveys::Problems problems;
        std::string session_secret{};
    };
    OwnChange change_own_password(std::string_view name, std::string_view present,
                                  std::string_view wanted);

    // nullopt when nobody has that name.
    std::optional<std::string> make_token(std::string_view name);

private:
    bool is_live(const surveys::Session& session) const;
    std::string begin_session(const std::string& name);
    void count_failure(surveys::Account account);
    bool is_last_administrator(const surveys::Account& account) const;

    surveys::AccountBook& book_;
    std::filesystem::path first_password_file_;
    std::function<std::int64_t()> now_ms_;
    // Held from reading an account or session to saving it, so that of two changes at once neither
    // is lost. Never while a password is hashed.
    std::mutex changing_;
};

}  // namespace http
