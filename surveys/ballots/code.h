// A code: what entitles one person to one answer. 80 random bits, as 16 Crockford base-32
// characters and a check character; printed in groups, kept only as a keyed hash.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace surveys {

using CodeHash = std::array<std::uint8_t, 32>;

std::string make_code();                              // 17 characters, normalised
std::string code_for_people(std::string_view code);  // XXXX-XXXX-XXXX-XXXX-X

// Upper case, without spaces and dashes, I and L read as 1, O as 0. nullopt unless what remains is
// 17 ASCII characters whose check character fits: such a code is malformed, not unknown.
std::optional<std::string> normalise_code(std::string_view typed);

// BLAKE2b-256 under the store's code key.
CodeHash hash_code(std::string_view normalised, const std::array<std::uint8_t, 32>& key);

}  // namespace surveys
