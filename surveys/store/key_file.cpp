#include "surveys/store/key_file.h"

#include <sodium.h>

#include <fstream>
#include <stdexcept>
#include <string>

#include "surveys/store/durable_file.h"

namespace surveys {
namespace {

constexpr std::size_t digits = 2 * crypto_kdf_KEYBYTES;
constexpr char purpose[crypto_kdf_CONTEXTBYTES + 1] = "manyidu1";
constexpr std::uint64_t codes_key = 1;
constexpr std::uint64_t contacts_key = 2;
constexpr std::uint64_t uses_key = 3;
constexpr std::uint64_t proof_key = 1000;
static_assert(crypto_kdf_KEYBYTES == sizeof(Key));

Keys derive(const Key& secret) {
    Keys keys{};
    crypto_kdf_derive_from_key(keys.codes.data(), keys.codes.size(), codes_key, purpose,
                               secret.data());
    crypto_kdf_derive_from_key(keys.contacts.data(), keys.contacts.size(), contacts_key, purpose,
                               secret.data());
    crypto_kdf_derive_from_key(keys.uses.data(), keys.uses.size(), uses_key, purpose,
                               secret.data());
    crypto_kdf_derive_from_key(keys.proof.data(), keys.proof.size(), proof_key, purpose,
                               secret.data());
    return keys;
}

}  // namespace

std::filesystem::path key_file_of(const std::filesystem::path& store) {
    std::filesystem::path file = store;
    return file.replace_extension(".key");
}

std::optional<Keys> read_key_file(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    std::ifstream stream(file);
    std::string text;
    Key secret{};
    std::size_t bytes = 0;
    if (!(stream >> text) || text.size() != digits ||
        sodium_hex2bin(secret.data(), secret.size(), text.data(), text.size(), nullptr, &bytes,
                       nullptr) != 0 ||
        bytes != secret.size())
        throw std::runtime_error("the key file " + file.string() + " cannot be read as a key");
    return derive(secret);
}

// Under its name it is there whole or not at all, wherever we are cut off.
Keys make_key_file(const std::filesystem::path& file) {
    if (std::filesystem::exists(file))
        throw std::runtime_error("there is a key file " + file.string() + " already");
    Key secret{};
    randombytes_buf(secret.data(), secret.size());
    std::string text(digits + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), secret.data(), secret.size());
    text.back() = '\n';
    std::filesystem::path unfinished = file;
    unfinished += ".new";
    std::filesystem::remove(unfinished);  // whoever made it was cut off
    write_private_file(unfinished, text);
    rename_durably(unfinished, file);
    return derive(secret);
}

}  // namespace surveys
