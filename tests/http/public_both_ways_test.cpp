// An answer as JSON is taken at once when its request is of the usual form, else by the library's
// routing. A query that nobody asks for, "?", is enough to make it go the long way.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "http/public/posted_answers.h"
#include "tests/http/public_visitor.h"
#include "tests/support/hostile_texts.h"

namespace {

using tests::FilledStore;
using tests::Heard;
using tests::Visitor;

constexpr const char* path = "/api/v1/surveys/citizens/responses";
constexpr const char* satisfied = R"({"answers":{"overall":"satisfied"}})";

// Two bureaus that hear the same, one by each way.
class Ways {
public:
    void expect_alike(const std::string& type, const std::string& headers,
                      const std::string& body) {
        EXPECT_EQ(one_.reply(Visitor::post(path, type, headers, body)),
                  other_.reply(Visitor::post(std::string(path) + "?", type, headers, body)))
            << type << '\n' << headers << body.substr(0, 200);
    }

private:
    struct Bureau {
        FilledStore store;
        Visitor visitor{*store};

        std::string reply(const std::string& request) {
            const auto ticket = visitor.start(request);
            visitor.end();
            return visitor.replies.at(ticket) + "\nn = " + std::to_string(store.tally().n());
        }
    };
    Bureau one_;
    Bureau other_;
};

struct Sent {
    const char* what;
    std::string body;
    std::string headers;
};

std::vector<Sent> sent_bodies() {
    std::vector<Sent> sent{
        {"one answer", satisfied, ""},
        {"a unit", R"({"answers":{"overall":"satisfied"},"unit":"hall"})", ""},
        {"an unknown unit", R"({"answers":{"overall":"satisfied"},"unit":"moon"})", ""},
        {"a channel", R"({"answers":{"overall":"satisfied"},"channel":"tablet"})", ""},
        {"a channel of ours", R"({"answers":{"overall":"satisfied"},"channel":"paper"})", ""},
        {"a code nobody made", R"({"answers":{"overall":"satisfied"},"code":"0123456789ABCDEFG"})",
         ""},
        {"nothing", "", ""},
        {"no JSON", "{", ""},
        {"a list", "[]", ""},
        {"several problems", R"({"answers":{"overall":5,"moon":1},"extra":1})", ""},
        {"a doubled key", R"({"answers":{"overall":"satisfied"},"answers":{}})", ""},
        {"deep nesting", std::string(200, '['), ""},
        {"English", R"({"answers":{}})", "Accept-Language: fr, en;q=0.8\r\n"},
        {"two languages headers", R"({"answers":{}})",
         "Accept-Language: en\r\nAccept-Language: zh-CN\r\n"},
        {"headers of no matter", satisfied, "User-Agent: x\r\nX-Anything: y: z\r\nAccept: \r\n"},
    };
    for (const std::string& text : tests::hostile_texts())
        sent.push_back({"a hostile comment",
                        nlohmann::json{{"answers", {{"overall", "satisfied"}, {"comment", text}}}}
                            .dump(-1, ' ', false, nlohmann::json::error_handler_t::ignore),
                        ""});
    return sent;
}

TEST(BothWays, lead_to_the_same_reply) {
    Ways ways;
    int number = 0;
    for (const Sent& sent : sent_bodies()) {
        SCOPED_TRACE(sent.what);
        const std::string key = "Idempotency-Key: k-" + std::to_string(++number) + "\r\n";
        ways.expect_alike("application/json", key + sent.headers, sent.body);
    }
}

TEST(BothWays, treat_keys_and_types_alike) {
    Ways ways;
    const std::string long_key(65, 'k');
    for (const std::string& headers : std::vector<std::string>{
             "Idempotency-Key: \"quoted\"\r\n", "IDEMPOTENCY-KEY: k\r\n", "Idempotency-Key: \r\n",
             "Idempotency-Key: " + long_key + "\r\n", "Idempotency-Key: a b\r\n",
             "Idempotency-Key: a\r\nIdempotency-Key: a\r\n"}) {
        for (const char* type : {"application/json", "application/json; charset=utf-8",
                                 "Application/JSON", "text/plain", ""}) {
            ways.expect_alike(type, headers, satisfied);
        }
    }
}

TEST(BothWays, know_each_others_receipts) {
    FilledStore store;
    Visitor visitor(*store);
    const std::string key = "Idempotency-Key: k-2\r\n";
    const Heard at_once = visitor.ask(Visitor::post(path, "application/json", key, satisfied));
    const Heard long_way = visitor.ask(
        Visitor::post(std::string(path) + "?", "application/json", key, satisfied));
    EXPECT_EQ(at_once.status, 201);
    EXPECT_EQ(long_way.head, at_once.head);
    EXPECT_EQ(long_way.body, at_once.body);
    EXPECT_EQ(store.tally().n(), 1);
}

TEST(PostedAnswers, are_found_in_requests_of_the_usual_form_only) {
    const std::string usual = Visitor::post(
        path, "application/json", "Idempotency-Key: k\r\nAccept-Language: en\r\n", "{}");
    const auto found = http::find_posted_answers(usual, surveys::Locale::zh_cn);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->survey, "citizens");
    EXPECT_EQ(found->key, "k");
    EXPECT_EQ(found->locale, surveys::Locale::en);
    EXPECT_EQ(found->body, "{}");
    EXPECT_TRUE(found->is_json());

    for (const std::string& unusual : std::vector<std::string>{
             "", "POST", "GET /api/v1/surveys/citizens HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST /api/v1/surveys//responses HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST /api/v1/surveys/a%62/responses HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST /api/v1/surveys/a/responses?x HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST /api/v1/surveys/a/b/responses HTTP/1.1\r\nHost: h\r\n\r\n",
             "POST /api/v1/surveys/a/responses HTTP/1.0\r\nHost: h\r\n\r\n",
             "POST /api/v1/surveys/a/responses HTTP/1.1\r\nHost\r\n\r\n",
             "POST /api/v1/surveys/a/responses HTTP/1.1\r\nHost: h"}) {
        EXPECT_FALSE(http::find_posted_answers(unusual, surveys::Locale::zh_cn)) << unusual;
    }
}

TEST(ReceiptReply, is_as_long_as_it_says_whether_or_not_the_connection_stays) {
    FilledStore store;
    Visitor visitor(*store);
    const Heard heard = visitor.ask(Visitor::post(path, "application/json", "", satisfied));
    EXPECT_NE(heard.head.find("\r\nContent-Length: " + std::to_string(heard.body.size())),
              std::string::npos);
    EXPECT_EQ(nlohmann::json::parse(heard.body).size(), 2U);
}

}  // namespace
