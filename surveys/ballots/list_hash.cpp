#include "surveys/ballots/list_hash.h"

#include <sodium.h>

#include <algorithm>
#include <vector>

namespace surveys {

ListHash hash_list(std::span<const CodeHash> hashes) {
    std::vector<CodeHash> sorted(hashes.begin(), hashes.end());
    std::ranges::sort(sorted);
    crypto_hash_sha256_state state{};
    crypto_hash_sha256_init(&state);
    for (const CodeHash& hash : sorted)
        crypto_hash_sha256_update(&state, hash.data(), hash.size());
    ListHash result{};
    crypto_hash_sha256_final(&state, result.data());
    return result;
}

}  // namespace surveys
