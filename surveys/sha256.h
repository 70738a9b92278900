// SHA-256 of bytes that come in pieces, by OpenSSL, which uses the processor's own instructions: a
// quarter of libsodium's time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace surveys {

class Sha256 {
public:
    using Digest = std::array<std::uint8_t, 32>;

    Sha256();
    void feed(std::string_view piece);
    Digest digest();  // of all since the one before it

private:
    void begin();

    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

Sha256::Digest sha256(std::string_view bytes);
std::string hex(const Sha256::Digest& digest);  // 64 lower-case digits

}  // namespace surveys
