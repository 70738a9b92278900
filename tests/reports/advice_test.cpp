#include "reports/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::Advice;
using reports::advice_for;
using reports::Score;
using testing::HasSubstr;
using Times = std::array<std::int64_t, 5>;

// A score of an indicator of its own, whose survey was answered like that.
Score scored(surveys::Indicator indicator, const Times& times, std::int64_t last_day,
             reports::Reading reading) {
    indicator.id = indicator.survey = "citizens";
    tests::FakeStore store = tests::bureau_in_2026();
    store.cells = {{.survey = "citizens", .day = tests::day(2026, 5, 1),
                    .tally = {.times = times}}};
    return make_score(store, indicator, reports::year_to(last_day), surveys::GroupBy::nothing,
                      reading);
}

Score scored(const surveys::Indicator& indicator, const Times& times) {
    return scored(indicator, times, tests::day(2026, 12, 31), reports::Reading::review);
}

surveys::Indicator indicator_of(const std::string& target, surveys::Design design,
                                std::optional<std::int64_t> people) {
    surveys::Indicator indicator = tests::an_indicator("x", "企业满意度", target);
    indicator.population = {.size = people, .design = design, .basis = ""};
    return indicator;
}

struct Case {
    const char* what;
    surveys::Indicator indicator;
    Times times;
    const char* reason;
    const char* next_step;
};

