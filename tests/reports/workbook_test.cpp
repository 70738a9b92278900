#include "reports/formats/workbook.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>

namespace {

using reports::cell;
using reports::Workbook;

class WorkbookFile : public testing::Test {
protected:
    std::filesystem::path file(const std::string& name) const {
        return std::filesystem::path{testing::TempDir()} /
               ("manyidu-" + std::to_string(::getpid()) + "-" + name);
    }
    static std::string content(const std::filesystem::path& file) {
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    static void write(const std::filesystem::path& file, const std::string& text) {
        Workbook workbook{file, {.title = text, .author = text, .created_ms = 1'795'968'000'000}};
        reports::Sheet sheet = workbook.add(text);
        sheet.text(cell(0, 0), text, {});
        sheet.text(reports::across(1, 0, 3), text, {});
        sheet.number(cell(2, 0), "94.99", {.number_format = "0.00\"%\""});
        workbook.add(text);
        workbook.close();
    }
};

TEST_F(WorkbookFile, takes_any_text_and_makes_the_same_bytes_of_it) {
    std::string longest;
    for (int i = 0; i < 40'000; ++i) longest += "满";
    for (const std::string& text : {std::string{"办事群众"}, std::string{"=1+1"}, longest,
                                    std::string{"\xFF\xFE\x00[]:*?/\\'", 11}, std::string{}}) {
        write(file("a.xlsx"), text);
        write(file("b.xlsx"), text);
        const std::string bytes = content(file("a.xlsx"));
        EXPECT_EQ(bytes.substr(0, 2), "PK");
        EXPECT_EQ(bytes, content(file("b.xlsx")));
    }
    std::filesystem::remove(file("a.xlsx"));
    std::filesystem::remove(file("b.xlsx"));
}

TEST_F(WorkbookFile, is_not_there_before_it_is_closed) {
    {
        Workbook workbook{file("open.xlsx"), {.title = "", .author = "", .created_ms = 0}};
        workbook.add("a").text(cell(0, 0), "lost", {});
    }
    EXPECT_FALSE(std::filesystem::exists(file("open.xlsx")));
}

TEST_F(WorkbookFile, says_when_it_cannot_be_written) {
    EXPECT_THROW(write("/dev/null/no.xlsx", "a"), std::runtime_error);
}

TEST_F(WorkbookFile, holds_no_number_that_is_none) {
    Workbook workbook{file("number.xlsx"), {.title = "", .author = "", .created_ms = 0}};
    reports::Sheet sheet = workbook.add("a");
    for (const char* text : {"", "94.99%", "nan?", "1,000"})
        EXPECT_THROW(sheet.number(cell(0, 0), text, {}), std::logic_error) << text;
}

}  // namespace
