#include "surveys/ballots/code.h"

#include <sodium.h>

#include <stdexcept>

#include "engine/expects.h"

namespace surveys {
namespace {

// Crockford's base 32: no I, L, O or U. The last five only ever stand as a check character.
constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
constexpr std::size_t base = 32;
constexpr std::size_t check_base = 37;
constexpr std::size_t random_characters = 16;
constexpr std::size_t code_characters = random_characters + 1;
constexpr std::size_t typed_bytes_max = 64;

void make_ready() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

// The value of the first sixteen characters, modulo 37; nullopt when one is no digit.
std::optional<std::size_t> check_value(std::string_view code) {
    std::size_t rest = 0;
    for (const char character : code.substr(0, random_characters)) {
        const std::size_t value = digits.substr(0, base).find(character);
        if (value == std::string_view::npos) return std::nullopt;
        rest = (rest * base + value) % check_base;
    }
    return rest;
}

char as_digit(char typed) {
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'I' || upper == 'L') return '1';
    return upper == 'O' ? '0' : upper;
}

}  // namespace

std::string make_code() {
    make_ready();
    // A check character that is on no phone's first keyboard (*~$=) or looks like a V is drawn
    // again: that costs a fifth of a bit and spares people the search.
    for (;;) {
        std::string code;
        for (std::size_t i = 0; i < random_characters; ++i)
            code += digits[randombytes_uniform(base)];
        const std::size_t check = check_value(code).value();
        if (check < base) return code + digits[check];
    }
}

std::string code_for_people(std::string_view code) {
    engine::expects(code.size() == code_characters, "a code is printed normalised");
    std::string grouped;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i != 0 && i % 4 == 0) grouped += '-';
        grouped += code[i];
    }
    return grouped;
}

std::optional<std::string> normalise_code(std::string_view typed) {
    if (typed.size() > typed_bytes_max) return std::nullopt;
    std::string code;
    for (const char character : typed)
        if (character != ' ' && character != '-') code += as_digit(character);
    if (code.size() != code_characters) return std::nullopt;
    const auto check = check_value(code);
    if (!check || digits[*check] != code.back()) return std::nullopt;
    return code;
}

CodeHash hash_code(std::string_view normalised, const std::array<std::uint8_t, 32>& key) {
    make_ready();
    CodeHash hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(normalised.data()),
                       normalised.size(), key.data(), key.size());
    return hash;
}

}  // namespace surveys