const surveys::Indicator hotline = indicator_of("100%", surveys::Design::census, 27);
const surveys::Indicator enterprises = indicator_of("≥95%", surveys::Design::probability, 1'042);
const surveys::Indicator office = indicator_of("90%以上", surveys::Design::census, {});

// Oracle of the ranges: exact integers, e.g. 985 is the fewest of 1042 of whom 200 drawn show 194
// satisfied with chance 1/20 or more, 985/1042 = 94.53 %.
TEST(Advice, says_why_and_what_next) {
    const Case cases[] = {
        {"nobody of 27", hotline, {}, "还没有有效答卷，没有数据可以判定。",
         "请开放测评，让 27 人全部作答。"},
        {"some of 27", hotline, {8, 2, 0, 0, 0}, "27 人中 10 人已答，都满意，还差 17 人。",
         "请其余 17 人全部作答：如果都满意，即可证实达标。"},
        {"26 of 27", hotline, {20, 5, 1, 0, 0},
         "27 人中 26 人已答，都满意，还差 1 人。目标是 100%，只要有 1 人不满意就达不到，"
         "所以现在还不能下结论。",
         "请最后 1 人作答：如果满意，即可证实达标。"},
        {"27 of 27", hotline, {20, 5, 2, 0, 0},
         "27 人全部作答，这就是全体的结果，没有误差：达到目标 100%。",
         "已有结论，可用于绩效自评，不需要再收答卷。"},
        {"one unhappy of 10", hotline, {8, 1, 0, 1, 0},
         "即使还没作答的 17 人都给最好评价，全体也只有 96.30%，达不到目标 100%。",
         "绩效自评须写明偏差原因"},
        {"volunteers", tests::citizens(), {300, 60, 15, 6, 3},
         "这 384 份答卷是自愿作答，不是随机抽取的。没作答的人可能更满意，也可能更不满意，"
         "所以不能代表全部 120000 个对象。",
         "自愿作答再多也不能证实；随机抽取的人虽少，却能代表全体。请另外随机抽取约 281 个对象，"
         "尽量收回他们的答卷：如果结果与现在相同，即可证实达标。"},
        {"no volunteers", tests::citizens(), {}, "还没有有效答卷",
         "自愿作答再多也不能证实；要证实，请从名单中随机抽取约 383 个对象发放答卷"},
        {"a sample begins", enterprises, {}, "还没有有效答卷",
         "请从名单中随机抽取约 281 个对象发放答卷，并尽量全部收回。"},
        {"a sample between", enterprises, {150, 30, 14, 4, 2},
         "从 200 份答卷推断，全体的满意率在 94.53 到 98.46% 之间，目标（≥95%）落在这个范围里，"
         "所以还不能下结论。",
         "再有 87 份答卷且满意率保持，可证实达标。"},
        {"a sample below", enterprises, {150, 30, 8, 8, 4}, "落在这个范围里",
         "份答卷将证实未达标。请先查找不满意的原因，及时整改。"},
        {"a sample that proves", enterprises, {250, 35, 12, 4, 0},
         "从 301 份答卷推断，全体的满意率有 95% 的把握不低于 97.31%，达到目标 ≥95%。",
         "不需要再收答卷"},
        {"an unknown roster", office, {}, "还没有有效答卷",
         "请开放测评，并请管理员在指标里填上总体人数。"},
        {"an unknown roster, some", office, {40, 15, 3, 2, 0},
         "假定没作答的人与作答的人相仿，从 60 份答卷推断，全体的满意率在 89.88 到 99.40% 之间",
         "请管理员在指标里填上总体人数，需要的答卷会更少。"},
        {"a target in words", indicator_of("显著提高", surveys::Design::census, 27), {5},
         "目标“显著提高”不是一个数，程序不作判定。", "人工评定"},
    };
    for (const Case& one : cases) {
        const Advice advice = advice_for(scored(one.indicator, one.times));
        EXPECT_THAT(advice.reason.zh_cn, HasSubstr(one.reason)) << one.what;
        EXPECT_THAT(advice.next_step.zh_cn, HasSubstr(one.next_step)) << one.what;
    }
}

// 300 of 1,042, 15 of them unhappy, proves 95 % neither way; a mean of 384 answers drawn by lot
// would be proven, but not on a day that was not announced.
TEST(Advice, says_when_what_is_watched_daily_can_be_judged) {
    surveys::Indicator drawn = indicator_of("≥90分", surveys::Design::probability, 120'000);
    drawn.measure = surveys::Measure::mean_score;
    const Times times{300, 60, 15, 6, 3};
    const Advice between =
        advice_for(scored(drawn, times, tests::day(2026, 11, 27), reports::Reading::live));
    EXPECT_THAT(between.reason.zh_cn, HasSubstr("只在 3 月、6 月、10 月、12 月的最后一天下结论"));
    EXPECT_EQ(between.next_step.zh_cn,
              "现有答卷已经够了：如果平均分保持到 2026-12-31，那天可证实达标。");
    const Advice announced =
        advice_for(scored(drawn, times, tests::day(2026, 12, 31), reports::Reading::live));
    EXPECT_THAT(announced.reason.zh_cn, HasSubstr("有 95% 的把握不低于 90.31分"));
}

TEST(Advice, asks_for_fewer_more_when_it_is_looked_at_once) {
    const Times times{190, 0, 4, 6, 0};
    const auto more = [&](reports::Reading reading) {
        const Score score =
            scored(enterprises, times, tests::day(2026, 11, 27), reading);
        return engine::plan(evidence_of(score)).answers;
    };
    EXPECT_LT(more(reports::Reading::review), more(reports::Reading::live));
}

TEST(Advice, asks_for_no_answers_that_cannot_come) {
    const Score last_one = scored(hotline, {20, 5, 1, 0, 0});
    const Score settled = scored(hotline, {20, 5, 2, 0, 0});
    EXPECT_THAT(advice_for(last_one, reports::Intake::over).next_step.zh_cn,
                HasSubstr("这一期已经结束。如有纸质答卷，可以补录"));
    EXPECT_THAT(advice_for(scored(tests::citizens(), {300, 60, 15, 6, 3}), reports::Intake::over)
                    .next_step.zh_cn,
                HasSubstr("下一期请从名单中随机抽取"));
    EXPECT_EQ(advice_for(settled, reports::Intake::over).next_step,
              advice_for(settled).next_step);
}

TEST(Advice, knows_when_a_survey_or_its_year_is_over) {
    tests::FakeStore store = tests::bureau_in_2026();
    store.kept_surveys.front().state = surveys::SurveyState::open;
    const auto noon = [](std::int64_t day) { return surveys::midnight_ms(day) + 43'200'000; };
    const auto period = reports::year_to(tests::day(2026, 12, 31));
    const Score score = make_score(store, tests::citizens(), period);
    EXPECT_EQ(intake_of(store, score, noon(tests::day(2026, 12, 31))), reports::Intake::going_on);
    EXPECT_EQ(intake_of(store, score, noon(tests::day(2027, 1, 1))), reports::Intake::over);
    store.kept_surveys.front().state = surveys::SurveyState::closed;
    EXPECT_EQ(intake_of(store, score, noon(tests::day(2026, 12, 31))), reports::Intake::over);
    store.kept_surveys.front().state = surveys::SurveyState::draft;
    EXPECT_EQ(intake_of(store, score, noon(tests::day(2026, 12, 31))), reports::Intake::going_on);
}

TEST(Advice, leaves_no_hole_open_in_either_language) {
    for (const auto& indicator : {hotline, enterprises, office, tests::citizens()})
        for (const Times& times : {Times{}, Times{9, 1, 0, 0, 0}, Times{9, 0, 0, 2, 0},
                                   Times{20, 5, 2, 0, 0}, Times{300, 60, 15, 6, 3}}) {
            const Advice advice = advice_for(scored(indicator, times));
            for (const auto& words : {advice.reason, advice.next_step})
                for (const std::string& text : {words.zh_cn, words.en}) {
                    EXPECT_FALSE(text.empty());
                    EXPECT_EQ(text.find('{'), std::string::npos) << text;
                }
        }
}

}  // namespace
