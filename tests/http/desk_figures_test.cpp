#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "reports/advice.h"
#include "reports/charts/drawing.h"
#include "reports/number.h"
#include "surveys/calendar.h"
#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;
using testing::HasSubstr;
using testing::Not;

std::string shipped(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(PROJECT_DIR "/surveys/library/" + name).rdbuf();
    return text.str();
}

// The desk with the shipped indicators of the citizens and of the hotline, and somebody at it.
class DeskFigures : public testing::Test {
protected:
    DeskFigures() {
        tests::expect_none(desk_.store->add(tests::questionnaire("hotline-staff", "ballot")));
        for (const char* file : {"indicator-citizens.json", "indicator-hotline-staff.json"})
            tests::expect_none(
                desk_.store->add(surveys::read_indicator(shipped(file)).indicator.value()));
        desk_.add("someone", Role::viewer);
        session_ = tests::session_of(desk_.logged_in("someone"));
    }

    tests::DeskRoom desk_;
    std::string session_;

    void answer(engine::Grade grade, int times, std::int64_t ago_ms = 0) {
        for (int i = 0; i < times; ++i)
            desk_.store.take(tests::graded(grade), desk_.now_ms - ago_ms);
    }
    std::string page(const std::string& path, const std::string& headers = "") {
        return desk_.get(path, session_ + headers).body;
    }
    reports::Score score(const std::string& id) {
        for (const auto& indicator : desk_.store->indicators())
            if (indicator.id == id)
                return make_score(*desk_.store, indicator,
                                  reports::year_to(surveys::day_of(desk_.now_ms)));
        throw std::runtime_error("no indicator " + id);
    }
};

std::string tag_of(const std::string& page) {
    const auto from = page.find("data-live=\"") + 11;
    return page.substr(from, page.find('"', from) - from);
}

TEST_F(DeskFigures, are_the_numbers_of_the_score) {
    const std::array<int, 5> rounds[] = {{3, 0, 0, 0, 0}, {20, 7, 2, 1, 0}, {0, 0, 4, 9, 5}};
    for (const auto& round : rounds) {
        for (const engine::Grade grade : engine::grades)
            answer(grade, round.at(engine::index(grade)));
        const reports::Score found = score("citizens");
        const reports::Advice advice = advice_for(found);
        const auto interval = shown_interval(found);
        const auto worst = shown_worst_case(found);
        const std::string front = page("/desk/");
        const std::string whole = page("/desk/indicators/citizens");
        for (const std::string& text : {front, whole}) {
            EXPECT_THAT(text, HasSubstr("<strong>" + *shown_value(found) + "</strong>分"));
            EXPECT_THAT(text, HasSubstr(interval->lower + " – " + interval->upper + "分"));
            EXPECT_THAT(text, HasSubstr(reports::escaped(advice.reason.zh_cn)));
            EXPECT_THAT(text, HasSubstr(reports::escaped(advice.next_step.zh_cn)));
        }
        EXPECT_THAT(front, HasSubstr("<dd>" + std::to_string(found.n()) + "</dd>"));
        EXPECT_THAT(front, HasSubstr("<dd>" + *shown_points(found) + " / 10"));
        EXPECT_THAT(whole, HasSubstr(worst->lower + " – " + worst->upper + "分"));
        EXPECT_THAT(whole, HasSubstr(*shown_stricter(found) + "%"));
    }
}

TEST_F(DeskFigures, say_of_nothing_that_there_is_nothing) {
    const std::string front = page("/desk/");
    EXPECT_THAT(front, HasSubstr("还没有有效答卷"));
    EXPECT_THAT(front, HasSubstr("请开放测评，让 27 人全部作答。"));
    EXPECT_THAT(front, HasSubstr("<p class=\"chart-empty\">尚无答卷</p>"));
    EXPECT_THAT(front, HasSubstr("人数太少或为无记名测评"));
    EXPECT_THAT(page("/desk/indicators/hotline-staff"), HasSubstr("会让人猜出是谁答的"));
}

TEST_F(DeskFigures, carry_no_style_and_no_script_of_their_own) {
    answer(engine::Grade::satisfied, 3);
    for (const char* path : {"/desk/", "/desk/indicators/citizens"}) {
        const std::string text = page(path);
        EXPECT_THAT(text, Not(HasSubstr("style=")));
        EXPECT_THAT(text, Not(HasSubstr("<style")));
        EXPECT_THAT(text, Not(HasSubstr("<script>")));
    }
}

