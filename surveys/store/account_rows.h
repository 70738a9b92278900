// The accounts, sessions and tokens of the desk, as the database keeps them.
#pragma once

#include "surveys/store/account_book.h"
#include "surveys/store/connections.h"

namespace surveys {

class AccountRows : public AccountBook {
public:
    explicit AccountRows(Connections& connections) : connections_(connections) {}

    std::vector<Account> accounts() const override;
    std::optional<Account> account(std::string_view name) const override;
    void save(const Account& account) override;
    void remove_account(std::string_view name) override;

    std::optional<Session> session(const SecretHash& hash) const override;
    std::vector<Session> sessions_of(std::string_view account) const override;
    void save(const Session& session) override;
    void end_session(const SecretHash& hash) override;
    void end_sessions_of(std::string_view account) override;

    std::optional<Token> token(const SecretHash& hash) const override;
    void save(const Token& token) override;

private:
    Connections& connections_;
};

}  // namespace surveys
