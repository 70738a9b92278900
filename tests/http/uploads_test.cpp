#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "http/desk/uploads.h"

namespace {

using http::Upload;
using http::UploadLimits;
using http::Uploads;

Upload upload(const std::string& bytes, const std::string& survey = "citizens") {
    return {.order = {.survey = survey, .file_name = "a.csv", .map_json = {}, .encoding = {}},
            .bytes = bytes};
}

class Shelf : public testing::Test {
protected:
    std::int64_t now_ms = 1'000'000;
    UploadLimits limits{.files_per_account_max = 2, .bytes_max = 10, .wait_ms = 60'000};
    Uploads shelf{[this] { return now_ms; }, limits};

    std::string put(const std::string& account, Upload given) {
        return shelf.put(account, std::move(given)).value_or("no room");
    }
    bool has(const std::string& account, const std::string& ticket) {
        return shelf.take(account, ticket).has_value();
    }
};

TEST_F(Shelf, gives_a_file_back_once_as_it_came) {
    Upload given = upload("abc");
    given.order.map_json = "{}";
    given.order.encoding = surveys::Encoding::gb18030;
    const std::string ticket = put("zhang", given);
    EXPECT_EQ(ticket.size(), 64U);
    const auto taken = shelf.take("zhang", ticket);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->bytes, "abc");
    EXPECT_EQ(taken->order.survey, "citizens");
    EXPECT_EQ(taken->order.file_name, "a.csv");
    EXPECT_EQ(taken->order.map_json, "{}");
    EXPECT_EQ(taken->order.encoding, surveys::Encoding::gb18030);
    EXPECT_FALSE(has("zhang", ticket));
}

TEST_F(Shelf, gives_nobody_elses_file) {
    const std::string ticket = put("zhang", upload("abc"));
    EXPECT_FALSE(has("li", ticket));
    EXPECT_FALSE(has("", ticket));
    EXPECT_FALSE(has("zhang", ""));
    EXPECT_FALSE(has("zhang", ticket + "0"));
    EXPECT_TRUE(has("zhang", ticket)) << "and the asking took nothing away";
}

// A confirmation must never run another order than the one whose dry run was read.
TEST_F(Shelf, tells_apart_whatever_is_ordered_otherwise) {
    std::vector<Upload> orders(6, upload("abc"));
    orders[1].order.survey = "enterprises";
    orders[2].order.map_json = "";
    orders[3].order.encoding = surveys::Encoding::utf_8;
    orders[4].bytes = "abd";
    orders[5].order.file_name = "b.csv";
    std::set<std::string> tickets;
    for (std::size_t i = 0; i < orders.size(); ++i)
        tickets.insert(Uploads{[] { return 0; }}.put("zhang", orders[i]).value());
    EXPECT_EQ(tickets.size(), orders.size());
}

TEST_F(Shelf, holds_no_file_longer_than_its_time) {
    const std::string ticket = put("zhang", upload("abc"));
    now_ms += limits.wait_ms - 1;
    const std::string second = put("li", upload("abc"));
    now_ms += 1;
    EXPECT_FALSE(has("zhang", ticket));
    EXPECT_TRUE(has("li", second));
}

TEST_F(Shelf, lets_the_newest_files_of_an_account_stay) {
    const std::string first = put("zhang", upload("1"));
    const std::string second = put("zhang", upload("2"));
    const std::string of_li = put("li", upload("1"));
    EXPECT_EQ(put("zhang", upload("2")), second) << "the same again takes no second place";
    const std::string third = put("zhang", upload("3"));
    EXPECT_FALSE(has("zhang", first));
    EXPECT_TRUE(has("zhang", second));
    EXPECT_TRUE(has("zhang", third));
    EXPECT_TRUE(has("li", of_li));
}

TEST_F(Shelf, is_full_at_its_bytes_and_has_room_again) {
    EXPECT_EQ(put("zhang", upload("12345678901")), "no room");
    const std::string six = put("zhang", upload("123456"));
    const std::string four = put("li", upload("1234"));
    EXPECT_EQ(put("wang", upload("1")), "no room");
    EXPECT_TRUE(has("li", four));
    EXPECT_NE(put("wang", upload("1234")), "no room");
    EXPECT_EQ(put("wang", upload("1")), "no room");
    now_ms += limits.wait_ms;
    EXPECT_NE(put("wang", upload("1234567890")), "no room");
    EXPECT_FALSE(has("zhang", six));
}

}  // namespace
