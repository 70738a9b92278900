#include "reports/review/review.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "reports/formats/json.h"
#include "tests/support/bureau.h"

namespace {

using Json = nlohmann::ordered_json;
using reports::make_review;
using reports::Review;
using tests::bureau_in_2026;
using tests::day;

std::string content(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(Review, holds_the_rows_of_the_annual_form) {
    const Review review = make_review(bureau_in_2026(), 2026, day(2027, 2, 1));
    EXPECT_EQ(review.as_of_day, day(2026, 12, 31));
    ASSERT_EQ(review.projects.size(), 2u);
    const reports::ReviewRow& citizens = review.projects.at(0).rows.at(0);
    EXPECT_EQ(citizens.actual, "93.44分");
    EXPECT_EQ(citizens.earned, "10.00");
    EXPECT_FALSE(citizens.needs_reason);
    const reports::ReviewRow& hotline = review.projects.at(1).rows.at(0);
    EXPECT_EQ(hotline.actual, "96.30%");
    EXPECT_EQ(hotline.earned, "9.63");
    EXPECT_TRUE(hotline.needs_reason);
}

TEST(Review, stops_at_today_and_never_leaves_its_year) {
    const auto store = bureau_in_2026();
    EXPECT_EQ(make_review(store, 2026, day(2026, 6, 30)).as_of_day, day(2026, 6, 30));
    EXPECT_EQ(make_review(store, 2026, day(2026, 6, 30)).scores.at(0).n(), 256);
    const Review next = make_review(store, 2027, day(2026, 6, 30));
    EXPECT_EQ(next.as_of_day, day(2027, 1, 1));
    EXPECT_EQ(next.scores.at(0).n(), 0);
}

TEST(Review, prints_the_very_scores_of_the_same_day) {
    const auto store = bureau_in_2026();
    const Json json = Json::parse(to_json(make_review(store, 2026, day(2026, 12, 31))));
    EXPECT_EQ(json.at("year"), 2026);
    EXPECT_EQ(json.at("scores").dump(),
              Json::parse(to_json(reports::make_scores(
                              store, reports::year_to(day(2026, 12, 31)),
                              surveys::GroupBy::nothing, reports::Reading::review))).dump());
    const Json& row = json.at("projects").at(1).at("rows").at(0);
    EXPECT_EQ(json.at("projects").at(1).at("name"), "热线服务费");
    EXPECT_EQ(row.at("target"), "100%");
    EXPECT_EQ(row.at("official"), "missed");
    EXPECT_EQ(row.at("needs_reason"), true);
}

TEST(Review, is_written_into_a_new_folder_and_over_an_old_one) {
    const std::filesystem::path folder = std::filesystem::path{testing::TempDir()} /
                                         ("manyidu-review-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    const Review review = make_review(bureau_in_2026(), 2026, day(2026, 12, 31));
    for (int time = 0; time < 2; ++time) {
        const auto files = write_review(review, folder / "deep", surveys::Locale::zh_cn);
        ASSERT_EQ(files.size(), 4u);
        EXPECT_EQ(files.at(0).filename(), "review-2026.csv");
        EXPECT_EQ(files.at(1).filename(), "review-2026.json");
        EXPECT_EQ(files.at(2).filename(), "review-2026.xlsx");
        EXPECT_EQ(files.at(3).filename(), "review-2026.html");
        EXPECT_EQ(content(files.at(2)).substr(0, 2), "PK");
        EXPECT_NE(content(files.at(3)).find("93.44分"), std::string::npos);
        EXPECT_EQ(content(files.at(0)), to_csv(review, surveys::Locale::zh_cn));
        EXPECT_EQ(content(files.at(1)), to_json(review));
    }
    const auto entries = std::distance(std::filesystem::directory_iterator{folder / "deep"}, {});
    EXPECT_EQ(entries, 4);
    const std::string csv = content(folder / "deep" / "review-2026.csv");
    EXPECT_NE(csv.find("热线服务费,满意度指标,服务对象满意度指标,热线人员满意度,100%,96.30%,10,"
                       "9.63,,未达标,须填写,hotline-staff,2026-12-31,满意率,已证实未达标,"),
              std::string::npos);
    EXPECT_THROW(write_review(review, "/dev/null/no", surveys::Locale::en), std::runtime_error);
    std::filesystem::remove_all(folder);
}

}  // namespace
