#include "surveys/store/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <string>

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

// The file and its name are on the disk when this returns: without its key a store is lost.
void write_durably(const std::filesystem::path& file, const std::string& text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error("cannot make the key file " + file.string());
    const bool written =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(descriptor) == 0;
    ::close(descriptor);
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    const int place = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (place >= 0) {
        ::fsync(place);
        ::close(place);
    }
    if (!written) {
        ::unlink(file.c_str());
        throw std::runtime_error("cannot write the key file " + file.string());
    }
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

Keys make_key_file(const std::filesystem::path& file) {
    Key secret{};
    randombytes_buf(secret.data(), secret.size());
    std::string text(digits + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), secret.data(), secret.size());
    text.back() = '\n';
    write_durably(file, text);
    return derive(secret);
}

}  // namespace surveys
