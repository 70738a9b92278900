#include "http/front/request_check.h"

#include <gtest/gtest.h>

#include <string>

#include "http/front/request_grammar.h"

namespace {

using http::find_head_end;
using http::Head;
using http::HeadEnd;
using http::Limits;
using http::read_head;

const Limits limits;

// The status a head is refused with; 0 when it is let through, -1 when more bytes are awaited.
int status_of(const std::string& bytes) {
    const HeadEnd end = find_head_end(bytes, 0, limits);
    if (end.refusal) return http::status_of(*end.refusal);
    if (end.bytes == 0) return -1;
    const auto reading = read_head(std::string_view(bytes).substr(0, end.bytes), limits);
    return reading.head ? 0 : http::status_of(reading.refusal);
}

std::string with(const std::string& headers) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + headers + "\r\n";
}
std::string line(const std::string& words) { return words + "\r\nHost: a\r\n\r\n"; }

struct Case {
    std::string bytes;
    int status;
};

void expect_statuses(const std::vector<Case>& cases) {
    for (const Case& one : cases) EXPECT_EQ(status_of(one.bytes), one.status) << one.bytes;
}

TEST(RequestCheck, knows_request_lines) {
    expect_statuses({
        {line("GET / HTTP/1.1"), 0},
        {line("GET /?a=b&c=%20 HTTP/1.0"), 0},
        {"GET / HTTP/1.0\r\n\r\n", 0},
        {line("HEAD / HTTP/1.1"), 0},
        {line("OPTIONS / HTTP/1.1"), 0},
        {line("DELETE /x HTTP/1.1"), 0},
        {line("GET  / HTTP/1.1"), 400},
        {line("GET /  HTTP/1.1"), 400},
        {line(" GET / HTTP/1.1"), 400},
        {line("GET /"), 400},
        {line("GET"), 400},
        {line("GET / a HTTP/1.1"), 400},
        {line("G(T / HTTP/1.1"), 400},
        {line("GET / HTTP/1.1 "), 400},
        {line("GET / http/1.1"), 400},
        {line("GET / HTTP/2.0"), 505},
        {line("GET / HTTP/1.2"), 505},
        {line("GET / HTTP/0.9"), 505},
        {"PRI * HTTP/2.0\r\n\r\n", 505},
        {line("TRACE / HTTP/1.1"), 405},
        {line("CONNECT a:443 HTTP/1.1"), 405},
        {line("BREW / HTTP/1.1"), 501},
        {line("get / HTTP/1.1"), 501},
        {"\r\n" + line("GET / HTTP/1.1"), 400},
        {"GET / HTTP/1.1\nHost: a\n\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
    });
}

TEST(RequestCheck, knows_targets) {
    expect_statuses({
        {line("GET /s/%E5%A4%A7 HTTP/1.1"), 0},
        {line("GET /s/大?u=厅 HTTP/1.1"), 0},
        {line("GET /?text=a%0Ab HTTP/1.1"), 0},
        {line("GET * HTTP/1.1"), 400},
        {line("GET http://a/ HTTP/1.1"), 400},
        {line("GET s HTTP/1.1"), 400},
        {line("GET /a#b HTTP/1.1"), 400},
        {line("GET /% HTTP/1.1"), 400},
        {line("GET /%4 HTTP/1.1"), 400},
        {line("GET /%4g HTTP/1.1"), 400},
        {line("GET /?a=%zz HTTP/1.1"), 400},
        {line("GET /a%00b HTTP/1.1"), 400},
        {line("GET /?a=%00 HTTP/1.1"), 400},
        {line("GET /a%0D%0AX HTTP/1.1"), 400},
        {line("GET /a\tb HTTP/1.1"), 400},
        {line("GET /a\x7f HTTP/1.1"), 400},
        {line(std::string("GET /a\0b HTTP/1.1", 18)), 400},
        {line("GET /\xff HTTP/1.1"), 400},
        {line("GET /%FF HTTP/1.1"), 400},
        {line("GET /%C0%AF HTTP/1.1"), 400},      // overlong '/'
        {line("GET /%ED%A0%80 HTTP/1.1"), 400},   // a surrogate
        {line("GET /%F4%90%80%80 HTTP/1.1"), 400},
        {line("GET /%E5%A4 HTTP/1.1"), 400},
    });
}

TEST(RequestCheck, knows_headers) {
    expect_statuses({
        {with("X: a\tb\xe5\r\n"), 0},
        {with("X:\r\n"), 0},
        {with("X : a\r\n"), 400},
        {with(" X: a\r\n"), 400},
        {with("X: a\r\n folded\r\n"), 400},
        {with(": a\r\n"), 400},
        {with("X\r\n"), 400},
        {with("X Y: a\r\n"), 400},
        {with(std::string("X: a\0b\r\n", 8)), 400},
        {with("X: a\rb\r\n"), 400},
        {with("X: a\x01\r\n"), 400},
        {with("Host: a\r\n"), 400},
        {with("Host: b\r\n"), 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 0},
        {"GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400},
    });
}

TEST(RequestCheck, knows_how_long_a_body_is_or_refuses) {
    expect_statuses({
        {with("Content-Length: 2\r\n"), 400},
        {with("Content-Length: 3\r\n"), 400},
        {with("Transfer-Encoding: chunked\r\n"), 400},
        {line("POST / HTTP/1.1\r\nTransfer-Encoding: chunked"), 411},
        {line("POST / HTTP/1.1\r\nTransfer-Encoding: identity"), 411},
        {line("GET / HTTP/1.1\r\nTransfer-Encoding: chunked"), 411},
        {line("POST / HTTP/1.1"), 411},
        {line("PUT / HTTP/1.1"), 411},
        {line("PATCH / HTTP/1.1"), 411},
        {line("POST / HTTP/1.1\r\nContent-Length: -2"), 400},
        {line("POST / HTTP/1.1\r\nContent-Length: +2"), 400},
        {line("POST / HTTP/1.1\r\nContent-Length: 0x2"), 400},
        {line("POST / HTTP/1.1\r\nContent-Length: 2, 2"), 400},
        {line("POST / HTTP/1.1\r\nContent-Length:"), 400},
        {line("POST / HTTP/1.1\r\nContent-Length: 65536"), 0},
        {line("POST / HTTP/1.1\r\nContent-Length: 65537"), 413},
        {line("POST / HTTP/1.1\r\nContent-Length: 18446744073709551617"), 413},
        {line("GET / HTTP/1.1\r\nContent-Length: 65537"), 413},
        {with("Content-Encoding: gzip\r\n"), 415},
        {with("Content-Encoding: br\r\n"), 415},
        {with("Expect: 100-continue\r\n"), 0},
        {with("Expect: 200-ok\r\n"), 417},
    });
}

TEST(RequestCheck, bounds_lines_and_heads) {
    expect_statuses({
        {line("GET /" + std::string(1023, 'a') + " HTTP/1.1"), 0},
        {line("GET /" + std::string(1024, 'a') + " HTTP/1.1"), 414},
        {line("GET /?" + std::string(4094, 'a') + " HTTP/1.1"), 0},
        {line("GET /?" + std::string(4095, 'a') + " HTTP/1.1"), 414},
        {"GET /" + std::string(9000, 'a'), 414},  // before its end has come
        {with("X: " + std::string(8187, 'a') + "\r\n"), 0},
        {with("X: " + std::string(8188, 'a') + "\r\n"), 431},
        {with("X: " + std::string(9000, 'a')), 431},
        {with("X: " + std::string(7000, 'a') + "\r\nY: " + std::string(7000, 'b') + "\r\n"), 0},
        {with("X: " + std::string(8000, 'a') + "\r\nY: " + std::string(8000, 'b') + "\r\nZ: " +
              std::string(500, 'c') + "\r\n"),
         431},
    });
    std::string many = "GET / HTTP/1.1\r\n";
    while (many.size() <= limits.header_bytes_max) many += "A: b\r\n";
    EXPECT_EQ(status_of(many), 431);
}

TEST(RequestCheck, lets_nothing_through_that_a_client_must_not_say) {
    const std::string bytes =
        "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-,0-\r\nIf-Range: x\r\nREMOTE_ADDR: 1.1.1.1\r\n"
        "remote_port: 1\r\nLOCAL_ADDR: 1\r\nLocal_Port: 1\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n"
        "Connection: Upgrade, HTTP2-Settings\r\nTE: trailers\r\nEXCEPTION_WHAT: x\r\n"
        "Accept:  text/html \r\n\r\n";
    const auto reading = read_head(bytes, limits);
    ASSERT_TRUE(reading.head);
    EXPECT_EQ(reading.head->bytes, "GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");
    EXPECT_TRUE(reading.head->keep_alive);
}

TEST(RequestCheck, knows_when_the_connection_stays_open) {
    struct Kept {
        std::string version;
        std::string connection;
        bool keep_alive;
    };
    for (const Kept& one :
         {Kept{"1.1", "", true}, Kept{"1.1", "Connection: close\r\n", false},
          Kept{"1.1", "Connection: foo, CLOSE\r\n", false}, Kept{"1.0", "", false},
          Kept{"1.1", "Connection: closed\r\n", true},
          Kept{"1.0", "Connection: Keep-Alive\r\n", true}}) {
        const auto reading = read_head(
            "GET / HTTP/" + one.version + "\r\nHost: a\r\n" + one.connection + "\r\n", limits);
        ASSERT_TRUE(reading.head) << one.version << one.connection;
        EXPECT_EQ(reading.head->keep_alive, one.keep_alive) << one.version << one.connection;
    }
}

// However the bytes are cut, and even when each cut looks only at what is new.
TEST(RequestCheck, finds_the_end_of_a_head_cut_anywhere) {
    const std::string head = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";
    const std::string bytes = head + "\r\n\r\n";
    for (std::size_t cut = 1; cut < head.size(); ++cut) {
        const std::string_view part = std::string_view(bytes).substr(0, cut);
        const HeadEnd none = find_head_end(part, 0, limits);
        EXPECT_EQ(none.bytes, 0U) << cut;
        EXPECT_FALSE(none.refusal) << cut;
        EXPECT_EQ(find_head_end(bytes, cut, limits).bytes, head.size()) << cut;
    }
}

TEST(Refusal, says_why_in_both_languages_as_problem_json) {
    const std::string bytes = http::refuse(http::Refusal::too_many_requests,
                                           http::After::keep_alive, std::chrono::seconds(3));
    const std::string body =
        R"({"type":"about:blank","title":"Too Many Requests","status":429,)"
        R"("detail":"请求过多，请稍后再试 / too many requests, try again later"})";
    EXPECT_TRUE(bytes.starts_with("HTTP/1.1 429 Too Many Requests\r\n"
                                  "Content-Type: application/problem+json\r\n"))
        << bytes;
    EXPECT_NE(bytes.find("Retry-After: 3\r\n"), std::string::npos);
    EXPECT_NE(bytes.find("Content-Length: " + std::to_string(body.size()) + "\r\n"),
              std::string::npos);
    EXPECT_TRUE(bytes.ends_with("\r\n\r\n" + body)) << bytes;
}

}  // namespace
