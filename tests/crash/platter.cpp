#include "tests/crash/platter.h"

#include <algorithm>

namespace tests {
namespace {

bool by_chance(Chance& chance) { return (chance() & 1U) != 0; }

}  // namespace

void Platter::put(std::string& file, std::uint64_t offset, std::span<const char> bytes) {
    if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size(), '\0');
    std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(offset));
}

void Platter::write(std::uint64_t offset, std::span<const char> bytes) {
    changes_.push_back({.offset = offset, .bytes = std::string(bytes.begin(), bytes.end())});
}

void Platter::truncate(std::uint64_t size) {
    changes_.push_back({.offset = size, .is_truncation = true});
}

void Platter::sync() {
    for (const Change& change : changes_) {
        if (change.is_truncation) synced_.resize(change.offset, '\0');
        else put(synced_, change.offset, change.bytes);
    }
    changes_.clear();
}

void Platter::fail_sync(Chance& chance) {
    ++failed_syncs_;
    synced_ = survivor(Unsynced::torn, chance);
    changes_.clear();
}

std::string Platter::survivor(Unsynced unsynced, Chance& chance) const {
    std::string file = synced_;
    if (unsynced == Unsynced::lost) return file;
    for (const Change& change : changes_) {
        if (change.is_truncation) {
            if (by_chance(chance)) file.resize(change.offset, '\0');
            continue;
        }
        const std::span<const char> bytes(change.bytes);
        for (std::size_t from = 0; from < bytes.size();) {
            const std::size_t in_sector = (change.offset + from) % sector_bytes;
            const std::size_t count = std::min(sector_bytes - in_sector, bytes.size() - from);
            if (by_chance(chance)) put(file, change.offset + from, bytes.subspan(from, count));
            from += count;
        }
    }
    return file;
}

}  // namespace tests
