#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "surveys/shipped.h"
#include "tests/http/desk_visitor.h"
#include "tests/support/markup_fault.h"

namespace {

using engine::Grade;
using testing::HasSubstr;
using testing::Not;

// A survey that asks for attitude, overall and speed, and a viewer of its page.
class QualityPanel : public testing::Test {
protected:
    QualityPanel() {
        desk_.add("viewer", surveys::Role::viewer);
        session_ = tests::session_of(desk_.accounts.log_in("viewer", tests::good_password).value());
    }

    void ask(const std::string& mode = "open", const std::string& name = "态度") {
        tests::expect_none(desk_.store->add(tests::questionnaire(
            "visits", mode, 1, R"({"id":"attitude","type":"grade","text":{"zh-CN":")" + name +
                                   R"(","en":"Attitude"}},)")));
        tests::expect_none(desk_.store->open("visits", tests::noon_ms, std::nullopt));
    }
    // Overall follows the attitude; every fourth answer has no speed.
    void answer(int count) {
        std::vector<surveys::Submission> batch;
        for (int i = 0; i < count; ++i) {
            const Grade attitude = engine::grades.at(static_cast<std::size_t>(i % 5));
            surveys::Answers given{{"attitude", attitude}, {"overall", attitude}};
            if (i % 3 == 0) given["overall"] = Grade::satisfied;
            if (i % 4 != 0) given["speed"] = engine::grades.at(static_cast<std::size_t>(i % 2));
            batch.push_back(tests::submission(given));
        }
        (void)desk_.store->take("visits", batch, tests::noon_ms);
    }
    tests::Heard get(const std::string& query) {
        return desk_.get("/desk/surveys/visits" + query, session_);
    }

    tests::DeskRoom desk_;
    std::string session_;
};

TEST_F(QualityPanel, is_only_a_link_until_somebody_asks) {
    ask();
    answer(400);
    const tests::Heard page = get("");
    EXPECT_THAT(page.body, HasSubstr("计算问卷质量（读一遍全部答卷）"));
    EXPECT_THAT(page.body, HasSubstr("href=\"/desk/surveys/visits?year=2026&amp;quality=1"));
    EXPECT_THAT(page.body, Not(HasSubstr("克隆巴赫")));
    EXPECT_THAT(page.body, HasSubstr("data-live"));
    EXPECT_THAT(get("?quality=2").body, Not(HasSubstr("克隆巴赫")));
}

TEST_F(QualityPanel, tells_alpha_items_and_importance_when_asked) {
    ask();
    answer(400);
    const std::string body = get("?year=2026&quality=1").body;
    for (const char* const said :
         {"400 份答卷中，300 份", "克隆巴赫 α = ", "95% 区间", "与其余题的相关", "去掉后的 α",
          "相关，不是因果", "R² = ", "id=\"quadrants-title\"", "各题的重要性与评分：1 优先改进",
          "<strong>优先改进</strong>", "可能过度"})
        EXPECT_THAT(body, HasSubstr(said));
    EXPECT_THAT(body, Not(HasSubstr("计算问卷质量（")));
    EXPECT_THAT(body, Not(HasSubstr("data-live"))) << "every row would be read every few seconds";
    const auto begin = body.rfind("<section", body.find("id=\"quality\""));
    const auto end = body.find("</section>", begin) + std::string("</section>").size();
    std::string section = body.substr(begin, end - begin);
    std::ranges::replace(section, '\n', ' ');
    EXPECT_EQ(tests::markup_fault(section), "");
}

TEST_F(QualityPanel, speaks_english) {
    ask();
    answer(400);
    const tests::Heard page = desk_.get("/desk/surveys/visits?quality=1",
                                        session_.substr(0, session_.size() - 2) +
                                            "; __Host-manyidu-language=en\r\n");
    for (const char* const said : {"Quality of the questionnaire", "Association, not cause",
                                   "improve first", "Of 400 answers, 300 grade every question"})
        EXPECT_THAT(page.body, HasSubstr(said));
}

TEST_F(QualityPanel, says_why_when_there_is_too_little) {
    ask();
    answer(39);
    const std::string body = get("?quality=1").body;
    EXPECT_THAT(body, HasSubstr("完整的答卷不足 30 份"));
    EXPECT_THAT(body, Not(HasSubstr("与其余题的相关")));
    EXPECT_THAT(body, Not(HasSubstr("重要性")));
}

TEST_F(QualityPanel, holds_nothing_that_a_browser_would_execute) {
    ask("open", "<script>alert(1)</script>");
    answer(400);
    EXPECT_THAT(get("?quality=1").body, Not(HasSubstr("<script>alert")));
}

TEST_F(QualityPanel, is_not_made_of_a_ballot) {
    ask("ballot");
    std::vector<surveys::ImportedRow> rows(400);
    for (int number = 1; number <= 400; ++number) {
        auto& row = rows.at(static_cast<std::size_t>(number) - 1);
        row.row = number;
        const Grade grade = engine::grades.at(static_cast<std::size_t>(number % 5));
        row.submission = tests::submission(
            {{"attitude", grade}, {"overall", grade}, {"speed", Grade::satisfied}});
        row.submission.channel = surveys::Channel::paper;
        row.received_ms = tests::noon_ms;
    }
    const auto batch = desk_.store->begin_import("visits", "a.csv", std::string(64, 'a'), "{}",
                                                 400, tests::noon_ms);
    desk_.store->import_rows(batch.number, rows, 400);
    desk_.store->finish_import(batch.number);
    for (const bool is_closed : {false, true}) {
        if (is_closed) tests::expect_none(desk_.store->close("visits", tests::noon_ms));
        for (const char* const query : {"", "?quality=1"})
            EXPECT_THAT(get(query).body, Not(HasSubstr("问卷质量"))) << query << is_closed;
    }
}

TEST_F(QualityPanel, is_not_made_of_fewer_than_a_hundred_people) {
    ask();
    answer(60);
    const auto measured = [this](const std::string& people) {
        std::string definition(surveys::shipped::indicator_citizens_json);
        const auto put = [&](const std::string& old, const std::string& now) {
            definition.replace(definition.find(old), old.size(), now);
        };
        put(R"("survey": "citizens")", R"("survey": "visits")");
        put("120000", people);
        tests::expect_none(
            desk_.store->add(surveys::read_indicator(definition).indicator.value()));
        return get("?quality=1").body;
    };
    const std::string few = measured("99");
    EXPECT_THAT(few, HasSubstr("对象不足100人"));
    EXPECT_THAT(few, Not(HasSubstr("问卷质量")));
    EXPECT_THAT(measured("100"), HasSubstr("克隆巴赫"));
}

}  // namespace
