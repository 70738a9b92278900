// A fuzzed input: the bytes of one try, read from its front, and what must hold for all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tests {

// A broken promise ends the process, as a sanitizer's finding does, so that the fuzzer keeps the
// input.
inline void demand(bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t count) {
    return {reinterpret_cast<const char*>(bytes), count};
}

// The first byte, which chooses between ways to read the rest; 0 of an empty input.
inline unsigned take_choice(std::string_view& input) {
    if (input.empty()) return 0;
    const auto choice = static_cast<unsigned char>(input.front());
    input.remove_prefix(1);
    return choice;
}

}  // namespace tests

// The name by which libFuzzer and replay.cpp call a target.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count);
