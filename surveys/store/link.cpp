#include "surveys/store/link.h"

#include <sodium.h>

namespace surveys {
namespace {

constexpr std::size_t usual_size = 512;  // a row without long answers

}  // namespace

std::string hex(const Link& link) {
    std::string digits(link.size() * 2 + 1, '\0');
    sodium_bin2hex(digits.data(), digits.size(), link.data(), link.size());
    digits.pop_back();  // the terminator
    return digits;
}

LinkBytes::LinkBytes(const Link& previous) {
    bytes_.reserve(usual_size);
    fixed(previous);
}

Link LinkBytes::link() const {
    Link link{};
    crypto_hash_sha256(link.data(), reinterpret_cast<const unsigned char*>(bytes_.data()),
                       bytes_.size());
    return link;
}

}  // namespace surveys
