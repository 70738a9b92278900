// A platter: what a disk would still hold of one file if the power went now.
//
// The file as it was last synced, and every change since then. At a power loss each sector of a
// change is there or not, whatever became of the others: kernels and disks keep no order.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace tests {

using Chance = std::mt19937_64;

// What becomes of the changes since the last sync.
enum class Unsynced { lost, torn };

class Platter {
public:
    static constexpr std::size_t sector_bytes = 512;

    explicit Platter(std::string synced) : synced_(std::move(synced)) {}

    void write(std::uint64_t offset, std::span<const char> bytes);
    void truncate(std::uint64_t size);
    void sync();
    // The kernel reports a failed sync once to each who has the file open, and forgets: what it
    // could not write is lost, though every program still reads it.
    void fail_sync(Chance& chance);
    int failed_syncs() const { return failed_syncs_; }

    std::string survivor(Unsynced unsynced, Chance& chance) const;

private:
    struct Change {
        std::uint64_t offset = 0;  // of a truncation: the new size
        std::string bytes{};
        bool is_truncation = false;
    };
    static void put(std::string& file, std::uint64_t offset, std::span<const char> bytes);

    std::string synced_;
    std::vector<Change> changes_;
    int failed_syncs_ = 0;
};

}  // namespace tests
