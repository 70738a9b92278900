#include "surveys/store/restore.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "surveys/calendar.h"
#include "surveys/store/connection.h"
#include "surveys/store/durable_file.h"
#include "surveys/store/key_file.h"
#include "surveys/store/sqlite_store.h"

namespace surveys {
namespace {

Problem problem(const std::filesystem::path& file, std::string zh_cn, std::string en) {
    return {.place = file.string(), .words = {.zh_cn = std::move(zh_cn), .en = std::move(en)}};
}

std::filesystem::path key_of(const RestoreOrder& order) {
    return order.key.value_or(key_file_of(order.store));
}

Problems check(const RestoreOrder& order) {
    Problems problems;
    std::error_code none;
    if (!std::filesystem::is_regular_file(order.backup, none))
        problems.push_back(problem(order.backup, "没有这个备份文件", "there is no such backup"));
    // A live database's last answers are in its log; a backup has none.
    if (std::filesystem::exists(order.backup.string() + "-wal") ||
        std::filesystem::equivalent(order.backup, order.store, none))
        problems.push_back(problem(order.backup,
                                   "这是使用中的数据库文件，不是备份：请先用 backup 命令备份",
                                   "is the file of a store in use, no backup: make one with the "
                                   "backup command"));
    if (!order.replace && std::filesystem::exists(order.store))
        problems.push_back(problem(order.store,
                                   "这里已有数据库。要换掉它，请加 --replace，原库会改名保留",
                                   "there is a store already. Say --replace to put the backup in "
                                   "its place; the old one is kept under another name"));
    if (!std::filesystem::is_regular_file(key_of(order), none))
        problems.push_back(problem(key_of(order),
                                   "没有密钥文件：备份不含密钥，请把原来的 manyidu.key 放在这里，"
                                   "或用 --key 指明",
                                   "there is no key file: a backup has no key in it. Put the "
                                   "store's manyidu.key here, or name it with --key"));
    return problems;
}

// A folder beside the store for the work, gone unless the restore is cut off.
class Workbench {
public:
    explicit Workbench(const RestoreOrder& order)
        : folder_(order.store.string() + ".restore"),
          kept_(restore_folder_of(order.store)),
          name_(order.store.filename()) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
        copy_private_file(order.backup, store());
        copy_private_file(key_of(order), key());
    }
    ~Workbench() {
        std::error_code gone;
        if (folder_ != kept_) std::filesystem::remove_all(folder_, gone);
    }
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;

    // From here on the store in its place is not whole, until all is done.
    void begin_the_exchange() {
        std::filesystem::remove_all(kept_);
        rename_durably(folder_, kept_);
        folder_ = kept_;
    }
    void end_the_exchange() { std::filesystem::remove_all(kept_); }
    std::filesystem::path store() const { return folder_ / name_; }
    std::filesystem::path key() const { return key_file_of(store()); }

private:
    std::filesystem::path folder_;
    std::filesystem::path kept_;
    std::filesystem::path name_;
};

// Whoever was logged in when the backup was made is not logged in now.
void begin_anew(Store& store, const RestoreOrder& order) {
    for (const Account& account : store.accounts().accounts())
        store.accounts().end_sessions_of(account.name);
    store.audit().append({.at_ms = order.now_ms,
                          .who = std::string(order.who),
                          .act = "store.restore",
                          .object = order.backup.filename().string()});
}

void prepare(const Workbench& bench, const RestoreOrder& order, Restored& result) {
    const auto key = key_of(order);
    try {
        SqliteStore store(bench.store(), Access::write);
        result.verification = store.verify_archive();
        if (result.verification.disagreements.empty()) begin_anew(store, order);
    } catch (const WrongKey&) {
        result.problems.push_back(problem(key, "这个密钥打不开这份备份：它属于另一个数据库",
                                          "this key does not open the backup: it is another "
                                          "store's"));
    } catch (const SQLite::Exception& failure) {
        result.verification.disagreements.push_back(std::string("the backup cannot be read: ") +
                                                    failure.what());
    }
}

// "manyidu.before-20261124-061500.db": with its key beside it, it can be opened as it is.
std::filesystem::path name_aside(const RestoreOrder& order) {
    const std::string instant = iso_instant(order.now_ms);  // 2026-11-24T06:15:00+08:00
    std::string stamp;
    for (const char c : instant.substr(0, 19))
        if (c == 'T') stamp += '-';
        else if (c != '-' && c != ':') stamp += c;
    for (int attempt = 1;; ++attempt) {
        std::string name = order.store.stem().string() + ".before-" + stamp;
        if (attempt > 1) name.append("-").append(std::to_string(attempt));
        auto file = order.store.parent_path() / (name + order.store.extension().string());
        if (!std::filesystem::exists(file)) return file;
    }
}

// What the log of a store still holds goes into its file, as far as that can be read.
void close_log(const std::filesystem::path& store) {
    try {
        const Connection connection(store, Connection::Kind::writer);
    } catch (const std::runtime_error&) {
        return;  // then its log goes aside with it
    }
}

// A log without its file goes, too: SQLite would play it into the new one.
std::optional<std::filesystem::path> set_aside(const RestoreOrder& order) {
    const auto aside = name_aside(order);
    bool is_any = false;
    if (std::filesystem::exists(order.store)) close_log(order.store);
    for (const char* ending : {"-wal", "-shm", ""}) {
        const std::filesystem::path from = order.store.string() + ending;
        if (!std::filesystem::exists(from)) continue;
        rename_durably(from, aside.string() + ending);
        is_any = true;
    }
    const auto key = key_file_of(order.store);
    if (!is_any) return std::nullopt;
    if (std::filesystem::exists(key)) copy_private_file(key, key_file_of(aside));
    return aside;
}

}  // namespace

std::filesystem::path restore_folder_of(const std::filesystem::path& store) {
    return store.string() + ".restoring";
}

Restored restore(const RestoreOrder& order) {
    Restored result;
    result.problems = check(order);
    if (!result.problems.empty()) return result;

    Workbench bench(order);
    prepare(bench, order, result);
    if (!result.problems.empty() || !result.verification.disagreements.empty()) return result;
    sync_file(bench.store());

    bench.begin_the_exchange();
    result.aside = set_aside(order);
    rename_durably(bench.key(), key_file_of(order.store));
    rename_durably(bench.store(), order.store);
    bench.end_the_exchange();
    return result;
}

}  // namespace surveys
