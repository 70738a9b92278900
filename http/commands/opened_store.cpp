#include "http/commands/opened_store.h"

#include <stdexcept>
#include <utility>

#include "http/commands/world.h"
#include "surveys/library.h"

namespace http {
namespace {

surveys::StoreLock lock_of(const World& world) {
    std::filesystem::create_directories(std::filesystem::absolute(world.store).parent_path());
    auto lock = surveys::StoreLock::try_lock(world.store);
    if (!lock)
        throw std::runtime_error(world.locale == surveys::Locale::en
                                     ? "Another process is writing to this store"
                                     : "另一个进程正在写这个数据库");
    return std::move(*lock);
}

}  // namespace

std::filesystem::path socket_of(const std::filesystem::path& store) {
    return store.string() + ".sock";
}

std::filesystem::path OpenedStore::first_password_file() const {
    // A demo lies beside the real store: it must not write over that one's password.
    return std::filesystem::absolute(file_).parent_path() /
           (store_->is_demo() ? "demo-first-password" : "first-password");
}

OpenedStore::OpenedStore(const World& world) : file_(world.store), lock_(lock_of(world)) {
    store_ = surveys::open_store(file_, surveys::Access::write);
    if (store_->surveys().empty()) surveys::install_library(*store_, world.now_ms());
    accounts_ =
        std::make_unique<Accounts>(store_->accounts(), first_password_file(), world.now_ms);
    first_password_ = accounts_->make_first_administrator();
    if (first_password_)
        store_->audit().append({.at_ms = world.now_ms(),
                                .who = std::string(owner_name),
                                .act = "user.add",
                                .object = "admin"});
}

}  // namespace http
