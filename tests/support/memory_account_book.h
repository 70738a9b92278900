// An account book in memory, for tests of the desk.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "surveys/store/account_book.h"

namespace tests {

class MemoryAccountBook : public surveys::AccountBook {
public:
    std::vector<surveys::Account> accounts() const override {
        std::vector<surveys::Account> all;
        for (const auto& [name, account] : accounts_) all.push_back(account);
        return all;
    }
    std::optional<surveys::Account> account(std::string_view name) const override {
        const auto found = accounts_.find(name);
        return found == accounts_.end() ? std::nullopt : std::optional(found->second);
    }
    void save(const surveys::Account& account) override { accounts_[account.name] = account; }

    std::optional<surveys::Session> session(const surveys::SecretHash& hash) const override {
        const auto found = sessions_.find(hash);
        return found == sessions_.end() ? std::nullopt : std::optional(found->second);
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
