#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/ballots/code.h"
#include "http/watch/exposition.h"
#include "tests/http/public_visitor.h"
#include "tests/support/ballot_store.h"

namespace {

using testing::HasSubstr;
using testing::Not;
using tests::BallotStore;
using tests::Heard;
using tests::Visitor;

std::string location(const Heard& heard) {
    const auto at = heard.head.find("Location: ");
    if (at == std::string::npos) return "";
    return heard.head.substr(at + 10, heard.head.find("\r\n", at) - at - 10);
}

Heard send(Visitor& visitor, const std::string& body, const std::string& key = "") {
    const std::string header = key.empty() ? "" : "Idempotency-Key: " + key + "\r\n";
    return visitor.ask(
        Visitor::post("/api/v1/surveys/staff/responses", "application/json", header, body));
}

std::string vote(const std::string& code, const std::string& grade = "satisfied") {
    return R"({"answers":{"overall":")" + grade + R"("},"code":")" + code + R"("})";
}

TEST(PublicBallot, leads_from_a_slip_to_a_word_without_a_number) {
    BallotStore store;
    store.open();
    Visitor visitor(*store);
    EXPECT_EQ(location(visitor.get("/s/staff")), "/c?s=staff");
    const std::string code = store.codes.at(0);
    const Heard typed = visitor.get("/c?code=" + surveys::code_for_people(code));
    EXPECT_EQ(location(typed), "/c/" + code + "?s=staff");
    const Heard page = visitor.get(location(typed));
    EXPECT_THAT(page.body, HasSubstr("name=\"code\" value=\"" + code + "\""));
    EXPECT_THAT(page.body, HasSubstr("data-secret"));
    EXPECT_THAT(page.body, HasSubstr("防不住"));
    EXPECT_THAT(visitor.get(location(typed) + "&lang=en").body,
                HasSubstr("does not protect against"));
    const Heard sent = visitor.send_form("/s/staff", "overall=satisfied&key=k&code=" + code);
    EXPECT_EQ(sent.status, 303);
    EXPECT_EQ(location(sent), "/s/staff/received");
    const Heard received = visitor.get("/s/staff/received");
    EXPECT_THAT(received.body, HasSubstr("已收到"));
    EXPECT_THAT(received.body, Not(HasSubstr("回执号")));
    for (const Heard* heard : {&page, &sent, &received}) {
        EXPECT_THAT(heard->head, Not(HasSubstr("ETag")));
        EXPECT_THAT(heard->head, Not(HasSubstr("Last-Modified")));
        EXPECT_THAT(heard->head, Not(HasSubstr("Set-Cookie")));
    }
}

TEST(PublicBallot, tells_every_program_the_same_receipt_and_time) {
    BallotStore store;
    store.open();
    Visitor visitor(*store);
    const Heard first = send(visitor, vote(store.codes.at(0)), "a");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.body, R"({"receipt":"已收到","received_at":"2026-11-22T12:00:00.000+08:00"})");
    visitor.now_ms += 60'000;
    EXPECT_EQ(send(visitor, vote(store.codes.at(1), "dissatisfied"), "b").body, first.body);
    EXPECT_EQ(send(visitor, vote(store.codes.at(0), "dissatisfied"), "a").body, first.body)
        << "the answers are not compared";
    EXPECT_EQ(send(visitor, vote(store.codes.at(0)), "c").status, 409);
}

// The oracle "already used", over HTTP: byte for byte the same.
TEST(PublicBallot, refuses_every_wrong_code_alike) {
    BallotStore store;
    store.open();
    Visitor visitor(*store);
    ASSERT_EQ(send(visitor, vote(store.codes.at(0)), "a").status, 201);
    const Heard used = send(visitor, vote(store.codes.at(0)), "b");
    const Heard unknown = send(visitor, vote(surveys::make_code()), "c");
    EXPECT_EQ(used.status, 409);
    EXPECT_EQ(used.head, unknown.head);
    EXPECT_EQ(used.body, unknown.body);
    const auto form = [&](const std::string& code) {
        return visitor.send_form("/s/staff", "overall=satisfied&code=" + code).body;
    };
    EXPECT_EQ(form(store.codes.at(0)), form(surveys::make_code()));
}

TEST(PublicBallot, asks_for_a_code_and_for_no_unit) {
    BallotStore store;
    store->add(std::vector<surveys::Unit>{
        {.code = "hall", .name = "大厅", .parent = "", .kind = "hall"}});
    store.open();
    Visitor visitor(*store);
    for (const std::string code : {"null", "\"\"", "\" \"", "[]", "{}", "0", "true"}) {
        const Heard heard =
            send(visitor, R"({"answers":{"overall":"satisfied"},"code":)" + code + "}");
        EXPECT_EQ(heard.status, 422) << code;
    }
    EXPECT_EQ(send(visitor, R"({"answers":{"overall":"satisfied"}})").status, 422);
    const Heard placed = send(visitor, R"({"answers":{"overall":"satisfied"},"unit":"hall",)"
                                       R"("code":")" + store.codes.at(0) + R"("})");
    EXPECT_EQ(placed.status, 422);
    EXPECT_THAT(placed.body, HasSubstr("不记单位"));
    EXPECT_EQ(send(visitor, vote(store.codes.at(0))).status, 201) << "and the code is still good";
}

std::string told(const http::Metrics& metrics) {
    http::Exposition exposition;
    metrics.tell(exposition);
    return exposition.text();
}

TEST(PublicBallot, moves_no_counter) {
    BallotStore store;
    store.open();
    Visitor visitor(*store);
    const std::string before = told(visitor.metrics);
    send(visitor, vote(store.codes.at(0)), "a");
    send(visitor, vote(store.codes.at(0)), "a");
    send(visitor, vote(store.codes.at(0)), "b");
    EXPECT_EQ(told(visitor.metrics), before);
}

TEST(PublicBallot, says_when_its_file_is_lost) {
    BallotStore store;
    store.open();
    const std::string code = store.codes.at(0);
    store.shut();
    std::filesystem::remove_all(store.ballot_file().parent_path());
    store.reopen();
    Visitor visitor(*store);
    for (const std::string& path : {std::string("/s/staff"), "/c/" + code + "?s=staff"}) {
        const Heard page = visitor.get(path);
        EXPECT_EQ(page.status, 410) << path;
        EXPECT_THAT(page.body, HasSubstr("须重新投票")) << path;
    }
    EXPECT_EQ(send(visitor, vote(code)).status, 410);
    EXPECT_EQ(visitor.send_form("/s/staff", "overall=satisfied&code=" + code).status, 410);
}

TEST(PublicBallot, is_closed_to_its_codes_before_and_after) {
    BallotStore store;
    Visitor visitor(*store);
    const std::string code = store.codes.at(0);
    EXPECT_THAT(visitor.get("/c/" + code + "?s=staff").body, HasSubstr("尚未开始"));
    store.open();
    EXPECT_EQ(send(visitor, vote(code), "a").status, 201);
    tests::expect_none(store->close("staff", tests::noon_ms));
    EXPECT_EQ(send(visitor, vote(code), "a").status, 410) << "a replay, too";
    EXPECT_EQ(visitor.get("/c/" + code + "?s=staff").status, 410);
    const auto pages = visitor.get("/s/staff/thanks/" + std::string(32, '0'));
    EXPECT_EQ(pages.status, 404);
}

}  // namespace
