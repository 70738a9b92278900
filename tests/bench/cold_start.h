// A cold start: the real program on a store that the system has forgotten, until it is ready.
#pragma once

#include <cstddef>
#include <filesystem>

namespace bench {

struct ColdStart {
    double ready_milliseconds = 0;  // from fork to 200 of /readyz
    std::size_t idle_kilobytes = 0;  // resident, after a moment without requests
};

// Starts `program serve` on `store` and ends it again. Its pages are dropped from the page cache
// first, so what start reads comes from the disk. Throws std::runtime_error when it does not start.
ColdStart start_cold(const std::filesystem::path& program, const std::filesystem::path& store);

}  // namespace bench
