// Syncs: how often this disk can promise something, and how to make it slower.
#pragma once

#include <chrono>
#include <filesystem>

namespace bench {

// Every later fsync and fdatasync of this process and of those it forks takes so much longer.
void slow_syncs_by(std::chrono::microseconds delay);

// Appends of one page, each synced, by one thread that does nothing else: what one commit for each
// answer could reach at best.
double syncs_per_second(const std::filesystem::path& folder, double seconds);

}  // namespace bench
