// The process: what this server takes of its machine at the moment.
#pragma once

#include <cstdint>

namespace http {

// 0 where the system does not tell.
std::uint64_t resident_bytes();
std::uint64_t open_descriptors();

}  // namespace http
