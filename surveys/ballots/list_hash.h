// The list hash: SHA-256 over the sorted hashes of a ballot's codes, printed with the slips and
// shown when the ballot opens and closes. A code added in between changes it.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "surveys/ballots/code.h"

namespace surveys {

using ListHash = std::array<std::uint8_t, 32>;

// In any order: they are sorted here.
ListHash hash_list(std::span<const CodeHash> hashes);

}  // namespace surveys
