// An opened store: the one writer's lock, the store, and its accounts; a new one is furnished with
// the library and a first administrator.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "http/desk/accounts/accounts.h"
#include "surveys/store/store.h"

namespace http {

struct World;

// The file beside the store that commands and the server meet at.
std::filesystem::path socket_of(const std::filesystem::path& store);

class OpenedStore {
public:
    // Throws std::runtime_error when another process holds the lock.
    explicit OpenedStore(const World& world);

    surveys::Store& store() { return *store_; }
    Accounts& accounts() { return *accounts_; }
    // The first administrator's password, when it was made just now.
    const std::optional<std::string>& first_password() const { return first_password_; }
    std::filesystem::path first_password_file() const;

private:
    std::filesystem::path file_;
    surveys::StoreLock lock_;
    std::unique_ptr<surveys::Store> store_;
    std::unique_ptr<Accounts> accounts_;
    std::optional<std::string> first_password_;
};

}  // namespace http
