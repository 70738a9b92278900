#include "surveys/ballots/list_hash.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "surveys/sha256.h"

namespace surveys {

ListHash hash_list(std::span<const CodeHash> hashes) {
    std::vector<CodeHash> sorted(hashes.begin(), hashes.end());
    std::ranges::sort(sorted);
    Sha256 list;
    for (const CodeHash& hash : sorted)
        list.feed({reinterpret_cast<const char*>(hash.data()), hash.size()});
    return list.digest();
}

}  // namespace surveys
