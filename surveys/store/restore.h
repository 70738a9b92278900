// A restore: a backup put in a store's place, after it and its key have proved to be whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "surveys/store/store.h"

namespace surveys {

struct RestoreOrder {
    std::filesystem::path backup;
    std::filesystem::path store;               // where it goes
    std::optional<std::filesystem::path> key;  // else the one beside the store
    bool replace = false;                      // a store that is there: it is kept aside
    std::string_view who;                      // in the audit log
    std::int64_t now_ms = 0;
};

// With problems or disagreements all is as it was before.
struct Restored {
    Problems problems;
    Verification verification;
    std::optional<std::filesystem::path> aside;  // where the store lies that was there, key and all
};

// The caller holds the store's lock. The backup is copied, raised to this program's schema,
// verified, its sessions ended, the act written down; only then it takes the store's place. Cut off
// in between, it is to be run again: until then nobody opens the store.
// Throws std::runtime_error when a disk fails, or the backup is of a newer program.
Restored restore(const RestoreOrder& order);

// A folder beside the store: while it is there, a backup is taking its place.
std::filesystem::path restore_folder_of(const std::filesystem::path& store);

}  // namespace surveys
