#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/number.h"
#include "reports/survey_report.h"
#include "reports/unit_comparison.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "tests/http/desk_visitor.h"
#include "tests/support/hostile_texts.h"

namespace {

using engine::Grade;
using surveys::Role;
using testing::HasSubstr;
using testing::Not;
using tests::noon_ms;

// The desk with a visitor of each role inside.
class SurveyPages : public testing::Test {
protected:
    SurveyPages() {
        for (const Role role : {Role::viewer, Role::officer}) {
            const std::string name = "the-" + std::string(surveys::name(role));
            desk_.add(name, role);
            secrets_[role] = desk_.accounts.log_in(name, tests::good_password).value();
        }
    }

    std::string page(const std::string& path, Role role = Role::viewer) {
        const auto heard = desk_.get(path, tests::session_of(secrets_.at(role)));
        EXPECT_EQ(heard.status, 200) << path;
        return heard.body;
    }
    tests::Heard submit(const std::string& path, const std::string& fields = "",
                        Role role = Role::officer) {
        return desk_.submit(path, tests::session_of(secrets_.at(role)),
                            tests::token_field(secrets_.at(role)) + fields);
    }
    void say(const std::string& words, const std::string& unit = "") {
        auto given = tests::graded(Grade::dissatisfied);
        given.answers["comment"] = surveys::FreeText{words};
        if (!unit.empty()) given.unit = unit;
        desk_.store.take(given);
    }
    void answer(Grade grade, int times, const std::string& unit) {
        for (int i = 0; i < times; ++i) {
            auto given = tests::graded(grade);
            given.unit = unit;
            desk_.store.take(given);
        }
    }
    // Forms of a ballot, each with its words.
    void import_ballots(int count) {
        std::vector<surveys::ImportedRow> rows;
        for (int number = 1; number <= count; ++number) {
            surveys::ImportedRow row;
            row.row = number;
            row.submission = tests::graded(number % 9 == 0 ? Grade::very_dissatisfied
                                                           : Grade::satisfied);
            row.submission.answers["comment"] = surveys::FreeText{"写的话"};
            row.submission.channel = surveys::Channel::paper;
            row.received_ms = noon_ms;
            rows.push_back(row);
        }
        const auto batch = desk_.store->begin_import(
            "staff", std::to_string(imports_) + ".csv",
            std::string(64, static_cast<char>('a' + imports_)), "{}", count, noon_ms);
        ++imports_;
        desk_.store->import_rows(batch.number, rows, count);
        desk_.store->finish_import(batch.number);
    }

