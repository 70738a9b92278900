// The account book: who may use the desk, and who is at it now. Secrets are kept as hashes only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace surveys {

enum class Role { viewer, officer, administrator };

std::string_view name(Role role);
std::optional<Role> role_named(std::string_view name);

using SecretHash = std::array<std::uint8_t, 32>;  // BLAKE2b-256 of 256 random bits

struct Account {
    std::string name;
    std::string password_hash;  // Argon2id, as libsodium writes it
    Role role = Role::viewer;
    std::int64_t created_ms = 0;
    int failed_logins = 0;
    std::int64_t locked_until_ms = 0;
};

struct Session {
    SecretHash hash{};
    std::string account;
    std::int64_t started_ms = 0;
    std::int64_t seen_ms = 0;
};

struct Token {
    SecretHash hash{};
    std::string account;
    std::int64_t created_ms = 0;
};

class AccountBook {
public:
    virtual ~AccountBook() = default;

    virtual std::vector<Account> accounts() const = 0;
    virtual std::optional<Account> account(std::string_view name) const = 0;
    virtual void save(const Account& account) = 0;  // adds or replaces, by name
    virtual void remove_account(std::string_view name) = 0;  // with its sessions and tokens

    virtual std::optional<Session> session(const SecretHash& hash) const = 0;
    virtual std::vector<Session> sessions_of(std::string_view account) const = 0;
    virtual void save(const Session& session) = 0;
    virtual void end_session(const SecretHash& hash) = 0;
    virtual void end_sessions_of(std::string_view account) = 0;

    virtual std::optional<Token> token(const SecretHash& hash) const = 0;
    virtual void save(const Token& token) = 0;
};

}  // namespace surveys
