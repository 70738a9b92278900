#include "reports/formats/cell_text.h"

#include <gtest/gtest.h>

namespace {

using reports::cell_text;
using reports::sheet_name;

std::string times(std::size_t count, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

TEST(CellText, keeps_what_people_write) {
    for (const std::string text : {"", "办事群众 93.44分", "=1+1", "two\nlines\tand a tab", "😀",
                                   "-12.5", "'quoted'", "_x0041_"})
        EXPECT_EQ(cell_text(text), text);
}

TEST(CellText, is_always_text_that_xml_can_hold) {
    struct Row {
        std::string given;
        std::string kept;
    };
    for (const Row& row : {Row{"a\xFF" "b", "a\uFFFDb"},
                           Row{"\xE6\xBB", "\uFFFD\uFFFD"},          // cut in a character
                           Row{"\xC0\xAF", "\uFFFD\uFFFD"},          // overlong
                           Row{"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // a surrogate
                           Row{"\xEF\xBF\xBF", "\uFFFD"},            // no character of XML
                           Row{std::string{"a\0b\x1B[31m\r", 8}, "ab[31m"}})
        EXPECT_EQ(cell_text(row.given), row.kept);
}

TEST(CellText, is_cut_to_what_a_cell_holds) {
    EXPECT_EQ(cell_text(times(32'767, "满")), times(32'767, "满"));
    EXPECT_EQ(cell_text(times(40'000, "满")), times(32'766, "满") + "…");
    EXPECT_EQ(cell_text(times(20'000, "😀")), times(16'383, "😀") + "…") << "of two units each";
}

TEST(SheetName, is_one_no_spreadsheet_refuses) {
    struct Row {
        std::string wanted;
        std::string name;
    };
    for (const Row& row : {Row{"热线服务费", "热线服务费"}, Row{"[a]:b*c?d/e\\f", "-a--b-c-d-e-f"},
                           Row{"''x'", "x"}, Row{"", "Sheet"}, Row{"'''", "Sheet"},
                           Row{times(40, "满"), times(30, "满") + "…"}})
        EXPECT_EQ(sheet_name(row.wanted, {}), row.name);
}

TEST(SheetName, is_another_than_those_taken) {
    EXPECT_EQ(sheet_name("abc", {"ABC"}), "abc (2)");
    EXPECT_EQ(sheet_name("abc", {"ABC", "abc (2)"}), "abc (3)");
    const std::string longest = times(31, "满");
    EXPECT_EQ(sheet_name(longest, {longest}), times(26, "满") + "… (2)");
}

}  // namespace
