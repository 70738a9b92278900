#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/assets.h"
#include "http/public/stencil.h"
#include "surveys/ballots/code.h"
#include "tests/http/public_visitor.h"

namespace {

using tests::FilledStore;
using tests::Heard;
using tests::Visitor;
using testing::HasSubstr;
using testing::Not;

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto begin = text.find(before);
    if (begin == std::string::npos) return "";
    const auto from = begin + before.size();
    return text.substr(from, text.find(after, from) - from);
}

std::string key_of(const Heard& page) { return between(page.body, "name=\"key\" value=\"", "\""); }
std::string location(const Heard& heard) { return between(heard.head, "Location: ", "\r\n"); }

TEST(PublicPage, asks_the_grade_first_and_alone) {
    FilledStore store;
    Visitor visitor(*store);
    const Heard page = visitor.get("/s/citizens?u=xz01");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("非常<wbr>不满意"));
    EXPECT_THAT(page.body, HasSubstr("办事窗口：一镇"));
    EXPECT_THAT(page.body, HasSubstr("name=\"channel\" value=\"qr\""));
    EXPECT_THAT(page.body, HasSubstr("name=\"comment\""));
    EXPECT_THAT(page.body, Not(HasSubstr("name=\"speed\"")));
    EXPECT_THAT(page.body, Not(HasSubstr(" checked")));
    EXPECT_NE(key_of(page), key_of(visitor.get("/s/citizens")));
}

TEST(PublicPage, carries_its_headers_everywhere) {
    FilledStore store;
    Visitor visitor(*store);
    for (const char* path : {"/s/citizens", "/nothing", "/c", "/healthz", "/assets/manyidu.css",
                             "/api/v1/surveys/citizens", "/"}) {
        const Heard heard = visitor.get(path);
        EXPECT_THAT(heard.head, HasSubstr("default-src 'none'")) << path;
        EXPECT_THAT(heard.head, HasSubstr("X-Content-Type-Options: nosniff")) << path;
        EXPECT_THAT(heard.head, HasSubstr("Referrer-Policy: no-referrer")) << path;
        EXPECT_THAT(heard.head, Not(HasSubstr("Set-Cookie"))) << path;
    }
    EXPECT_THAT(visitor.get("/s/citizens").head, HasSubstr("Cache-Control: no-store"));
}

// Promised: the page, its sheet and its script together.
TEST(PublicPage, weighs_at_most_30_kb) {
    FilledStore store;
    Visitor visitor(*store);
    std::size_t bytes = 0;
    for (const char* path : {"/s/citizens?u=xz01", "/assets/manyidu.css", "/assets/phone.js"}) {
        const Heard heard = visitor.get(path);
        ASSERT_EQ(heard.status, 200) << path;
        bytes += heard.head.size() + 4 + heard.body.size();
    }
    EXPECT_LE(bytes, 30U * 1024U);
}

TEST(PublicPage, thanks_without_a_script_and_asks_once_more) {
    FilledStore store;
    Visitor visitor(*store);
    const std::string key = key_of(visitor.get("/s/citizens"));
    const std::string body = "overall=dissatisfied&comment=&key=" + key + "&channel=web";
    const Heard sent = visitor.send_form("/s/citizens", body);
    EXPECT_EQ(sent.status, 303);
    EXPECT_EQ(location(visitor.send_form("/s/citizens", body)), location(sent)) << "a replay";
    EXPECT_EQ(store.tally().n(), 1);

    const Heard thanks = visitor.get(location(sent));
    EXPECT_THAT(thanks.body, HasSubstr("已收到，谢谢您。"));
    EXPECT_LT(thanks.body.find("name=\"reasons\""), thanks.body.find("name=\"speed\""));
    EXPECT_THAT(thanks.body, Not(HasSubstr("name=\"overall\"")));

    const std::string first = between(thanks.body, "name=\"first\" value=\"", "\"");
    const Heard more = visitor.send_form(
        "/s/citizens", "reasons=slow&speed=satisfied&first=" + first + "&key=" + key_of(thanks));
    EXPECT_EQ(more.status, 303) << more.body;
    const Heard done = visitor.get(location(more));
    EXPECT_THAT(done.body, HasSubstr("补充的内容也已收到"));
    EXPECT_THAT(done.body, Not(HasSubstr("<form")));
    EXPECT_EQ(between(done.body, "<strong>", "<"), between(thanks.body, "<strong>", "<"));
    EXPECT_EQ(store.tally().n(), 1);
    EXPECT_EQ(store.tally("speed").n(), 1);
}

