#include "surveys/ballots/list_hash.h"

#include <gtest/gtest.h>

#include <vector>

#include "surveys/store/link.h"

namespace {

using List = std::vector<surveys::CodeHash>;

surveys::CodeHash filled(std::uint8_t byte) {
    surveys::CodeHash hash{};
    hash.fill(byte);
    return hash;
}

// Oracle: Python's hashlib.sha256(b"\x01" * 32 + b"\x02" * 32).
TEST(ListHash, is_the_same_in_every_order) {
    const std::string expected =
        "f818afd37a6dc3bc92fb44731011277006db4efa6e9023cd7468c02335d22a4d";
    EXPECT_EQ(surveys::hex(surveys::hash_list(List{filled(1), filled(2)})), expected);
    EXPECT_EQ(surveys::hex(surveys::hash_list(List{filled(2), filled(1)})), expected);
}

TEST(ListHash, changes_with_every_code_added_or_exchanged) {
    const auto list = surveys::hash_list(List{filled(1), filled(2)});
    EXPECT_NE(surveys::hash_list(List{filled(1), filled(2), filled(3)}), list);
    EXPECT_NE(surveys::hash_list(List{filled(1), filled(3)}), list);
    EXPECT_NE(surveys::hash_list(List{filled(1)}), list);
}

}  // namespace
