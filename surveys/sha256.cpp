#include "surveys/sha256.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <new>
#include <stdexcept>

namespace surveys {
namespace {

const EVP_MD* method() {
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (found == nullptr) throw std::runtime_error("there is no SHA-256 on this machine");
    return found;
}

void check(int result) {
    if (result != 1) throw std::runtime_error("SHA-256 failed");
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    if (!context_) throw std::bad_alloc();
    begin();
}

void Sha256::begin() { check(EVP_DigestInit_ex2(context_.get(), method(), nullptr)); }

void Sha256::feed(std::string_view piece) {
    check(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()));
}

Sha256::Digest Sha256::digest() {
    Digest digest{};
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr));
    begin();
    return digest;
}

// To make anew what hashes takes as long as the hashing of one row.
Sha256::Digest sha256(std::string_view bytes) {
    thread_local Sha256 hash;
    hash.feed(bytes);
    return hash.digest();
}

std::string hex(const Sha256::Digest& digest) {
    std::string digits(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(digits.data(), digits.size(), digest.data(), digest.size());
    digits.pop_back();  // the terminator
    return digits;
}

}  // namespace surveys
