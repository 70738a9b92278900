// What a run was promised, and what it asked for and never heard of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "surveys/store/store.h"

namespace tests {

struct Acknowledged {
    surveys::Submission given;
    surveys::Outcome outcome;
};

struct ImportPromise {
    std::int64_t batch = 0;
    std::int64_t rows_seen = 0;     // acknowledged
    std::int64_t rows_doubted = 0;  // at most, when a chunk went unheard
    bool is_undone = false;
    bool may_be_undone = false;
};

struct Ledger {
    std::vector<Acknowledged> acknowledged;
    // A call each: all of it was kept or nothing.
    std::vector<std::vector<surveys::Submission>> doubtful;
    std::vector<ImportPromise> imports;
    std::vector<std::string> codes;  // handed out and not used
    std::int64_t audited = 0;
    std::int64_t audits_doubted = 0;
};

// Every broken promise in words, asked of the store in `folder`, which may keep the doubtful ones
// when it hears them again.
std::vector<std::string> broken_promises(const Ledger& ledger, const std::filesystem::path& folder);

}  // namespace tests
