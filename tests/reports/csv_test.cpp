#include "reports/formats/csv.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::CsvRows;

std::string cell(std::string_view text) {
    std::string csv;
    CsvRows{csv}.text(text);
    return csv;
}

TEST(Csv, quotes_as_rfc_4180_says) {
    EXPECT_EQ(cell("满意"), "满意");
    EXPECT_EQ(cell("a,b"), "\"a,b\"");
    EXPECT_EQ(cell("say \"no\""), "\"say \"\"no\"\"\"");
    EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(cell(""), "");
}

TEST(Csv, lets_no_text_become_a_formula) {
    for (const char* text : {"=1+1", "+1", "-1", "@cmd", "\tx", "＝1", "＋1", "－1", "＠x"})
        EXPECT_EQ(cell(text), std::string("'").append(text));
    EXPECT_EQ(cell("\r=1"), "\"'\r=1\"");
    EXPECT_EQ(cell("=cmd|'/c calc',1"), "\"'=cmd|'/c calc',1\"");
    EXPECT_EQ(cell("1=1"), "1=1");
}

TEST(Csv, keeps_numbers_numbers) {
    std::string csv;
    CsvRows rows{csv};
    rows.number("-12.50").number(std::int64_t{-3}).nothing().text("-3").end_row();
    rows.number(std::int64_t{1}).end_row();
    EXPECT_EQ(csv, "-12.50,-3,,'-3\r\n1\r\n");
}

TEST(Csv, gives_every_score_a_full_row) {
    const auto scores = reports::make_scores(tests::bureau_in_2026(),
                                              reports::year_to(tests::day(2026, 12, 31)),
                                             surveys::GroupBy::month);
    for (const surveys::Locale locale : {surveys::Locale::zh_cn, surveys::Locale::en}) {
        const std::string csv = to_csv(scores, locale);
        ASSERT_TRUE(csv.starts_with(reports::utf8_mark));
        std::vector<std::int64_t> commas{0};
        bool is_quoted = false;
        for (const char letter : csv) {
            if (letter == '"') is_quoted = !is_quoted;
            if (letter == ',' && !is_quoted) ++commas.back();
            if (letter == '\n' && !is_quoted) commas.push_back(0);
        }
        commas.pop_back();
        EXPECT_EQ(commas.size(), 5u);  // header, citizens and its two months, hotline
        EXPECT_EQ(std::count(commas.begin(), commas.end(), 35), 5);
    }
    const std::string csv = to_csv(scores, surveys::Locale::zh_cn);
    EXPECT_NE(csv.find("\r\ncitizens,办事群众满意度,,2026-12-31,93.44,分,≥90分,达标,10,10.00,,"
                       "不能判定,已证实达标,否,"),
              std::string::npos);
    EXPECT_NE(csv.find("\r\nhotline-staff,热线人员满意度,,2026-12-31,96.30,%,100%,未达标,10,9.63,,"
                       "已证实未达标,已证实未达标,是,"),
              std::string::npos);
}

}  // namespace
