#include "reports/review/gaps.h"

#include <gmock/gmock.h>

#include "tests/support/bureau.h"

namespace {

using reports::Gap;
using reports::Review;
using testing::HasSubstr;
using tests::bureau_in_2026;
using tests::day;

std::string gaps_in(const tests::FakeStore& store, int year, std::int64_t today) {
    const Review review = reports::make_review(store, year, today);
    std::string all;
    for (const Gap& gap : gaps_of(review, fill_forms(review, reports::shipped_forms()), today))
        all.append(gap.form).append("|").append(gap.words.zh_cn).append("\n");
    return all;
}

TEST(Gaps, name_what_is_missing_before_the_form_is_handed_in) {
    const std::string gaps = gaps_in(bureau_in_2026(), 2026, day(2027, 1, 5));
    EXPECT_THAT(gaps, HasSubstr("热线服务费|“热线人员满意度”未达标：须由填报人写明偏差原因"));
    EXPECT_THAT(gaps, HasSubstr("管理运行经费|由填报人填写：其余 6 项指标的实际完成值"));
    EXPECT_THAT(gaps, HasSubstr("全年预算数、执行数和执行率得分"));
    EXPECT_THAT(gaps, testing::Not(HasSubstr("“办事群众满意度”"))) << "it is there, and reached";
    EXPECT_THAT(gaps, testing::Not(HasSubstr("还没有结束")));
}

TEST(Gaps, name_the_indicators_that_nobody_answered) {
    auto store = bureau_in_2026();
    store.cells.clear();
    const std::string gaps = gaps_in(store, 2026, day(2027, 1, 5));
    EXPECT_THAT(gaps, HasSubstr("管理运行经费|“办事群众满意度”尚无答卷"));
    EXPECT_THAT(gaps, HasSubstr("热线服务费|“热线人员满意度”尚无答卷"));
    EXPECT_THAT(gaps, testing::Not(HasSubstr("未达标")));
}

TEST(Gaps, say_when_the_year_is_not_over_or_not_begun) {
    EXPECT_THAT(gaps_in(bureau_in_2026(), 2026, day(2026, 11, 24)),
                HasSubstr("|这一年还没有结束：数字截至 2026-11-24"));
    EXPECT_THAT(gaps_in(bureau_in_2026(), 2027, day(2026, 11, 24)),
                HasSubstr("|2027年还没有开始"));
}

TEST(Gaps, name_a_ballot_that_did_not_add_up) {
    auto store = bureau_in_2026();
    store.kept_ballots["hotline-staff-2026"] = {
        .roster = 27, .list_hash = "", .finding = surveys::BallotFinding::counts_differ};
    EXPECT_THAT(gaps_in(store, 2026, day(2027, 1, 5)), HasSubstr("“热线人员满意度”：已用的码数"));
}

}  // namespace