    tests::DeskRoom desk_;
    std::map<Role, std::string> secrets_;
    int imports_ = 0;
};

TEST_F(SurveyPages, show_the_figures_that_everything_else_shows) {
    answer(Grade::very_satisfied, 31, "hall");
    answer(Grade::dissatisfied, 5, "hall");
    answer(Grade::satisfied, 40, "xz01");
    const auto survey = desk_.store->survey("citizens").value();
    const auto report = reports::make_survey_report(
        *desk_.store, survey, reports::year_to(surveys::day_of(noon_ms)));
    const std::string body = page("/desk/surveys/citizens");
    EXPECT_THAT(body, HasSubstr(reports::shown_value(report.whole()).value() + "分"));
    const auto comparison = reports::compare_units(report.by_unit, desk_.store->units());
    for (const reports::Score* const groups :
         {&comparison.compared, &report.by_month, &report.by_channel}) {
        EXPECT_FALSE(groups->groups.empty());
        for (const auto& group : groups->groups) {
            const auto bounds = reports::shown_interval(group.score).value();
            EXPECT_THAT(body, HasSubstr(reports::shown_value(group.score).value() + "分"));
            EXPECT_THAT(body, HasSubstr(bounds.lower + " – " + bounds.upper)) << group.key;
        }
    }
    EXPECT_THAT(body, HasSubstr(reports::shown_part(31, 76) + "%"));
    EXPECT_THAT(body, HasSubstr("有效答卷 n = 76"));
}

// A chart's id takes no underscore, a question's does: the shipped `seal_quality` was a 500.
TEST_F(SurveyPages, show_a_question_whatever_its_id) {
    std::string definition = tests::definition("next");
    definition.replace(definition.find("\"speed\""), 7, "\"seal_quality\"");
    tests::expect_none(desk_.store->add(tests::read(definition)));
    EXPECT_THAT(page("/desk/surveys/next"), HasSubstr("<h3>效率</h3>"));
}

TEST_F(SurveyPages, hold_nothing_that_a_browser_would_execute) {
    for (const std::string& text : tests::hostile_texts()) say(text);
    for (const char* const path : {"/desk/surveys/citizens", "/desk/surveys", "/desk/units"}) {
        const std::string body = page(path);
        for (const char* const alive : {"<script>alert", "<img src=x", "<svg onload", "onerror=\""})
            EXPECT_THAT(body, Not(HasSubstr(alive))) << path;
    }
    const std::string body = page("/desk/surveys/citizens");
    EXPECT_THAT(body, HasSubstr("&lt;script&gt;alert(1)"));
    EXPECT_THAT(body, HasSubstr("{{7*7}}")) << "no template is made of an answer";
}

TEST_F(SurveyPages, go_back_through_the_comments_a_page_at_a_time) {
    const auto count = surveys::limits.comments_per_page + 3;
    for (std::int64_t i = 1; i <= count; ++i) say("第" + std::to_string(i) + "条");
    const std::string latest = page("/desk/surveys/citizens");
    EXPECT_THAT(latest, HasSubstr(">第" + std::to_string(count) + "条<"));
    EXPECT_THAT(latest, HasSubstr(">第4条<"));
    EXPECT_THAT(latest, Not(HasSubstr(">第3条<")));
    EXPECT_THAT(latest, HasSubstr("year=2026&amp;before=4#comments"));
    const std::string older = page("/desk/surveys/citizens?year=2026&before=4");
    EXPECT_THAT(older, HasSubstr(">第3条<"));
    EXPECT_THAT(older, Not(HasSubstr(">第4条<")));
    EXPECT_THAT(older, Not(HasSubstr("更早的意见")));
    EXPECT_THAT(page("/desk/surveys/citizens?before=-1;drop"), HasSubstr(">第4条<"));
}

TEST_F(SurveyPages, show_the_comments_of_one_unit) {
    say("大厅的话", "hall");
    say("一镇的话", "xz01");
    const std::string body = page("/desk/surveys/citizens?unit=xz01");
    EXPECT_THAT(body, HasSubstr("一镇的话"));
    EXPECT_THAT(body, Not(HasSubstr("大厅的话")));
    EXPECT_THAT(body, HasSubstr("2026-11-23 · 一镇（xz01） · 不满意"));
    EXPECT_THAT(page("/desk/surveys/citizens?unit=%3Cscript%3E"), HasSubstr("大厅的话"));
}

TEST_F(SurveyPages, put_small_units_apart) {
    answer(Grade::satisfied, 30, "hall");
    answer(Grade::satisfied, 29, "xz01");
    const std::string body = page("/desk/surveys/citizens");
    const auto apart = body.find("<caption>样本不足，不参与排名</caption>");
    ASSERT_NE(apart, std::string::npos);
    EXPECT_LT(body.find(">大厅</a>"), apart);
    EXPECT_GT(body.find(">一镇</a>"), apart);
}

// Of an open ballot nobody learns more than the fives that came.
TEST_F(SurveyPages, say_nothing_of_a_ballot_while_it_is_open) {
    tests::expect_none(desk_.store->add(tests::questionnaire("staff", "ballot")));
    tests::expect_none(desk_.store->open("staff", noon_ms, std::nullopt));
    import_ballots(20);
    const char* const paths[] = {"/desk/surveys/staff", "/desk/surveys",
                                 "/desk/surveys/staff?unit=hall", "/desk/surveys/staff?year=2025",
                                 "/desk/surveys/staff?before=0"};
    std::map<std::string, std::string> before;
    for (const char* const path : paths) {
        before[path] = page(path);
        EXPECT_THAT(before[path], HasSubstr("已收到至少20份")) << path;
        for (const char* const secret : {"写的话", "非常不满意", "90.", "<svg"})
            EXPECT_THAT(before[path], Not(HasSubstr(secret))) << path;
    }
    import_ballots(4);
    for (const char* const path : paths)
        EXPECT_EQ(page(path), before[path]) << path << " tells 24 from 20";
}

TEST_F(SurveyPages, show_a_closed_ballot_without_groups_times_and_units) {
    tests::expect_none(desk_.store->add(tests::questionnaire("staff", "ballot")));
    tests::expect_none(desk_.store->open("staff", noon_ms, std::nullopt));
    import_ballots(20);
    tests::expect_none(desk_.store->close("staff", noon_ms));
    const std::string body = page("/desk/surveys/staff");
    EXPECT_THAT(body, HasSubstr("有效答卷 n = 20"));
    EXPECT_THAT(body, HasSubstr("无记名测评不分单位、月份和渠道显示"));
    EXPECT_THAT(body, HasSubstr("写的话"));
    EXPECT_THAT(body, Not(HasSubstr("by-unit")));
    const auto comments = body.substr(body.find("id=\"comments\""));
    for (const char* const beside : {"2026-11", "满意<"})
        EXPECT_THAT(comments, Not(HasSubstr(beside)));
    for (const char* const other : {"?year=2025", "?unit=hall", "?year=2026&before=0"})
        EXPECT_THAT(page("/desk/surveys/staff" + std::string(other)),
                    HasSubstr("有效答卷 n = 20"))
            << other;
}

TEST_F(SurveyPages, open_with_a_last_day_and_close_in_a_second_step) {
    tests::expect_none(desk_.store->add(tests::questionnaire("next")));
    EXPECT_THAT(page("/desk/surveys/next/run", Role::officer), HasSubstr("现在开放"));
    const auto wrong = submit("/desk/surveys/next/open", "&closes=31.12.2026");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body, HasSubstr("日期应写作 2026-12-31"));
    EXPECT_EQ(submit("/desk/surveys/next/open", "&closes=2026-01-01").status, 422) << "is past";
    EXPECT_EQ(submit("/desk/surveys/next/open", "&closes=2026-12-31").status, 303);
    EXPECT_THAT(page("/desk/surveys"), HasSubstr("2026-12-31"));
    EXPECT_EQ(desk_.store->survey("next")->closes_ms,
              surveys::midnight_ms(surveys::day_number({2027, 1, 1})));
    EXPECT_EQ(submit("/desk/surveys/next/open").status, 422) << "is open already";

