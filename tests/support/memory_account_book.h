// An account book in memory, for tests of the desk.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "surveys/store/account_book.h"

namespace tests {

class MemoryAccountBook : public surveys::AccountBook {
public:
    // What happens once, just after an account was read: somebody else's change at that moment.
    mutable std::function<void()> after_next_account;

    std::vector<surveys::Account> accounts() const override {
        std::vector<surveys::Account> all;
        for (const auto& [name, account] : accounts_) all.push_back(account);
        return all;
    }
    std::optional<surveys::Account> account(std::string_view name) const override {
        const auto found = accounts_.find(name);
        const auto account =
            found == accounts_.end() ? std::nullopt : std::optional(found->second);
        if (const auto happen = std::exchange(after_next_account, nullptr)) happen();
        return account;
    }
    void save(const surveys::Account& account) override { accounts_[account.name] = account; }

    void remove_account(std::string_view name) override {
        end_sessions_of(name);
        std::erase_if(tokens_, [&](const auto& row) { return row.second.account == name; });
        std::erase_if(accounts_, [&](const auto& row) { return row.first == name; });
    }

    std::optional<surveys::Session> session(const surveys::SecretHash& hash) const override {
        const auto found = sessions_.find(hash);
        return found == sessions_.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<surveys::Session> sessions_of(std::string_view account) const override {
        std::vector<surveys::Session> found;
        for (const auto& row : sessions_)
            if (row.second.account == account) found.push_back(row.second);
        return found;
    }
    void save(const surveys::Session& session) override { sessions_[session.hash] = session; }
    void end_session(const surveys::SecretHash& hash) override { sessions_.erase(hash); }
    void end_sessions_of(std::string_view account) override {
        std::erase_if(sessions_, [&](const auto& row) { return row.second.account == account; });
    }

    std::optional<surveys::Token> token(const surveys::SecretHash& hash) const override {
        const auto found = tokens_.find(hash);
        return found == tokens_.end() ? std::nullopt : std::optional(found->second);
    }
    void save(const surveys::Token& token) override { tokens_[token.hash] = token; }

private:
    std::map<std::string, surveys::Account, std::less<>> accounts_;
    std::map<surveys::SecretHash, surveys::Session> sessions_;
    std::map<surveys::SecretHash, surveys::Token> tokens_;
};

}  // namespace tests
