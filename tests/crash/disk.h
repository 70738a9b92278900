// A disk of a test's own under SQLite: it counts, errs where it is told, and can lose its power.
//
// A VFS around the system's own, SQLite's default while it lives: the store knows nothing of it,
// and every database of the process is on it. What programs read is in the real files; what would
// survive a power loss is on the platters. A sync reaches no real disk, so a run is quick.
#pragma once

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "tests/crash/platter.h"

namespace tests {

enum class Operation { read, write, sync, truncate, open, remove };
inline constexpr std::array operations{Operation::read,     Operation::write, Operation::sync,
                                       Operation::truncate, Operation::open,  Operation::remove};
const char* name(Operation operation);

// `refused`: nothing of it is done. `full`: half of a write, then no room. `torn`: half of a write,
// then an error; of a sync: some sectors reach the platter, and the next sync knows nothing of it.
// `power_lost`: the operation and everything behind it fails.
struct Fault {
    enum class Kind { refused, full, torn, power_lost };
    Operation operation = Operation::write;
    Kind kind = Kind::refused;
    std::int64_t number = 1;  // counted from 1 among its operations since `fail`
    bool lasting = false;     // the disk errs from then on, else this once
};

class Disk {
public:
    explicit Disk(std::uint64_t seed = 1);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // Counts anew and errs once that comes.
    void fail(const Fault& fault);
    // Errs no more; a lost power comes back.
    void heal();
    bool has_failed() const;
    std::int64_t times(Operation operation) const;  // since `fail`

    // The program was killed in `from` and another goes on in `to`: with the files as it saw them,
    // and the platters behind them.
    void move(const std::filesystem::path& from, const std::filesystem::path& to);
    // Every database file of `from`, as a program finds it that is started again.
    static void copy_seen(const std::filesystem::path& from, const std::filesystem::path& to);
    // The same after a power loss.
    void copy_surviving(const std::filesystem::path& from, const std::filesystem::path& to,
                        Unsynced unsynced);

private:
    friend class DiskFile;
    friend struct DiskCalls;

    struct Entry {  // a name in a folder, and what is behind it
        std::shared_ptr<Platter> platter;
        std::shared_ptr<Platter> before;  // removed under the same name, but not on the platter
        bool is_seen = true;
        bool is_named = true;  // on the platter too
    };

    // What to do with the next such operation: nothing when it may go on.
    std::optional<Fault::Kind> judge(Operation operation);
    std::shared_ptr<Platter> opened(const std::string& path, bool was_there);
    void removed(const std::string& path, bool is_synced);
    void sync_names(const std::string& path);

    sqlite3_vfs vfs_;
    sqlite3_vfs* real_;
    mutable std::mutex mutex_;
    Chance chance_;
    std::optional<Fault> fault_;
    std::array<std::int64_t, operations.size()> times_{};
    bool has_failed_ = false;
    bool has_power_ = true;
    std::map<std::string, Entry> entries_;
};

}  // namespace tests
