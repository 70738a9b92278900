// Accounts: who is asking, and whether they may.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
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

    // A session secret for the cookie. nullopt for a wrong name or password, and for everybody
    // while the account is locked: one reply for all of them.
    std::optional<std::string> log_in(std::string_view name, std::string_view password);
    void log_out(std::string_view session_secret);

    std::optional<Visitor> by_session(std::string_view session_secret,
                                      Presence presence = Presence::person);
    std::optional<Visitor> by_token(std::string_view token) const;

    // Every problem, or none and the account is there.
    [[nodiscard]] surveys::Problems add(std::string_view name, std::string_view password,
                                        surveys::Role role);
    [[nodiscard]] surveys::Problems change_password(std::string_view name,
                                                    std::string_view password);
    // nullopt when nobody has that name.
    std::optional<std::string> make_token(std::string_view name);

private:
    surveys::AccountBook& book_;
    std::filesystem::path first_password_file_;
    std::function<std::int64_t()> now_ms_;
};

}  // namespace http
