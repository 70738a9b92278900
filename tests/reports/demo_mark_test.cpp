#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/formats/csv.h"
#include "reports/formats/json.h"
#include "reports/formats/text.h"
#include "reports/paper/sheets.h"
#include "reports/review/form.h"
#include "reports/review/review_page.h"
#include "tests/support/bureau.h"

namespace {

using surveys::Locale;

constexpr std::string_view mark = "演示数据";

// How often it stands in a text.
int times(std::string_view text) {
    int found = 0;
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1))
        ++found;
    return found;
}

tests::FakeStore bureau(bool is_demo) {
    tests::FakeStore store = tests::bureau_in_2026();
    store.kept_demo = is_demo;
    return store;
}

std::vector<reports::Score> scores(bool is_demo) {
    return reports::make_scores(bureau(is_demo), reports::year_to(tests::day(2026, 12, 31)),
                                surveys::GroupBy::unit);
}

reports::Poster poster(bool is_demo) {
    reports::Poster poster;
    poster.link = "https://a.example/s/x";
    poster.is_demo = is_demo;
    return poster;
}

reports::SlipSheet slips(bool is_demo) {
    reports::SlipSheet sheet;
    sheet.title = "问卷";
    sheet.slips.resize(3, {.link = "https://a.example/c/x", .code = "X"});
    sheet.is_demo = is_demo;
    return sheet;
}

TEST(DemoMark, stands_in_every_object_row_and_block_of_scores) {
    const auto json = nlohmann::json::parse(to_json(scores(true)));
    for (const auto& score : json) EXPECT_EQ(score.at("demo"), true);
    EXPECT_EQ(json.at(0).at("groups").at(0).at("score").at("demo"), true);
    EXPECT_EQ(times(to_csv(scores(true), Locale::zh_cn)), 4) << "two scores and two groups";
    EXPECT_EQ(times(to_csv(scores(true), Locale::en)), 4);
    EXPECT_EQ(times(to_text(scores(true), Locale::zh_cn)), 2);
    EXPECT_EQ(times(to_text(scores(true), Locale::en)), 2);
}

TEST(DemoMark, stands_on_every_sheet_and_page_of_a_review) {
    const auto review = reports::make_review(bureau(true), 2026, tests::day(2026, 12, 31));
    EXPECT_EQ(nlohmann::json::parse(to_json(review)).at("demo"), true);
    EXPECT_EQ(times(to_csv(review, Locale::zh_cn)), 2);
    const auto forms = fill_forms(review, reports::shipped_forms());
    for (const auto& form : forms) EXPECT_EQ(times(form.title), 1);
    EXPECT_GE(times(to_page(review, forms)), 3 + 2) << "each heading, and both margins";
}

TEST(DemoMark, stands_on_paper) {
    EXPECT_EQ(times(to_html(poster(true))), 1);
    reports::Poster english = poster(true);
    english.locale = Locale::en;
    EXPECT_EQ(times(to_html(english)), 1);
    EXPECT_EQ(times(to_html(slips(true))), 3) << "they are cut apart";
}

TEST(DemoMark, stands_nowhere_else) {
    EXPECT_FALSE(nlohmann::json::parse(to_json(scores(false))).at(0).contains("demo"));
    const auto review = reports::make_review(bureau(false), 2026, tests::day(2026, 12, 31));
    EXPECT_FALSE(nlohmann::json::parse(to_json(review)).contains("demo"));
    for (const std::string& text :
         {to_csv(scores(false), Locale::zh_cn), to_text(scores(false), Locale::zh_cn),
          to_csv(review, Locale::zh_cn), to_page(review, fill_forms(review, {})),
          to_html(poster(false)), to_html(slips(false))})
        EXPECT_EQ(times(text), 0) << text.substr(0, 200);
}

}  // namespace
