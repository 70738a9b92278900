#include "reports/paper/sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/paper/qr.h"
#include "surveys/calendar.h"

namespace {

using reports::Poster;
using reports::Slip;
using reports::SlipSheet;
using surveys::Locale;
using testing::HasSubstr;
using testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
    return times;
}

void replace_all(std::string& text, const std::string& part, const std::string& by) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size()))
        text.replace(at, part.size(), by);
}

Poster a_poster() {
    return {.locale = Locale::zh_cn,
            .bureau = "魏县行政审批局",
            .link = "https://pj.example.gov.cn/s/citizens?u=xz01",
            .unit = surveys::Unit{.code = "xz01", .name = "乡镇01", .parent = "", .kind = ""}};
}

SlipSheet a_sheet(std::size_t slips) {
    SlipSheet sheet{.locale = Locale::zh_cn,
                    .bureau = "魏县行政审批局",
                    .title = "企业服务问卷",
                    .code_page = "https://pj.example.gov.cn/c",
                    .closing_day = surveys::day_number({2026, 12, 31}),
                    .slips = {}};
    for (std::size_t i = 0; i < slips; ++i) {
        const std::string tail = std::to_string(1000 + i);
        sheet.slips.push_back(
            {.link = "https://pj.example.gov.cn/c/000000000000" + tail + "0?s=enterprises",
             .code = "0000-0000-0000-" + tail + "-0"});
    }
    return sheet;
}

TEST(Poster, says_what_it_is_for_and_where) {
    const std::string html = to_html(a_poster());
    for (const char* words :
         {"魏县行政审批局", "请为本次服务打分", "自愿评价 · 不记姓名", "乡镇01", "xz01",
          "<strong>pj.example.gov.cn/s/citizens?u=xz01</strong>", "lang=\"zh-CN\""})
        EXPECT_THAT(html, HasSubstr(words));
    EXPECT_EQ(count(html, "<svg"), 1U);
    EXPECT_THAT(html, HasSubstr(draw_qr(a_poster().link, reports::Correction::quartile).path));
}

TEST(Poster, hangs_without_a_unit_too) {
    Poster poster = a_poster();
    poster.unit.reset();
    EXPECT_THAT(to_html(poster), Not(HasSubstr("class=\"unit\"")));
}

TEST(Poster, shows_the_scheme_that_a_browser_would_not_guess) {
    Poster poster = a_poster();
    poster.link = "http://10.0.0.8:8080/s/citizens";
    EXPECT_THAT(to_html(poster), HasSubstr("<strong>http://10.0.0.8:8080/s/citizens</strong>"));
}

TEST(Poster, speaks_english_when_asked) {
    Poster poster = a_poster();
    poster.locale = Locale::en;
    for (const char* words : {"lang=\"en\"", "Please rate this service", "No name is kept"})
        EXPECT_THAT(to_html(poster), HasSubstr(words));
}

TEST(Poster, takes_every_text_as_text) {
    const std::string attack = "<script>alert(1)</script>\"'{{bureau}}";
    Poster poster = a_poster();
    poster.bureau = poster.unit->name = poster.unit->code = attack;
    poster.link = "https://pj.example.gov.cn/s/citizens?u=\"><script>";
    const std::string html = to_html(poster);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("{{bureau}}"));
}

TEST(Slips, stand_ten_on_a_page) {
    struct Row { std::size_t slips, pages; };
    for (const Row& row : {Row{1, 1}, Row{10, 1}, Row{11, 2}, Row{25, 3}}) {
        const std::string html = to_html(a_sheet(row.slips));
        EXPECT_EQ(count(html, "class=\"page\""), row.pages) << row.slips;
        EXPECT_EQ(count(html, "class=\"slip\""), row.slips);
        EXPECT_EQ(count(html, "class=\"qr\""), row.slips);
    }
}

