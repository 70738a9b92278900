// The limits of an import beside those of surveys/limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace surveys {

struct ImportLimits {
    std::size_t record_bytes_max = 1024 * 1024;  // one row: an unclosed quote must not eat the file
    std::size_t chunk_bytes_max = 1024 * 1024;   // of the file, read ahead at once
    std::size_t map_codes_max = 10'000;          // of one column
    std::size_t rejected_rows_listed_max = 1000;  // their count stays exact behind that
    std::size_t problems_per_row_max = 20;
    std::size_t cell_characters_shown_max = 40;
    std::int64_t ballot_rows_max = 20'000;  // shuffled in memory and stored in one transaction
    std::int64_t weight_max = 1'000'000;
};
inline constexpr ImportLimits import_limits{};

}  // namespace surveys
