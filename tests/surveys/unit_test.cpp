#include "surveys/questionnaires/unit.h"

#include <gtest/gtest.h>

#include "tests/surveys/every_type.h"

namespace {

using surveys::places;
using surveys::read_units;
using surveys::Unit;

TEST(Units, come_with_parents_before_their_children) {
    const auto reading = read_units("\xEF\xBB\xBF" "code,name,parent,kind\r\n"
                                    "w3,\"3号窗口, \"\"综合\"\"\",hall,window\r\n"
                                    "\r\n"
                                    "hall,县政务服务大厅,,hall\n"
                                    "desk,小桌,w3,desk");
    ASSERT_EQ(places(reading.problems), "");
    EXPECT_EQ(reading.units,
              (std::vector<Unit>{{"hall", "县政务服务大厅", "", "hall"},
                                 {"w3", "3号窗口, \"综合\"", "hall", "window"},
                                 {"desk", "小桌", "w3", "desk"}}));
}

TEST(Units, are_refused_with_the_lines_that_are_wrong) {
    const auto wrong = [](const std::string& rows) {
        const auto reading = read_units("code,name,parent,kind\n" + rows);
        EXPECT_EQ(reading.units.empty(), !reading.problems.empty());
        return places(reading.problems);
    };
    EXPECT_EQ(wrong("a,甲,,hall\nA B,乙,,hall\nc,,,hall\ne,戊\n"), "3 4 5");
    EXPECT_EQ(wrong("d,丁,," + std::string(65, 'k') + "\n"), "2");
    EXPECT_EQ(wrong("a,甲,,hall\na,乙,,hall\n"), "3");
    EXPECT_EQ(wrong("a,甲,x,hall\n"), "2");
    EXPECT_EQ(wrong("a,甲,b,hall\nb,乙,a,hall\n"), "3 2");
    EXPECT_EQ(wrong("a,甲,a,hall\n"), "2");
    EXPECT_EQ(wrong("a,\xFF,,hall\n"), "2");
    EXPECT_EQ(places(read_units("name,code\n").problems), "1");
    EXPECT_EQ(places(read_units("").problems), "1");
}

TEST(Units, may_stand_below_one_that_is_known_already) {
    const std::string csv = "code,name,parent,kind\nW7,7号窗口,hall,\nX,分窗,W7,窗口\n";
    EXPECT_EQ(places(read_units(csv).problems), "3 2");
    const auto reading = read_units(csv, {{"hall", "县政务服务大厅", "", "hall"}});
    EXPECT_EQ(places(reading.problems), "");
    EXPECT_EQ(reading.units, (std::vector<Unit>{{"W7", "7号窗口", "hall", ""},
                                                {"X", "分窗", "W7", "窗口"}}));
}

TEST(Units, are_at_most_ten_thousand) {
    std::string csv = "code,name,parent,kind\n";
    for (int i = 0; i < 10'000; ++i)
        csv.append("u").append(std::to_string(i)).append(",窗口,,window\n");
    EXPECT_EQ(read_units(csv).units.size(), 10'000u);
    EXPECT_EQ(places(read_units(csv + "more,窗口,,window\n").problems), "10002");
}

}  // namespace
