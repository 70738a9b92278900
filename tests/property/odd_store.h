// An odd store: surveys, indicators and answers drawn from a seed, with the cases in which figures
// most easily differ.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace property {

struct OddStore {
    std::string oddity;       // which case was forced, for whoever reads a difference
    std::int64_t now_ms = 0;  // the clock of every report
    int year = 0;             // that the reports are asked for: the clock's, or the one before
};

OddStore make_odd_store(std::uint64_t seed, const std::filesystem::path& file);

}  // namespace property
