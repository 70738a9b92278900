#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/number.h"
#include "surveys/calendar.h"
#include "surveys/shipped.h"
#include "tests/http/desk_visitor.h"

namespace {

using engine::Grade;
using testing::HasSubstr;
using testing::Not;

class UnitsPage : public testing::Test {
protected:
    UnitsPage() {
        desk_.add("viewer", surveys::Role::viewer);
        session_ = tests::session_of(desk_.accounts.log_in("viewer", tests::good_password).value());
        const auto reading = surveys::read_indicator(surveys::shipped::indicator_citizens_json);
        tests::expect_none(desk_.store->add(reading.indicator.value()));
        desk_.store->add(std::vector<surveys::Unit>{
            {.code = "xz02", .name = "=二镇", .parent = "", .kind = "township"},
            {.code = "xz03", .name = "三镇", .parent = "", .kind = "township"}});
    }

    tests::Heard get(const std::string& path) { return desk_.get(path, session_); }
    void answer(Grade grade, int times, const std::string& unit) {
        for (int i = 0; i < times; ++i) {
            auto given = tests::graded(grade);
            if (!unit.empty()) given.unit = unit;
            desk_.store.take(given);
        }
    }

    tests::DeskRoom desk_;
    std::string session_;
};

TEST_F(UnitsPage, compares_those_who_have_enough_answers) {
    answer(Grade::very_satisfied, 100, "hall");
    answer(Grade::dissatisfied, 60, "xz01");
    answer(Grade::satisfied, 29, "xz02");
    answer(Grade::satisfied, 2, "");
    const std::string body = get("/desk/units").body;
    EXPECT_THAT(body, HasSubstr("全体答卷："));
    EXPECT_THAT(body, HasSubstr("class=\"below\">低于全体<"));
    EXPECT_THAT(body, HasSubstr("未注明单位的有效答卷：2份"));
    EXPECT_THAT(body, HasSubstr("答卷来自自愿作答，区间和比较都是名义的"));
    const auto few = body.find("id=\"few\">样本不足，不参与排名");
    const auto silent = body.find("id=\"silent\"");
    ASSERT_NE(few, std::string::npos);
    ASSERT_NE(silent, std::string::npos);
    EXPECT_GT(body.find("=二镇"), few);
    EXPECT_GT(body.find("三镇"), silent);
    EXPECT_THAT(body, HasSubstr("/desk/surveys/citizens/poster?unit=xz01"));
    const auto whole = make_score(*desk_.store, desk_.store->indicators().front(),
                                  reports::year_to(surveys::day_of(tests::noon_ms)));
    EXPECT_THAT(body, HasSubstr("全体答卷：" + reports::shown_value(whole).value() + "分，n = 191"));
}

TEST_F(UnitsPage, is_downloaded_as_a_table_without_formulas) {
    answer(Grade::satisfied, 40, "xz02");
    const auto table = get("/desk/units?indicator=citizens&year=2026&format=csv");
    EXPECT_EQ(table.status, 200);
    EXPECT_EQ(tests::header(table, "Content-Type"), "text/csv; charset=utf-8");
    EXPECT_THAT(tests::header(table, "Content-Disposition"), HasSubstr("units-2026.csv"));
    EXPECT_THAT(table.body, HasSubstr(",xz02,'=二镇,,80.00,分,0.00,"));
}

TEST_F(UnitsPage, withholds_units_where_groups_could_name_people) {
    tests::expect_none(desk_.store->add(tests::questionnaire("hotline-staff", "ballot")));
    const auto reading =
        surveys::read_indicator(surveys::shipped::indicator_hotline_staff_json);
    tests::expect_none(desk_.store->add(reading.indicator.value()));
    for (const char* const format : {"", "&format=csv"}) {
        const auto page = get("/desk/units?indicator=hotline-staff" + std::string(format));
        EXPECT_EQ(page.status, 200);
        EXPECT_THAT(page.body, HasSubstr("不按单位显示，以免认出个人"));
        EXPECT_THAT(page.body, Not(HasSubstr("<svg")));
        EXPECT_THAT(page.body, Not(HasSubstr("全体答卷")));
    }
}

TEST_F(UnitsPage, shows_this_year_unless_an_earlier_one_is_asked_for) {
    answer(Grade::satisfied, 40, "hall");
    EXPECT_THAT(get("/desk/units?year=2026").body, HasSubstr("n = 40"));
    EXPECT_THAT(get("/desk/units?year=2027").body, HasSubstr("n = 40")) << "has not begun";
    EXPECT_THAT(get("/desk/units?year=x").body, HasSubstr("n = 40"));
    EXPECT_THAT(get("/desk/units?year=2025").body, HasSubstr("n = 0"));
}

}  // namespace