TEST(PublicPage, says_what_to_change_and_keeps_what_was_entered) {
    FilledStore store;
    Visitor visitor(*store);
    const Heard page = visitor.send_form(
        "/s/citizens?lang=en", "comment=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&unit=xz01");
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("There is a problem"));
    EXPECT_THAT(page.body, HasSubstr("href=\"#f-overall\""));
    EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert(1)"));
    EXPECT_THAT(page.body, Not(HasSubstr("<script>")));
    EXPECT_THAT(page.body, HasSubstr("name=\"unit\" value=\"xz01\""));
}

TEST(PublicPage, names_an_unknown_unit) {
    FilledStore store;
    Visitor visitor(*store);
    const Heard page = visitor.get("/s/citizens?u=%3Cb%3E");
    EXPECT_EQ(page.status, 404);
    EXPECT_THAT(page.body, HasSubstr("“&lt;b&gt;”"));
    EXPECT_THAT(page.body, HasSubstr("href=\"/s/citizens\""));
}

TEST(PublicPage, leads_from_a_code_to_the_survey_it_is_for) {
    FilledStore store("coded");
    Visitor visitor(*store);
    const std::string code = store->make_codes("citizens", 1, "", tests::noon_ms).at(0);
    EXPECT_EQ(location(visitor.get("/s/citizens")), "/c?s=citizens");
    const Heard typed = visitor.get("/c?code=" + surveys::code_for_people(code));
    EXPECT_EQ(location(typed), "/c/" + code + "?s=citizens");
    const Heard page = visitor.get(location(typed));
    EXPECT_THAT(page.body, HasSubstr("name=\"code\" value=\"" + code + "\""));
    EXPECT_EQ(visitor.get("/c?code=abc").status, 422);
    EXPECT_EQ(visitor.send_form("/s/citizens", "overall=satisfied&code=" + code).status, 303);
    const Heard again = visitor.send_form("/s/citizens", "overall=satisfied&code=" + code);
    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr("这个码不能使用"));
}

TEST(PublicPage, says_that_a_ballot_without_codes_is_on_paper) {
    FilledStore store("ballot");
    Visitor visitor(*store);
    EXPECT_THAT(visitor.get("/s/citizens").body, HasSubstr("目前只收纸质票"));
    EXPECT_EQ(visitor.send_form("/s/citizens", "overall=satisfied").status, 410);
    const Heard received = visitor.get("/s/citizens/received");
    EXPECT_THAT(received.body, HasSubstr("已收到"));
    EXPECT_THAT(received.body, Not(HasSubstr("回执号")));
}

TEST(PublicPage, keeps_assets_for_as_long_as_their_hash_holds) {
    FilledStore store;
    Visitor visitor(*store);
    const std::string page = visitor.get("/s/citizens").body;
    const std::string address = between(page, "rel=\"stylesheet\" href=\"", "\"");
    const Heard sheet = visitor.get(address);
    EXPECT_EQ(sheet.body, http::assets::manyidu_css);
    EXPECT_THAT(sheet.head, HasSubstr("immutable"));
    const std::string tag = between(sheet.head, "ETag: ", "\r\n");
    EXPECT_EQ(visitor.get(address, "If-None-Match: " + tag + "\r\n").status, 304);
    EXPECT_EQ(visitor.get("/assets/passwd").status, 404);
}

TEST(Stencil, fills_every_hole_it_was_given) {
    const http::Visit holes = http::holes();
    const http::Stencil stencil("a" + holes.key + "b" + holes.here + holes.here + holes.fields);
    EXPECT_EQ(stencil.fill({.key = "1", .here = "2", .fields = "3", .place = "4"}), "a1b223");
}

}  // namespace
