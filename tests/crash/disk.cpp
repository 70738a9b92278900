#include "tests/crash/disk.h"

#include <fstream>
#include <stdexcept>
#include <string_view>

#include "tests/crash/disk_file.h"
#include "tests/support/file_content.h"

namespace tests {
namespace {

constexpr const char* vfs_name = "a disk of a test";
constexpr std::string_view memory_ending = "-shm";  // shared memory, no part of what is kept

void write_out(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.parent_path();
}

}  // namespace

const char* name(Operation operation) {
    switch (operation) {
        case Operation::read: return "read";
        case Operation::write: return "write";
        case Operation::sync: return "sync";
        case Operation::truncate: return "truncate";
        case Operation::open: return "open";
        case Operation::remove: return "remove";
    }
    return "";
}

Disk::Disk(std::uint64_t seed) : real_(sqlite3_vfs_find(nullptr)), chance_(seed) {
    vfs_ = *real_;
    vfs_.zName = vfs_name;
    vfs_.pAppData = this;
    vfs_.pNext = nullptr;
    DiskFile::offer(vfs_, *real_);
    sqlite3_vfs_register(&vfs_, 1);
}

Disk::~Disk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
}

void Disk::fail(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    times_.fill(0);
    has_failed_ = false;
}

void Disk::heal() {
    const std::lock_guard lock(mutex_);
    fault_.reset();
    has_power_ = true;
}

bool Disk::has_failed() const {
    const std::lock_guard lock(mutex_);
    return has_failed_;
}

std::int64_t Disk::times(Operation operation) const {
    const std::lock_guard lock(mutex_);
    return times_.at(static_cast<std::size_t>(operation));
}

std::optional<Fault::Kind> Disk::judge(Operation operation) {
    if (!has_power_) return Fault::Kind::refused;
    const std::int64_t number = ++times_.at(static_cast<std::size_t>(operation));
    if (!fault_ || operation != fault_->operation) return std::nullopt;
    if (number != fault_->number && !(fault_->lasting && has_failed_)) return std::nullopt;
    has_failed_ = true;
    has_power_ = fault_->kind != Fault::Kind::power_lost;
    return fault_->kind;
}

std::shared_ptr<Platter> Disk::opened(const std::string& path, bool was_there) {
    const auto known = entries_.find(path);
    if (known != entries_.end() && known->second.is_seen) return known->second.platter;
    Entry entry{.platter = std::make_shared<Platter>(was_there ? content(path) : std::string()),
                .before = nullptr,
                .is_seen = true,
                .is_named = was_there};
    if (known != entries_.end() && known->second.is_named) entry.before = known->second.platter;
    return entries_.insert_or_assign(path, std::move(entry)).first->second.platter;
}

void Disk::removed(const std::string& path, bool is_synced) {
    const auto known = entries_.find(path);
    if (known == entries_.end()) return;
    known->second.is_seen = false;
    if (is_synced) sync_names(path);
}

void Disk::sync_names(const std::string& path) {
    std::erase_if(entries_, [&](const auto& entry) {
        return !entry.second.is_seen && folder_of(entry.first) == folder_of(path);
    });
    for (auto& [other, entry] : entries_) {
        if (folder_of(other) != folder_of(path)) continue;
        entry.is_named = true;
        entry.before = nullptr;
    }
}

void Disk::move(const std::filesystem::path& from, const std::filesystem::path& to) {
    copy_seen(from, to);
    const std::lock_guard lock(mutex_);
    std::map<std::string, Entry> moved;
    for (const auto& [path, entry] : entries_) {
        if (folder_of(path) != folder_of(from / "any")) continue;
        Entry& there = moved[(to / std::filesystem::path(path).filename()).string()];
        there = entry;  // what is left of the killed program still writes to its own
        there.platter = std::make_shared<Platter>(*entry.platter);
    }
    entries_.merge(moved);
}

void Disk::copy_seen(const std::filesystem::path& from, const std::filesystem::path& to) {
    for (const auto& file : std::filesystem::directory_iterator(from))
        if (file.is_regular_file() && !file.path().string().ends_with(memory_ending))
            write_out(to / file.path().filename(), content(file.path()));
}

void Disk::copy_surviving(const std::filesystem::path& from, const std::filesystem::path& to,
                          Unsynced unsynced) {
    copy_seen(from, to);
    const std::lock_guard lock(mutex_);
    for (const auto& [path, entry] : entries_) {
        if (folder_of(path) != folder_of(from / "any")) continue;
        const auto file = to / std::filesystem::path(path).filename();
        // A name that was made or removed and not synced is there or not.
        const bool by_chance = unsynced == Unsynced::torn && (chance_() & 1U) != 0;
        if (entry.is_seen ? entry.is_named || by_chance : entry.is_named && !by_chance)
            write_out(file, entry.platter->survivor(unsynced, chance_));
        else if (entry.is_seen && entry.before)
            write_out(file, entry.before->survivor(unsynced, chance_));
        else
            std::filesystem::remove(file);
    }
}

}  // namespace tests
