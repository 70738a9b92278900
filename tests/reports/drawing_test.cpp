#include "reports/charts/drawing.h"

#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/charts/axis.h"
#include "tests/support/markup_fault.h"

namespace {

using reports::Drawing;
using testing::HasSubstr;

TEST(Drawing, is_well_formed_whatever_it_is_given) {
    Drawing drawing{"a-chart", "<script>alert('1')</script> & \"\x01\"", 20};
    drawing.label({1, 2}, "<b>&amp;</b>");
    drawing.path({{0, 0}, {1.26, 2}}, "trend");
    drawing.diamond({5, 5}, 2, "checkpoint");
    EXPECT_EQ(tests::markup_fault(drawing.svg()), "");
    EXPECT_THAT(drawing.svg(), Not(HasSubstr("<script")));
    EXPECT_THAT(drawing.svg(), Not(HasSubstr("style=")));
}

TEST(Drawing, is_named_by_its_title) {
    const std::string svg = Drawing{"x", "各月平均分", 20}.svg();
    EXPECT_THAT(svg, HasSubstr("role=\"img\""));
    EXPECT_THAT(svg, HasSubstr("aria-labelledby=\"x-title\""));
    EXPECT_THAT(svg, HasSubstr("<title id=\"x-title\">各月平均分</title>"));
}

TEST(Drawing, writes_each_coordinate_with_one_decimal) {
    Drawing drawing{"x", "t", 20};
    drawing.dot({1.0 / 3, -0.04}, 2, "dot");
    EXPECT_THAT(drawing.svg(), HasSubstr("cx=\"0.3\" cy=\"0.0\" r=\"2.0\""));
}

TEST(Drawing, refuses_what_no_page_can_show) {
    Drawing drawing{"x", "t", 20};
    EXPECT_THROW(drawing.dot({std::numeric_limits<double>::quiet_NaN(), 0}, 2, "dot"),
                 std::logic_error);
    EXPECT_THROW(Drawing("a b", "t", 20), std::logic_error);
    EXPECT_THROW(Drawing("", "t", 20), std::logic_error);
}

TEST(Drawing, cuts_long_names_between_letters) {
    EXPECT_EQ(reports::cut_to("魏城镇便民服务中心", 1000), "魏城镇便民服务中心");
    EXPECT_EQ(reports::cut_to("魏城镇便民服务中心", 13 * 5), "魏城镇便…");
    EXPECT_LE(reports::width_of(reports::cut_to("A window with a long name", 100)), 100);
}

TEST(MarkupReader, finds_faults) {
    for (const std::string_view broken :
         {"<a>", "</a>", "<a></b>", "<a x=1/>", "<a x=\"1\" x=\"2\"/>", "<a>&</a>", "<a x=\"<\"/>"})
        EXPECT_NE(tests::markup_fault(broken), "") << broken;
    EXPECT_EQ(tests::markup_fault("<a x=\"1\"><b/>文字 &lt;</a><p></p>"), "");
}

struct SpanRow {
    double smallest;
    double lowest;
};

TEST(Axis, begins_with_the_ten_below_the_smallest) {
    for (const SpanRow& row : {SpanRow{93.4, 90}, SpanRow{90, 80}, SpanRow{100, 90}, SpanRow{10, 0},
                               SpanRow{0.3, 0}, SpanRow{0, 0}}) {
        EXPECT_EQ(reports::span_from(row.smallest).lowest, row.lowest) << row.smallest;
        EXPECT_EQ(reports::span_from(row.smallest).highest, 100);
    }
}

TEST(Axis, places_numbers_in_proportion_and_never_outside) {
    const reports::Axis axis{.span = {.lowest = 80, .highest = 100}, .begin = 10, .end = 310};
    EXPECT_DOUBLE_EQ(axis.place(80), 10);
    EXPECT_DOUBLE_EQ(axis.place(95), 10 + 300 * 0.75);
    EXPECT_DOUBLE_EQ(axis.place(100), 310);
    EXPECT_DOUBLE_EQ(axis.place(20), 10);
    const reports::Axis upright{.span = {.lowest = 0, .highest = 100}, .begin = 110, .end = 10};
    EXPECT_DOUBLE_EQ(upright.place(25), 85);
}

}  // namespace
