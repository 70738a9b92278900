#include "surveys/store/response_id.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace {

using surveys::ResponseId;

TEST(ResponseId, is_the_blake2b_of_survey_and_key) {
    // python3: hashlib.blake2b(b"\0\0\0\x08citizens\0\0\0\x03abc", digest_size=16).hexdigest()
    EXPECT_EQ(hex(surveys::id_from_key("citizens", "abc")), "d03b8d3fe67c423c296e3ef021eac43f");
    EXPECT_NE(surveys::id_from_key("ab", "c"), surveys::id_from_key("a", "bc"));
}

TEST(ResponseId, of_our_own_making_is_a_uuid_of_version_7_in_time_order) {
    // The time of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z is 017F22E279B0.
    const std::string text = hex(surveys::time_ordered_id(1'645'557'742'000));
    EXPECT_EQ(text.substr(0, 13), "017f22e279b07");
    EXPECT_NE(std::string("89ab").find(text.at(16)), std::string::npos);
    EXPECT_LT(surveys::time_ordered_id(1'000), surveys::time_ordered_id(1'001));
    std::set<ResponseId> ids;
    for (int i = 0; i < 1000; ++i) ids.insert(surveys::time_ordered_id(1'000));
    EXPECT_EQ(ids.size(), 1000U);
}

TEST(ResponseId, of_many_in_one_millisecond_come_in_the_order_in_which_they_were_drawn) {
    surveys::IdDraw draw;
    std::vector<ResponseId> ids;
    for (int i = 0; i < 4'096; ++i) ids.push_back(draw.time_ordered(1'645'557'742'000));
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    EXPECT_EQ(hex(ids.front()).substr(0, 16), "017f22e279b07000");
    EXPECT_EQ(hex(ids.back()).substr(0, 16), "017f22e279b07fff");
    EXPECT_LT(ids.back(), draw.time_ordered(1'645'557'742'001));
}

TEST(ResponseId, of_too_many_in_one_millisecond_are_still_all_different) {
    surveys::IdDraw draw;
    std::set<ResponseId> ids;
    for (int i = 0; i < 10'000; ++i) {
        const ResponseId id = draw.time_ordered(1'645'557'742'000);
        EXPECT_TRUE(is_time_ordered(id));
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 10'000U);
}

TEST(ResponseId, is_read_back_from_its_hex_digits_only) {
    const ResponseId id = surveys::random_id();
    EXPECT_EQ(surveys::id_from_hex(hex(id)), id);
    for (const std::string& wrong :
         {std::string(), std::string(31, 'a'), std::string(33, 'a'), std::string(31, 'a') + "g",
          std::string(31, 'a') + "A"})
        EXPECT_FALSE(surveys::id_from_hex(wrong)) << wrong;
}

TEST(Receipt, is_twelve_characters_of_the_ids_hash) {
    // python3: int.from_bytes(hashlib.blake2b(bytes(range(16)), digest_size=16).digest()) mod 2^60,
    // in Crockford's base 32.
    ResponseId id;
    for (std::size_t byte = 0; byte < 16; ++byte)
        id.bytes.at(byte) = static_cast<std::uint8_t>(byte);
    EXPECT_EQ(surveys::receipt(id), "JHM38NVY1T52");
    EXPECT_EQ(surveys::receipt_for_people(id), "JHM3-8NVY-1T52");
}

}  // namespace
