#include "reports/review/review_page.h"

#include <gmock/gmock.h>

#include "tests/support/bureau.h"

namespace {

using reports::fill_forms;
using reports::make_review;
using reports::Review;
using testing::HasSubstr;
using testing::Not;
using tests::bureau_in_2026;
using tests::day;

std::string page_of(const tests::FakeStore& store) {
    const Review review = make_review(store, 2026, day(2026, 12, 31));
    return to_page(review, fill_forms(review, reports::shipped_forms()));
}

TEST(ReviewPage, prints_what_the_form_holds) {
    const std::string page = page_of(bureau_in_2026());
    for (const char* text : {"<title>2026年度绩效自评：满意度指标</title>", "@page { size: A4",
                             "项目支出绩效自评表（2026年度）", ">93.44分<", ">96.30%<", ">9.63<",
                             ">须填写偏差原因<", ">27人<", ">35880 ÷ 384<", ">26 ÷ 27 × 100%<",
                             "截至 2026-12-31"})
        EXPECT_THAT(page, HasSubstr(text));
    EXPECT_THAT(page, Not(HasSubstr("{{")));
    EXPECT_THAT(page, Not(HasSubstr("http")));
}

TEST(ReviewPage, escapes_every_text) {
    auto store = bureau_in_2026();
    for (surveys::Indicator& indicator : store.kept_indicators) {
        const std::string evil = "<script>alert(\"&\")</script>";
        indicator.name.zh_cn = indicator.project_name = indicator.level1 = evil;
        indicator.level2 = indicator.evidence = indicator.population.basis = evil;
        indicator.target.target.text = evil;
    }
    const std::string page = page_of(store);
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"));
}

TEST(ReviewPage, can_leave_its_style_at_an_address) {
    const Review review = make_review(bureau_in_2026(), 2026, day(2026, 12, 31));
    const auto forms = fill_forms(review, reports::shipped_forms());
    const std::string page = to_page(review, forms, "/desk/review/2026/print.css");
    EXPECT_THAT(page, HasSubstr("href=\"/desk/review/2026/print.css\""));
    EXPECT_THAT(page, Not(HasSubstr("<style")));
    EXPECT_THAT(page, Not(HasSubstr("style=\"")));
    EXPECT_THAT(review_style(review), HasSubstr("截至 2026-12-31"));
    EXPECT_THAT(review_style(review), Not(HasSubstr("{{")));
    const std::string sections = to_sections(review, forms);
    EXPECT_THAT(sections, HasSubstr("<h2>项目支出绩效自评表（2026年度）</h2>"));
    EXPECT_THAT(sections, Not(HasSubstr("<h1")));
    EXPECT_THAT(sections, Not(HasSubstr("{{")));
}

}  // namespace
