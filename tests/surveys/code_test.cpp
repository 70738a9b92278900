#include "surveys/ballots/code.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace {

using surveys::normalise_code;

// Oracle: worked by hand after Crockford's description. The sixteen characters 0…01 have the
// value 1, 0…010 the value 32, 0…01A is 42, and 42 mod 37 is 5.
TEST(Code, has_the_check_character_of_its_value_modulo_37) {
    EXPECT_EQ(normalise_code("00000000000000011"), "00000000000000011");
    EXPECT_EQ(normalise_code("0000000000000010*"), "0000000000000010*");
    EXPECT_EQ(normalise_code("000000000000001A5"), "000000000000001A5");
    EXPECT_FALSE(normalise_code("00000000000000010"));
}

TEST(Code, is_read_however_people_type_it) {
    for (const char* typed : {"0000-0000-0000-001A-5", "oooo oooo oooo ooia 5", "000000000000001a5",
                              "OOOO-OOOO-OOOO-OOLA-5", " 000000000000001A5 "})
        EXPECT_EQ(normalise_code(typed), "000000000000001A5") << typed;
}

TEST(Code, is_malformed_unless_seventeen_fitting_ascii_characters_remain) {
    std::string full_width;
    for (int i = 0; i < 17; ++i) full_width += "\xEF\xBC\x90";  // U+FF10, a wide zero
    const std::vector<std::string> malformed{
        "", " ", "-", "0", "000000000000001A", "000000000000001A55", "000000000000001B5",
        "0000000000000u1A5", full_width, std::string{"000000000000001A5\0", 18},
        std::string(17, '\0'), "000000000000001A5\n", std::string(100'000, '0'), "null",
        "\xFF\xFE"};
    for (const std::string& typed : malformed) EXPECT_FALSE(normalise_code(typed)) << typed;
}

TEST(Code, notices_every_single_wrong_character) {
    const std::string code = surveys::make_code();
    for (std::size_t i = 0; i < 16; ++i)
        for (const char other : std::string{"0123456789ABCDEFGHJKMNPQRSTVWXYZ"}) {
            std::string wrong = code;
            wrong[i] = other;
            EXPECT_EQ(normalise_code(wrong).has_value(), wrong == code) << code << ' ' << wrong;
        }
}

TEST(Code, is_new_each_time_and_survives_being_printed) {
    std::set<std::string> codes;
    for (int i = 0; i < 2'000; ++i) {
        const std::string code = surveys::make_code();
        EXPECT_EQ(code.size(), 17u);
        EXPECT_EQ(code.find_first_of("*~$=U"), std::string::npos) << code;
        EXPECT_EQ(normalise_code(surveys::code_for_people(code)), code);
        codes.insert(code);
    }
    EXPECT_EQ(codes.size(), 2'000u);
    EXPECT_EQ(surveys::code_for_people("000000000000001A5"), "0000-0000-0000-001A-5");
}

TEST(Code, is_kept_as_a_hash_that_only_the_key_explains) {
    const std::array<std::uint8_t, 32> key{1};
    const std::array<std::uint8_t, 32> other{2};
    const std::string code = "000000000000001A5";
    EXPECT_EQ(surveys::hash_code(code, key), surveys::hash_code(code, key));
    EXPECT_NE(surveys::hash_code(code, key), surveys::hash_code(code, other));
    EXPECT_NE(surveys::hash_code(code, key), surveys::hash_code("00000000000000011", key));
}

}  // namespace