TEST(Slips, say_the_survey_its_closing_day_and_their_code) {
    const std::string html = to_html(a_sheet(2));
    for (const char* words : {"企业服务问卷", "2026年12月31日截止", "0000-0000-0000-1000-0",
                              "0000-0000-0000-1001-0", "pj.example.gov.cn/c"})
        EXPECT_THAT(html, HasSubstr(words));
    SlipSheet open_ended = a_sheet(2);
    open_ended.closing_day.reset();
    EXPECT_THAT(to_html(open_ended), Not(HasSubstr("截止")));
}

TEST(Slips, differ_in_nothing_but_their_code) {
    const SlipSheet sheet = a_sheet(12);
    const std::string html = to_html(sheet);
    std::vector<std::string> slips;
    for (auto at = html.find("<article"); at != std::string::npos;
         at = html.find("<article", at + 1)) {
        std::string slip = html.substr(at, html.find("</article>", at) - at);
        const Slip& known = sheet.slips[slips.size()];
        replace_all(slip, known.code, "CODE");
        replace_all(slip, draw_qr(known.link, reports::Correction::medium).path, "QR");
        slips.push_back(slip);
    }
    ASSERT_EQ(slips.size(), 12U);
    EXPECT_THAT(slips.front(), HasSubstr("QR"));
    EXPECT_THAT(slips, testing::Each(slips.front()));
}

TEST(Slips, take_every_text_as_text) {
    SlipSheet sheet = a_sheet(1);
    sheet.title = sheet.bureau = "<img src=x onerror=alert(1)>{{code}}";
    const std::string html = to_html(sheet);
    EXPECT_THAT(html, Not(HasSubstr("<img")));
    EXPECT_THAT(html, HasSubstr("{{code}}"));
}

// The desk's policy allows no style within a page.
TEST(Sheets, can_leave_their_style_at_an_address) {
    const reports::Showing showing{
        .style_address = "/desk/paper/x.css",
        .notice = reports::SheetNotice{.title = "A&B", .text = "once", .back = "/desk/codes",
                                       .back_word = "back"}};
    for (const std::string& html :
         {to_html(a_poster(), showing), to_html(a_sheet(1), showing)}) {
        EXPECT_THAT(html, HasSubstr("<link rel=\"stylesheet\" href=\"/desk/paper/x.css\">"));
        EXPECT_THAT(html, Not(HasSubstr("<style")));
        EXPECT_THAT(html, Not(HasSubstr("style=")));
        EXPECT_THAT(html, Not(HasSubstr("http-equiv")));
        EXPECT_THAT(html, HasSubstr("<a href=\"/desk/codes\">back</a>"));
    }
    EXPECT_THAT(to_html(a_sheet(1), showing), HasSubstr("A&amp;B"));
    for (const std::string& html : {to_html(a_poster()), to_html(a_sheet(1))}) {
        EXPECT_THAT(html, HasSubstr("<style>\n@page"));
        EXPECT_THAT(html, Not(HasSubstr("<link")));
        EXPECT_THAT(html, Not(HasSubstr("class=\"notice\"")));
    }
    EXPECT_THAT(std::string(reports::poster_style()), HasSubstr("@page"));
    EXPECT_THAT(std::string(reports::slip_style()), HasSubstr("@page"));
}

// It lies on top, and is not one of the slips.
TEST(Slips, of_a_ballot_begins_with_a_cover_that_is_kept) {
    SlipSheet sheet = a_sheet(12);
    EXPECT_EQ(count(to_html(sheet), "page cover"), 0U);
    sheet.cover = reports::BallotCover{.list_hash = std::string(64, 'b')};
    const std::string html = to_html(sheet);
    EXPECT_EQ(count(html, "class=\"page"), 3U);
    EXPECT_LT(html.find("page cover"), html.find("class=\"slip\""));
    EXPECT_THAT(html, HasSubstr(std::string(64, 'b')));
    EXPECT_THAT(html, HasSubstr("<dd>12</dd>"));
    EXPECT_THAT(html, HasSubstr("防不住"));
    sheet.locale = Locale::en;
    EXPECT_THAT(to_html(sheet), HasSubstr("Not protected against"));
}

}  // namespace
