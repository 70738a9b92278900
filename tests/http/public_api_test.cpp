#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "surveys/ballots/code.h"
#include "tests/http/public_visitor.h"

namespace {

using nlohmann::json;
using tests::FilledStore;
using tests::Heard;
using tests::Visitor;
using testing::HasSubstr;
using testing::Not;

constexpr const char* satisfied = R"({"answers":{"overall":"satisfied"}})";

TEST(PublicApi, stores_an_answer_before_it_says_so) {
    FilledStore store;
    Visitor visitor(*store);
    const auto ticket = visitor.start(Visitor::post("/api/v1/surveys/citizens/responses",
                                                    "application/json", "", satisfied));
    EXPECT_FALSE(visitor.replies.contains(ticket)) << "answered before the turn ended";
    visitor.end();
    const Heard heard = tests::heard(visitor.replies.at(ticket));
    EXPECT_EQ(heard.status, 201);
    EXPECT_EQ(json::parse(heard.body).at("receipt").get<std::string>().size(), 12U);
    EXPECT_EQ(json::parse(heard.body).at("received_at"), "2026-11-23T12:00:00.000+08:00");
    EXPECT_EQ(store.tally().n(), 1);
}

TEST(PublicApi, commits_once_for_everybody_of_a_turn) {
    FilledStore store;
    Visitor visitor(*store);
    for (int person = 0; person < 20; ++person) {
        visitor.start(Visitor::post("/api/v1/surveys/citizens/responses", "application/json", "",
                                    satisfied));
    }
    visitor.end();
    EXPECT_EQ(visitor.replies.size(), 20U);
    EXPECT_EQ(visitor.metrics.commit_time.count(), 1U);
    EXPECT_EQ(visitor.metrics.answers_stored, 20U);
    EXPECT_EQ(store.tally().n(), 20);
}

TEST(PublicApi, counts_a_replayed_key_once) {
    FilledStore store;
    Visitor visitor(*store);
    const Heard first = visitor.send_json(satisfied, "Idempotency-Key: \"k1\"\r\n");
    visitor.now_ms += 5000;
    const Heard again = visitor.send_json(satisfied, "Idempotency-Key: k1\r\n");
    const Heard other = visitor.send_json(R"({"answers":{"overall":"dissatisfied"}})",
                                          "Idempotency-Key: k1\r\n");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(store.tally().n(), 1);
}

struct Refused {
    const char* what;
    std::string body;
    std::string headers;
    std::string type;
    int status;
    const char* names;
};

TEST(PublicApi, names_what_it_refuses) {
    const std::string json_type = "application/json";
    const Refused rows[] = {
        {"no JSON", "{", "", json_type, 400, ""},
        {"a list", "[]", "", json_type, 400, ""},
        {"a form", "overall=satisfied", "", "application/x-www-form-urlencoded", 415, ""},
        {"no answer", R"({"answers":{}})", "", json_type, 422, "overall"},
        {"a number", R"({"answers":{"overall":5}})", "", json_type, 422, "overall"},
        {"a hidden question", R"({"answers":{"overall":"satisfied","reasons":["slow"]}})", "",
         json_type, 422, "reasons"},
        {"an unknown unit", R"({"answers":{"overall":"satisfied"},"unit":"nowhere"})", "",
         json_type, 422, "unit"},
        {"paper", R"({"answers":{"overall":"satisfied"},"channel":"paper"})", "", json_type, 422,
         "channel"},
        {"a key with a space", satisfied, "Idempotency-Key: a b\r\n", json_type, 422,
         "Idempotency-Key"},
        {"an empty key", satisfied, "Idempotency-Key: \"\"\r\n", json_type, 422,
         "Idempotency-Key"},
        {"a long key", satisfied, "Idempotency-Key: " + std::string(65, 'k') + "\r\n", json_type,
         422, "Idempotency-Key"},
        {"65 KB", "{\"answers\":{\"comment\":\"" + std::string(65 * 1024, 'x') + "\"}}", "",
         json_type, 413, ""},
    };
    FilledStore store;
    Visitor visitor(*store);
    for (const Refused& row : rows) {
        const Heard heard = visitor.send_json(row.body, row.headers, row.type);
        EXPECT_EQ(heard.status, row.status) << row.what << '\n' << heard.body;
        EXPECT_THAT(heard.head, HasSubstr("application/problem+json")) << row.what;
        const json problem = json::parse(heard.body);
        EXPECT_EQ(problem.at("status"), row.status) << row.what;
        if (*row.names == '\0') continue;
        ASSERT_TRUE(problem.contains("problems")) << row.what << '\n' << heard.body;
        EXPECT_EQ(problem.at("problems").at(0).at("question"), row.names) << row.what;
    }
    EXPECT_EQ(store.tally().n(), 0);
}

TEST(PublicApi, speaks_the_asked_language) {
    FilledStore store;
    Visitor visitor(*store);
    const std::string path = "/api/v1/surveys/nothing";
    EXPECT_THAT(visitor.get(path).body, HasSubstr("没有这项调查"));
    EXPECT_THAT(visitor.get(path, "Accept-Language: fr, en-GB;q=0.8\r\n").body,
                HasSubstr("There is no such survey"));
}

TEST(PublicApi, takes_a_code_once_and_says_the_same_to_every_bad_code) {
    FilledStore store("coded");
    Visitor visitor(*store);
    const std::string code = store->make_codes("citizens", 1, "", tests::noon_ms).at(0);
    const auto with = [](const std::string& value) {
        return R"({"answers":{"overall":"satisfied"},"code":")" + value + "\"}";
    };
    EXPECT_EQ(visitor.send_json(satisfied).status, 422);
    EXPECT_EQ(visitor.send_json(with("nonsense")).status, 422);
    EXPECT_EQ(visitor.send_json(with(code)).status, 201);
    const Heard used = visitor.send_json(with(code));
    const Heard unknown = visitor.send_json(with(surveys::make_code()));
    EXPECT_EQ(used.status, 409);
    EXPECT_EQ(used.body, unknown.body);
    EXPECT_THAT(used.body, HasSubstr("这个码不能使用"));
    EXPECT_EQ(store.tally().n(), 1);
}

TEST(PublicApi, turns_answers_away_before_opening_and_after_closing) {
    FilledStore store;
    tests::expect_none(store->close("citizens", tests::noon_ms));
    Visitor visitor(*store);
    visitor.now_ms += 1;
    const Heard heard = visitor.send_json(satisfied);
    EXPECT_EQ(heard.status, 410);
    EXPECT_THAT(heard.body, HasSubstr("11月23日"));
    EXPECT_EQ(visitor.get("/s/citizens").status, 410);
}

TEST(PublicApi, tells_the_definition_and_whether_it_changed) {
    FilledStore store;
    Visitor visitor(*store);
    const Heard first = visitor.get("/api/v1/surveys/citizens");
    const json definition = json::parse(first.body);
    EXPECT_EQ(definition.at("state"), "open");
    EXPECT_EQ(definition.at("questions").size(), 5U);
    EXPECT_EQ(definition.at("page"), "https://manyidu.example/s/citizens");
    const auto at = first.head.find("ETag: ") + 6;
    const std::string tag = first.head.substr(at, first.head.find("\r\n", at) - at);
    EXPECT_EQ(visitor.get("/api/v1/surveys/citizens", "If-None-Match: " + tag + "\r\n").status,
              304);
}

TEST(PublicApi, tells_its_health) {
    FilledStore store;
    Visitor visitor(*store);
    EXPECT_EQ(visitor.get("/healthz").status, 200);
    EXPECT_EQ(visitor.get("/readyz").status, 200);
}

}  // namespace
