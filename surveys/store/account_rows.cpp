#include "surveys/store/account_rows.h"

#include "surveys/sql.h"

namespace surveys {
namespace {

constexpr std::array roles{Role::viewer, Role::officer, Role::administrator};

Account account_row(Query& rows) {
    return {.name = rows.text(),
            .password_hash = rows.text(),
            .role = role_named(rows.text()).value(),
            .created_ms = rows.integer(),
            .failed_logins = rows.small(),
            .locked_until_ms = rows.integer()};
}

}  // namespace

std::string_view name(Role role) {
    switch (role) {
        case Role::viewer: return "viewer";
        case Role::officer: return "officer";
        case Role::administrator: return "administrator";
    }
    return {};
}

std::optional<Role> role_named(std::string_view text) {
    for (const Role role : roles)
        if (name(role) == text) return role;
    return std::nullopt;
}

std::vector<Account> AccountRows::accounts() const {
    return connections_.read([](Connection& connection) {
        std::vector<Account> accounts;
        for (Query rows(connection, sql::accounts); rows.next();)
            accounts.push_back(account_row(rows));
        return accounts;
    });
}

std::optional<Account> AccountRows::account(std::string_view name) const {
    return connections_.read([&](Connection& connection) {
        Query rows(connection, sql::account_by_name, name);
        return rows.next() ? std::optional(account_row(rows)) : std::nullopt;
    });
}

void AccountRows::save(const Account& account) {
    connections_.write([&](Connection& connection) {
        Query(connection, sql::account_save, account.name, account.password_hash,
              name(account.role), account.created_ms, account.failed_logins,
              account.locked_until_ms)
            .run();
    });
}

void AccountRows::remove_account(std::string_view name) {
    connections_.write([&](Connection& connection) {
        Query(connection, sql::sessions_end, name).run();
        Query(connection, sql::tokens_end, name).run();
        Query(connection, sql::account_remove, name).run();
    });
}

std::optional<Session> AccountRows::session(const SecretHash& hash) const {
    return connections_.read([&](Connection& connection) -> std::optional<Session> {
        Query rows(connection, sql::session_by_hash, blob(hash));
        if (!rows.next()) return std::nullopt;
        return Session{.hash = hash,
                       .account = rows.text(),
                       .started_ms = rows.integer(),
                       .seen_ms = rows.integer()};
    });
}

std::vector<Session> AccountRows::sessions_of(std::string_view account) const {
    return connections_.read([&](Connection& connection) {
        std::vector<Session> sessions;
        for (Query rows(connection, sql::sessions_of, account); rows.next();)
            sessions.push_back({.hash = rows.array<32>(),
                                .account = std::string(account),
                                .started_ms = rows.integer(),
                                .seen_ms = rows.integer()});
        return sessions;
    });
}

void AccountRows::save(const Session& session) {
    connections_.write([&](Connection& connection) {
        Query(connection, sql::session_save, blob(session.hash), session.account,
              session.started_ms, session.seen_ms)
            .run();
    });
}

void AccountRows::end_session(const SecretHash& hash) {
    connections_.write([&](Connection& connection) {
        Query(connection, sql::session_end, blob(hash)).run();
    });
}

void AccountRows::end_sessions_of(std::string_view account) {
    connections_.write([&](Connection& connection) {
        Query(connection, sql::sessions_end, account).run();
    });
}

std::optional<Token> AccountRows::token(const SecretHash& hash) const {
    return connections_.read([&](Connection& connection) -> std::optional<Token> {
        Query rows(connection, sql::token_by_hash, blob(hash));
        if (!rows.next()) return std::nullopt;
        return Token{.hash = hash, .account = rows.text(), .created_ms = rows.integer()};
    });
}

void AccountRows::save(const Token& token) {
    connections_.write([&](Connection& connection) {
        Query(connection, sql::token_save, blob(token.hash), token.account, token.created_ms)
            .run();
    });
}

}  // namespace surveys
