#include "http/desk/api/body.h"

#include <gtest/gtest.h>

namespace {

using http::FieldType;
using http::read_body;

TEST(Body, gives_each_field_in_its_type) {
    const auto body = read_body(R"({"survey":"enterprises","count":20,"dry_run":true})",
                                {{"survey", FieldType::text, true},
                                 {"count", FieldType::count},
                                 {"dry_run", FieldType::flag},
                                 {"unit"}});
    EXPECT_TRUE(body.problems.empty());
    EXPECT_EQ(body.text("survey"), "enterprises");
    EXPECT_EQ(body.count("count"), 20);
    EXPECT_TRUE(body.flag("dry_run"));
    EXPECT_FALSE(body.text("unit"));
}

TEST(Body, names_what_is_missing_unknown_or_of_another_type) {
    const auto body = read_body(R"({"count":"20","state":"closed"})",
                                {{"survey", FieldType::text, true}, {"count", FieldType::count}});
    ASSERT_EQ(body.problems.size(), 3U);
    EXPECT_EQ(body.problems[0].place, "count");
    EXPECT_EQ(body.problems[1].place, "state");
    EXPECT_EQ(body.problems[2].place, "survey");
}

TEST(Body, refuses_a_doubled_field_and_what_is_no_object) {
    EXPECT_FALSE(read_body(R"({"unit":"a","unit":"b"})", {{"unit"}}).problems.empty());
    EXPECT_FALSE(read_body("[]", {}).problems.empty());
    EXPECT_FALSE(read_body("{", {}).problems.empty());
    EXPECT_TRUE(read_body("", {}).problems.empty());
}

}  // namespace
