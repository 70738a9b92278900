#include "reports/waiting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/week.h"
#include "tests/support/bureau.h"

namespace {

using reports::Waiting;
using surveys::SurveyState;
using tests::day;
using testing::ElementsAre;

// The bureau's store on 2026-11-24 with surveys in every state and imports in two.
class WaitingStore : public tests::FakeStore {
public:
    WaitingStore() : FakeStore(tests::bureau_in_2026()) {}
    std::vector<surveys::Batch> kept_batches;
    std::vector<surveys::Batch> batches() const override { return kept_batches; }
};

constexpr std::int64_t noon_ms = 12 * 3'600'000;
std::int64_t now_ms() { return surveys::midnight_ms(day(2026, 11, 24)) + noon_ms; }

surveys::Survey a_survey(const std::string& id, SurveyState state) {
    surveys::Survey survey;
    survey.id = id;
    survey.state = state;
    return survey;
}

std::vector<std::string> words_of(const std::vector<Waiting>& waiting) {
    std::vector<std::string> words;
    for (const Waiting& one : waiting) words.push_back(one.words.zh_cn);
    return words;
}

TEST(Waiting, names_what_somebody_should_do) {
    WaitingStore store;
    surveys::Survey soon = a_survey("soon", SurveyState::open);
    soon.closes_ms = surveys::midnight_ms(day(2026, 12, 2));
    surveys::Survey late = soon;
    late.id = "late";
    late.closes_ms = surveys::midnight_ms(day(2026, 12, 10));
    store.kept_surveys = {a_survey("hotline-staff", SurveyState::draft),
                          a_survey("hotline-staff-2026", SurveyState::closed),
                          a_survey("office-staff", SurveyState::draft), soon, late};
    surveys::Batch half;
    half.file_name = "forms.csv";
    half.rows_seen = 1'200;
    half.rows_total = 5'000;
    surveys::Batch done;
    done.state = surveys::Batch::State::done;
    store.kept_batches = {half, done};
    EXPECT_THAT(words_of(reports::what_waits(store, {}, now_ms())),
                ElementsAre("《office-staff》还没有开放", "《soon》12月1日截止（还有 7 天）",
                            "导入“forms.csv”没有完成（1200 / 5000 行）",
                            "下一个季度点：12月31日，计划进度 100%（还有 37 天）"));
}

TEST(Waiting, begins_with_the_undecided_indicators) {
    const WaitingStore store;
    const auto scores =
        reports::make_scores(store, reports::year_to(day(2026, 12, 31)));
    const auto waiting = reports::what_waits(store, scores, now_ms());
    ASSERT_FALSE(waiting.empty());
    EXPECT_EQ(waiting.front().kind, Waiting::Kind::undecided);
    EXPECT_EQ(waiting.front().subject, "citizens");
    EXPECT_EQ(waiting.front().words.zh_cn, "办事群众满意度：不能判定，看怎么办");
}

TEST(Waiting, names_a_missed_target_before_what_is_undecided_about_it) {
    const WaitingStore store;
    auto scores = reports::make_scores(store, reports::year_to(day(2026, 12, 31)));
    scores.front().judgement.official = engine::Official::missed;
    const auto waiting = reports::what_waits(store, scores, now_ms());
    ASSERT_GE(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].kind, Waiting::Kind::missed);
    EXPECT_EQ(waiting[0].words.zh_cn, "办事群众满意度：未达标，绩效自评须写明偏差原因");
    EXPECT_EQ(waiting[1].kind, Waiting::Kind::undecided);
}

TEST(Week, counts_the_last_seven_days_against_the_seven_before) {
    tests::FakeStore store = tests::bureau_in_2026();
    store.cells.clear();
    const auto came = [&](std::int64_t on, surveys::Channel channel, engine::Tally tally) {
        store.cells.push_back({.survey = "citizens", .day = on, .tally = tally,
                               .channel = channel});
    };
    came(day(2026, 11, 24), surveys::Channel::qr, {.times = {3, 1, 0, 0, 0}, .blank = 1});
    came(day(2026, 11, 18), surveys::Channel::paper, {.times = {1}, .not_applicable = 1});
    came(day(2026, 11, 18), surveys::Channel::web, {.by_default = 9});
    came(day(2026, 11, 17), surveys::Channel::qr, {.times = {10}});
    came(day(2026, 11, 11), surveys::Channel::qr, {.times = {1}});
    came(day(2026, 11, 10), surveys::Channel::qr, {.times = {100}});
    store.cells.push_back({.survey = "hotline-staff-2026", .day = day(2026, 11, 24),
                           .tally = {.times = {27}}});
    const reports::Week week = reports::last_week(store, day(2026, 11, 24));
    EXPECT_EQ(week.answers, 7);
    EXPECT_EQ(week.before, 11);
    ASSERT_EQ(week.channels.size(), 2U);
    EXPECT_EQ(week.channels.front().channel, surveys::Channel::qr);
    EXPECT_EQ(week.channels.front().answers, 5);
}

}  // namespace
