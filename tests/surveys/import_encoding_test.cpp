#include "surveys/import/encoding.h"

#include "surveys/import/file_look.h"

#include <sstream>

#include <gtest/gtest.h>

namespace surveys {
namespace {

// The Unicode Standard 15, table 3-7: well-formed and ill-formed byte sequences.
TEST(Utf8Check, agrees_with_the_unicode_standard) {
    const std::vector<std::string> well{"", "abc", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
                                        "\xED\x9F\xBF", "\xEE\x80\x80", "\xF0\x90\x80\x80",
                                        "\xF4\x8F\xBF\xBF", "满意"};
    const std::vector<std::string> ill{"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
                                       "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80", "\xE6\xBB", "\xC2" "a", "\xFF"};
    for (const std::string& text : well) {
        Utf8Check check;
        check.feed(text);
        EXPECT_TRUE(check.holds()) << text;
    }
    for (const std::string& text : ill) {
        Utf8Check check;
        check.feed(text);
        EXPECT_FALSE(check.holds()) << text;
        Utf8Check slow;
        for (const char byte : text + "满意") slow.feed({&byte, 1});
        EXPECT_FALSE(slow.holds()) << text << ", byte by byte, with more behind it";
    }
}

TEST(Utf8Check, does_not_care_how_the_bytes_arrive) {
    const std::string text = "办事群众 😀 é";
    Utf8Check check;
    for (const char byte : text) check.feed({&byte, 1});
    EXPECT_TRUE(check.holds());
}

// GB 18030-2005: 满 C2FA, 意 D2E2, € A2E3; four bytes for é-like 8130 ranges and U+1F600.
TEST(Decoder, reads_gb18030) {
    Decoder decoder(Encoding::gb18030);
    EXPECT_EQ(decoder.decode("\xC2\xFA\xD2\xE2"), "满意");
    EXPECT_EQ(decoder.decode("plain"), "plain");
    EXPECT_EQ(decoder.decode("\x94\x39\xFC\x36"), "😀");
    EXPECT_EQ(decoder.decode("\xC2"), std::nullopt);
    EXPECT_EQ(decoder.decode("\xC2\xFA\xFF\xFF"), std::nullopt);
    EXPECT_EQ(decoder.decode("\xC2\xFA"), "满") << "a failure leaves nothing behind";
}

TEST(Decoder, refuses_what_is_not_utf_8) {
    Decoder decoder(Encoding::utf_8);
    EXPECT_EQ(decoder.decode("满意"), "满意");
    EXPECT_EQ(decoder.decode("\xC2\xFA\xD2\xE2"), std::nullopt);
}

TEST(FileLook, finds_the_encoding_and_the_hash) {
    std::istringstream utf_8("abc");
    const FileLook look = look_over(utf_8);
    EXPECT_EQ(look.encoding, Encoding::utf_8);
    EXPECT_EQ(look.bytes, 3U);
    // FIPS 180-4, example B.1.
    EXPECT_EQ(look.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    std::istringstream gb18030("overall\n\xC2\xFA\xD2\xE2\n");
    EXPECT_EQ(look_over(gb18030).encoding, Encoding::gb18030);
}

TEST(FileLook, names_what_is_no_csv) {
    const std::vector<std::string> files{
        "", "PK\x03\x04 workbook", std::string("\xFF\xFE" "a\0", 4), "\xFE\xFF"};
    for (const std::string& bytes : files) {
        std::istringstream file(bytes);
        const FileLook look = look_over(file);
        ASSERT_TRUE(look.problem) << bytes;
        EXPECT_FALSE(look.problem->zh_cn.empty());
        EXPECT_FALSE(look.problem->en.empty());
    }
}

}  // namespace
}  // namespace surveys