TEST_F(DeskFigures, grow_with_an_answer_and_else_stay_the_same) {
    answer(engine::Grade::satisfied, 3);
    const std::string tag = tag_of(page("/desk/"));
    const std::string shown = session_ + "If-None-Match: \"" + tag + "\"\r\n";
    EXPECT_EQ(desk_.get("/desk/", shown).status, 304);
    answer(engine::Grade::satisfied, 2);
    const auto changed = desk_.get("/desk/", shown);
    EXPECT_EQ(changed.status, 200);
    EXPECT_NE(tag_of(changed.body), tag);
    EXPECT_THAT(changed.body, HasSubstr("<dd>5</dd>"));
}

TEST_F(DeskFigures, of_a_past_year_are_whole_and_stand_still) {
    answer(engine::Grade::satisfied, 3);
    const std::string past = page("/desk/?year=2025");
    EXPECT_THAT(past, HasSubstr("2025-12-31"));
    EXPECT_THAT(past, HasSubstr("尚无答卷"));
    EXPECT_THAT(past, Not(HasSubstr("data-live")));
    EXPECT_THAT(past, HasSubstr("/desk/indicators/citizens?year=2025"));
    EXPECT_THAT(page("/desk/?to=2026-10-31"), HasSubstr("datetime=\"2026-10-31\""));
    for (const char* odd : {"?year=3000", "?year=x", "?year=-5", "?year=", "?to=2026-13-01",
                            "?to=2999-01-01", "?from=2027-01-01", "?year=99999999999999"})
        EXPECT_THAT(page(std::string("/desk/") + odd), HasSubstr("datetime=\"2026-11-23\""))
            << odd;
}

TEST_F(DeskFigures, of_unknown_indicators_are_refused) {
    EXPECT_EQ(desk_.get("/desk/indicators/nothing", session_).status, 404);
    EXPECT_EQ(desk_.get("/desk/indicators/%3Cscript%3E", session_).status, 404);
}

TEST_F(DeskFigures, are_downloaded_as_a_row) {
    answer(engine::Grade::satisfied, 3);
    const auto reply =
        desk_.get("/api/v1/indicators/citizens/score.csv?to=2026-12-31", session_);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(tests::header(reply, "Content-Disposition"),
              "attachment; filename=\"citizens-2026-12-31.csv\"");
    EXPECT_THAT(reply.body, HasSubstr("80.00"));
    EXPECT_EQ(desk_.get("/api/v1/indicators/citizens/score.csv?by=x", session_).status, 422);
}

// Thirty idle minutes end a session. A page that asks by itself is nobody at work.
TEST_F(DeskFigures, asked_for_by_an_open_page_alone_keep_nobody_logged_in) {
    constexpr std::int64_t minute_ms = 60'000;
    const std::string alone = session_ + "Manyidu-Live: 1\r\n";
    for (int minutes = 0; minutes < 30; minutes += 5) {
        EXPECT_EQ(desk_.get("/desk/", alone).status, 200) << minutes;
        desk_.now_ms += 5 * minute_ms;
    }
    desk_.now_ms += minute_ms;
    EXPECT_EQ(desk_.get("/desk/", alone).status, 303);
}

TEST_F(DeskFigures, looked_at_by_somebody_keep_the_session) {
    constexpr std::int64_t minute_ms = 60'000;
    for (int minutes = 0; minutes < 120; minutes += 20) {
        EXPECT_EQ(desk_.get("/desk/", session_).status, 200) << minutes;
        desk_.now_ms += 20 * minute_ms;
    }
}

TEST_F(DeskFigures, are_read_in_english) {
    answer(engine::Grade::satisfied, 3);
    const std::string english =
        session_.substr(0, session_.size() - 2) + "; __Host-manyidu-language=en\r\n";
    const std::string front = desk_.get("/desk/", english).body;
    EXPECT_THAT(front, HasSubstr("What to do"));
    EXPECT_THAT(front, HasSubstr("cannot tell"));
    EXPECT_THAT(front, HasSubstr("Open the survey and have all 27 answer."));
    EXPECT_THAT(front, Not(HasSubstr("怎么办")));
}

}  // namespace