    EXPECT_THAT(page("/desk/surveys/next/close", Role::officer), HasSubstr("关闭后马上不再收答卷"));
    EXPECT_EQ(desk_.store->survey("next")->state, surveys::SurveyState::open);
    EXPECT_EQ(submit("/desk/surveys/next/close", "", Role::viewer).status, 403);
    EXPECT_EQ(submit("/desk/surveys/next/close").status, 303);
    EXPECT_EQ(desk_.store->survey("next")->state, surveys::SurveyState::closed);
    EXPECT_THAT(page("/desk/surveys"), Not(HasSubstr("/run"))) << "a viewer opens nothing";
}

TEST_F(SurveyPages, say_so_where_there_is_no_such_survey) {
    const auto heard = desk_.get("/desk/surveys/none",
                                 tests::session_of(secrets_.at(Role::viewer)));
    EXPECT_EQ(heard.status, 404);
    EXPECT_THAT(heard.body, HasSubstr("没有这个调查"));
}

TEST_F(SurveyPages, are_live_and_unchanged_while_nothing_comes) {
    const std::string session = tests::session_of(secrets_.at(Role::viewer));
    for (const char* const path : {"/desk/surveys", "/desk/surveys/citizens", "/desk/units"}) {
        const auto first = desk_.get(path, session);
        const std::string tag = tests::header(first, "ETag");
        ASSERT_FALSE(tag.empty()) << path;
        EXPECT_EQ(desk_.get(path, session + "If-None-Match: " + tag + "\r\n").status, 304) << path;
    }
    const auto first = desk_.get("/desk/surveys/citizens", session);
    answer(Grade::satisfied, 1, "hall");
    EXPECT_EQ(desk_.get("/desk/surveys/citizens", session + "If-None-Match: " +
                                                      tests::header(first, "ETag") + "\r\n")
                  .status,
              200);
}

}  // namespace
