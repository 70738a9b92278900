// The key file: the store's one secret, beside it and never in a backup; all others derive from it.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>

namespace surveys {

using Key = std::array<std::uint8_t, 32>;

struct Keys {
    Key codes;     // of the hashes of codes
    Key contacts;  // of sealed telephone numbers
    Key uses;      // of the hashes of the keys a ballot's answers came with
    Key proof;     // kept in the store, tells nothing of the others: whose key this is
};

// The key is whole, but another store's.
class WrongKey : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::filesystem::path key_file_of(const std::filesystem::path& store);  // manyidu.db: manyidu.key
// nullopt when there is none; throws when it cannot be read or holds no key.
std::optional<Keys> read_key_file(const std::filesystem::path& file);
// A new secret, readable by the owner only. Throws when the file exists.
Keys make_key_file(const std::filesystem::path& file);

}  // namespace surveys
