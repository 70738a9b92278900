// A link of a hash chain: SHA-256 over the link before it and the bytes it binds.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "surveys/sha256.h"

namespace surveys {

using Link = Sha256::Digest;

// The end of a chain. An empty one ends in 32 zero bytes.
struct Chain {
    Link head{};
    std::int64_t length = 0;
};

// What a link binds, in the form of docs/journal.md: integers are big-endian, and what varies in
// length says its length first.
class LinkBytes {
public:
    explicit LinkBytes(const Link& previous);

    template <typename Integer>
    void integer(Integer value) {
        std::array<char, sizeof(Integer)> written{};
        auto left = static_cast<std::uint64_t>(value);
        for (std::size_t byte = written.size(); byte-- > 0; left >>= 8)
            written[byte] = static_cast<char>(left & 0xff);
        bytes_.append(written.data(), written.size());
    }
    template <std::size_t size>
    void fixed(const std::array<std::uint8_t, size>& value) {
        bytes_.append(reinterpret_cast<const char*>(value.data()), size);
    }
    void varying(std::string_view value) {
        integer(static_cast<std::uint32_t>(value.size()));
        bytes_ += value;
    }
    Link link() const;

private:
    std::string bytes_;
};

}  // namespace surveys
