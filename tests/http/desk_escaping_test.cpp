#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/desk/accounts/account_words.h"
#include "http/public/markup.h"
#include "surveys/shipped.h"
#include "tests/http/desk_addresses.h"
#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;
using testing::HasSubstr;
using testing::Not;

// What an attacker would write into a text.
const std::vector<std::string> strange_texts{
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
    "</script><svg onload=alert(1)>",
    "' autofocus onfocus='alert(1)", "{{7*7}}", "{{{form_token}}}", "\xE2\x80\xAE" "txt.exe"};

// Every text that somebody else may have written, in a store of its own.
void write_everywhere(tests::DeskRoom& desk) {
    auto& store = *desk.store;
    std::vector<surveys::Unit> units;
    for (std::size_t i = 0; i < strange_texts.size(); ++i) {
        const std::string& text = strange_texts[i];
        const std::string number = std::to_string(i);
        units.push_back({.code = "odd" + number, .name = text, .parent = "hall", .kind = "hall"});
        auto given = tests::graded(engine::Grade::dissatisfied, "k" + number);
        given.unit = "xz01";
        given.answers["comment"] = surveys::FreeText{text};
        desk.store.take(given);
        const auto batch = store.begin_import("citizens", text + ".csv",
                                              std::string(63, 'a') + number, "{}", 1, desk.now_ms);
        surveys::ImportedRow row;
        row.row = 1;
        row.submission = tests::graded(engine::Grade::satisfied);
        row.submission.channel = surveys::Channel::paper;
        row.received_ms = desk.now_ms;
        store.import_rows(batch.number, {&row, 1}, 1);
        store.finish_import(batch.number);
        if (i % 2 == 0) tests::expect_none(store.undo_import(batch.number, text, desk.now_ms));
        store.accounts().save(surveys::Account{.name = text, .password_hash = "$argon2id$"});
        store.audit().append({.at_ms = desk.now_ms, .who = text, .act = text, .object = text});
    }
    store.add(units);
    for (const auto& unit : units) {
        auto given = tests::graded(engine::Grade::satisfied);
        given.unit = unit.code;
        desk.store.take(given);
    }
    const auto shipped = surveys::read_indicator(surveys::shipped::indicator_citizens_json);
    tests::expect_none(store.add(shipped.indicator.value()));
}

void expect_harmless(const std::string& html, const std::string& where) {
    for (const char* raw : {"<script>alert", "<img src=x", "<svg onload", "' autofocus",
                            "onerror=alert(1)>\""})
        EXPECT_THAT(html, Not(HasSubstr(raw))) << where;
    EXPECT_THAT(html, Not(HasSubstr(">49<"))) << where << ": nothing is worked out in a template";
}

class DeskEscaping : public testing::Test {
protected:
    tests::DeskRoom desk_;
    std::string session_;

    void SetUp() override {
        desk_.add("chief", Role::administrator);
        write_everywhere(desk_);
        session_ = tests::session_of(desk_.logged_in("chief"));
    }
};

TEST_F(DeskEscaping, leaves_no_text_of_others_raw_on_any_page) {
    std::string all;
    for (const char* language : {"zh-CN", "en"}) {
        std::string headers = session_;
        headers.insert(headers.size() - 2, std::string("; __Host-manyidu-language=") + language);
        for (const http::DeskRoute& route : desk_.routes()) {
            if (route.kind != http::DeskRoute::Kind::show) continue;
            const std::string path = tests::with_samples(route.pattern);
            const auto reply = desk_.get(path, headers);
            EXPECT_LT(reply.status, 500) << path;
            expect_harmless(reply.body, path);
            all += reply.body;
        }
    }
    EXPECT_THAT(all, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;")) << "it was on a page";
    EXPECT_THAT(all, HasSubstr("{{7*7}}"));
}

TEST_F(DeskEscaping, leaves_nothing_raw_that_came_in_an_address_or_a_form) {
    for (const std::string& text : strange_texts) {
        const std::string written = http::escape_url(text);
        for (const char* path : {"/desk/audit?who=", "/desk/audit?act=", "/desk/users/",
                                 "/desk/login?next=/desk/", "/desk/users?done="})
            expect_harmless(desk_.get(path + written, session_).body, path + text);
        expect_harmless(desk_.log_in("name=" + written + "&password=x&next=/desk/" + written).body,
                        "login " + text);
    }
}

TEST_F(DeskEscaping, shows_a_name_that_turns_the_line_around_in_a_place_of_its_own) {
    EXPECT_THAT(desk_.get("/desk/audit", session_).body,
                HasSubstr("<bdi>\xE2\x80\xAE" "txt.exe</bdi>"));
}

// An act the log tells of without words would be shown as the program calls it.
TEST_F(DeskEscaping, names_every_act_in_words) {
    std::size_t acts = 0;
    for (const http::DeskRoute& route : desk_.routes()) {
        if (tests::is_reading(route)) continue;
        ++acts;
        EXPECT_NE(http::words_of_act(route.act).zh_cn, route.act);
    }
    EXPECT_GT(acts, 15U);
    EXPECT_NE(http::words_of_act("login").zh_cn, "login");
    EXPECT_EQ(http::words_of_act("cases.close").zh_cn, "cases.close");
}

}  // namespace
