#include "http/watch/process.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace http {

std::uint64_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t all_pages = 0;
    std::uint64_t resident_pages = 0;
    statm >> all_pages >> resident_pages;
    return resident_pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t open_descriptors() {
    std::error_code none;
    const std::filesystem::directory_iterator all("/proc/self/fd", none);
    const auto count = std::distance(begin(all), end(all));
    return count > 0 ? static_cast<std::uint64_t>(count) - 1 : 0;  // without the one that looked
}

}  // namespace http
