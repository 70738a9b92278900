#include "reports/formats/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bureau.h"

namespace {

using reports::make_score;
using reports::year_to;
using reports::to_text;
using surveys::Locale;
using testing::HasSubstr;
using testing::Not;
using tests::bureau_in_2026;
using tests::day;

TEST(Text, says_what_was_reached_and_what_was_proved) {
    const auto score = make_score(bureau_in_2026(), tests::citizens(), year_to(day(2026, 12, 31)),
                                  surveys::GroupBy::nothing, reports::Reading::review);
    const std::string chinese = to_text(score, Locale::zh_cn);
    for (const char* words :
         {"办事群众满意度", "截至 2026-12-31", "93.44分", "目标 ≥90分", "达标", "10.00 / 10",
          "不能判定", "名义：若为随机样本则已证实达标", "置信度 95%", "90.87 – 95.68分",
          "0.30 – 99.98分", "n=384", "N=120000", "自愿作答", "常数赌注", "更严口径", "93.75%"})
        EXPECT_THAT(chinese, HasSubstr(words));
    const std::string english = to_text(score, Locale::en);
    for (const char* words : {"93.44 points", "reached", "cannot tell", "proven reached",
                              "volunteers", "N=120000", "Nominal interval"})
        EXPECT_THAT(english, HasSubstr(words));
}

TEST(Text, says_certain_when_it_is) {
    const auto score = make_score(bureau_in_2026(), tests::hotline(), year_to(day(2026, 12, 31)));
    const std::string text = to_text(score, Locale::zh_cn);
    for (const char* words : {"未达标", "已证实未达标", "确定", "普查", "96.30%"})
        EXPECT_THAT(text, HasSubstr(words));
    EXPECT_THAT(text, Not(HasSubstr("名义")));
}

TEST(Text, lists_groups_or_says_why_not) {
    const auto store = bureau_in_2026();
    EXPECT_THAT(to_text(make_score(store, tests::citizens(), year_to(day(2026, 12, 31)),
                                   surveys::GroupBy::unit), Locale::zh_cn),
                HasSubstr("xz02"));
    EXPECT_THAT(to_text(make_score(store, tests::hotline(), year_to(day(2026, 12, 31)),
                                   surveys::GroupBy::unit), Locale::zh_cn),
                HasSubstr("不分组公布"));
}

TEST(Text, says_when_there_is_nothing) {
    const auto score = make_score(bureau_in_2026(), tests::citizens(), year_to(day(2026, 1, 1)));
    EXPECT_THAT(to_text(score, Locale::zh_cn), HasSubstr("无数据"));
    EXPECT_THAT(to_text(score, Locale::en), HasSubstr("no answers yet"));
}

}  // namespace
