#include "http/desk/accounts/secrets.h"

#include <sodium.h>

#include <array>
#include <semaphore>
#include <stdexcept>

namespace http {
namespace {

constexpr unsigned long long password_passes = 2;
constexpr std::size_t password_memory_bytes = 19ULL * 1024 * 1024;
constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr int password_characters = 20;

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be started");
}

std::string base64url(const std::array<unsigned char, 32>& bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // the terminator libsodium counts
    return text;
}

// Function-local, so that it lives as long as any thread that hashes.
std::counting_semaphore<2>& places() {
    static std::counting_semaphore<2> semaphore(2);
    return semaphore;
}

class Place {
public:
    Place() { places().acquire(); }
    ~Place() { places().release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
};

}  // namespace

std::string make_secret() {
    start_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url(bytes);
}

surveys::SecretHash hash_secret(std::string_view secret) {
    start_sodium();
    surveys::SecretHash hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                       nullptr, 0);
    return hash;
}

std::string form_token(std::string_view session_secret) {
    constexpr std::string_view purpose = "manyidu desk form\n";
    return base64url(hash_secret(std::string(purpose).append(session_secret)));
}

bool is_form_token(std::string_view token, std::string_view session_secret) {
    const std::string expected = form_token(session_secret);
    return token.size() == expected.size() &&
           sodium_memcmp(token.data(), expected.data(), expected.size()) == 0;
}

std::string make_password() {
    start_sodium();
    std::string password;
    for (int i = 0; i < password_characters; ++i)
        password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    return password;
}

std::string hash_password(std::string_view password) {
    start_sodium();
    const Place place;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), password_passes,
                          password_memory_bytes) != 0)
        throw std::runtime_error("not enough memory to hash a password");
    return hash.data();
}

bool is_password(std::string_view password, const std::string& hash) {
    start_sodium();
    const Place place;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace http
