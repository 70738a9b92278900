#include "surveys/import/csv_reader.h"

#include "surveys/import/limits.h"
#include "surveys/limits.h"

#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace surveys {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Reading {
    Rows rows;
    std::vector<std::int64_t> lines;
    std::optional<Problem> problem;
};

Reading read_all(const std::string& csv) {
    std::istringstream bytes(csv);
    CsvReader reader(bytes);
    Reading reading;
    while (const CsvRecord* record = reader.next()) {
        reading.rows.emplace_back(record->cells.begin(), record->cells.end());
        reading.lines.push_back(record->line);
    }
    reading.problem = reader.problem();
    return reading;
}

std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char character : cell) text += character == '"' ? "\"\"" : std::string(1, character);
    return text + '"';
}

// RFC 4180, section 2, rule by rule; the wanted cells are written out by hand.
TEST(CsvReader, cuts_cells_as_rfc_4180_says) {
    struct Case {
        std::string csv;
        Rows rows;
        std::vector<std::int64_t> lines;
    };
    const std::vector<Case> cases{
        {"", {}, {}},
        {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        {"a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        {"a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        {"a,b\n1,2", {{"a", "b"}, {"1", "2"}}, {1, 2}},
        {"\xEF\xBB\xBF" "a\n1\n", {{"a"}, {"1"}}, {1, 2}},
        {",\n,", {{"", ""}, {"", ""}}, {1, 2}},
        {"\"a,b\",c\n", {{"a,b", "c"}}, {1}},
        {"\"say \"\"yes\"\"\",\"\"\n", {{"say \"yes\"", ""}}, {1}},
        {"\"two\nlines\",b\nnext,row\n", {{"two\nlines", "b"}, {"next", "row"}}, {1, 3}},
        {"\"two\r\nlines\",b\r\nnext,row\r\n", {{"two\r\nlines", "b"}, {"next", "row"}}, {1, 3}},
        {"5\" pipe,b\n", {{"5\" pipe", "b"}}, {1}},
        {"a\n\nb\n", {{"a"}, {""}, {"b"}}, {1, 2, 3}},
        {"满意,不满意\n", {{"满意", "不满意"}}, {1}},
    };
    for (const Case& each : cases) {
        const Reading reading = read_all(each.csv);
        EXPECT_EQ(reading.rows, each.rows) << each.csv;
        EXPECT_EQ(reading.lines, each.lines) << each.csv;
        EXPECT_FALSE(reading.problem) << each.csv;
    }
}

TEST(CsvReader, names_the_line_where_an_unclosed_quote_opens) {
    const Reading reading = read_all("a,b\n1,\"2\n3,4\n5,6\n");
    EXPECT_EQ(reading.rows, (Rows{{"a", "b"}}));
    ASSERT_TRUE(reading.problem);
    EXPECT_EQ(reading.problem->place, "2");
    EXPECT_NE(reading.problem->words.en.find("never closed"), std::string::npos);
}

TEST(CsvReader, marks_text_behind_a_closing_quote) {
    std::istringstream bytes("\"a\"b,c\nd,e\n");
    CsvReader reader(bytes);
    const CsvRecord* record = reader.next();
    ASSERT_TRUE(record);
    EXPECT_TRUE(record->stray_quote);
    record = reader.next();
    ASSERT_TRUE(record);
    EXPECT_FALSE(record->stray_quote);
}

TEST(CsvReader, tells_an_empty_line_from_an_empty_quoted_cell) {
    std::istringstream bytes("\n\"\"\n");
    CsvReader reader(bytes);
    EXPECT_TRUE(reader.next()->is_empty_line());
    EXPECT_FALSE(reader.next()->is_empty_line());
    EXPECT_FALSE(reader.next());
}

TEST(CsvReader, stops_at_a_row_that_never_ends) {
    const std::string endless(import_limits.record_bytes_max + 1, 'x');
    const Reading reading = read_all("a\nb\n\"" + endless);
    EXPECT_EQ(reading.rows, (Rows{{"a"}, {"b"}}));
    ASSERT_TRUE(reading.problem);
    EXPECT_EQ(reading.problem->place, "3");
}

TEST(CsvReader, stops_at_more_columns_than_allowed) {
    const Reading most = read_all(std::string(limits.import_columns_max - 1, ',') + "\n");
    ASSERT_EQ(most.rows.size(), 1U);
    EXPECT_EQ(most.rows.front().size(), limits.import_columns_max);
    EXPECT_FALSE(most.problem);
    const Reading more = read_all("a\n" + std::string(limits.import_columns_max, ',') + "\n");
    ASSERT_TRUE(more.problem);
    EXPECT_EQ(more.problem->place, "2");
}

// The block is 64 KiB: cells, doubled quotes and CRLF fall onto its edge at every offset.
TEST(CsvReader, does_not_care_where_its_blocks_end) {
    for (std::size_t padding = 65'500; padding < 65'560; ++padding) {
        const std::string cell(padding, 'x');
        const Reading reading = read_all(cell + "\r\n\"a \"\"b\"\"\r\nc\",\"d\",e\r\nf,g,h\r\n");
        EXPECT_EQ(reading.rows,
                  (Rows{{cell}, {"a \"b\"\r\nc", "d", "e"}, {"f", "g", "h"}})) << padding;
        EXPECT_EQ(reading.lines, (std::vector<std::int64_t>{1, 2, 4})) << padding;
    }
}

RC_GTEST_PROP(CsvReader, reads_back_whatever_cells_were_written, ()) {
    const auto cells = *rc::gen::nonEmpty<Rows>(rc::gen::container<Rows>(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
            rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' '))))));
    const std::string line_end = *rc::gen::element<std::string>("\n", "\r\n");
    std::string csv;
    for (const auto& row : cells) {
        for (const std::string& cell : row) csv.append(quoted(cell)).append(",");
        csv.pop_back();
        csv += line_end;
    }
    const Reading reading = read_all(csv);
    RC_ASSERT(!reading.problem);
    RC_ASSERT(reading.rows == cells);
}

}  // namespace
}  // namespace surveys
