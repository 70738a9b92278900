#include "http/front/router.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <stdexcept>
#include <string>

#include "tests/http/front_client.h"

namespace {

using http::RawRequest;
using http::Router;

RawRequest raw(const std::string& bytes) {
    return {.bytes = bytes, .peer_address = "192.0.2.7", .trusted = false, .keep_alive = true};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Router, hands_a_handler_the_path_the_query_and_the_socket_address) {
    Router router;
    router.get(R"(/s/([^/]+))", [](const httplib::Request& request, httplib::Response& response) {
        response.set_content(std::string(request.matches[1]) + ' ' +
                                 request.get_param_value("u") + ' ' + request.remote_addr,
                             "text/plain");
    });
    const std::string answer = router.respond(
        raw("GET /s/citizens?u=%E5%A4%A7 HTTP/1.1\r\nHost: a\r\nREMOTE_ADDR: 6.6.6.6\r\n\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\ncitizens 大 192.0.2.7")) << answer;
    EXPECT_TRUE(contains(answer, "Connection: keep-alive\r\n")) << answer;
    EXPECT_FALSE(contains(answer, "Keep-Alive: ")) << answer;
    EXPECT_FALSE(contains(answer, "Server:")) << answer;
}

// The library takes forms over 8192 bytes for too large (413) and decodes %0D%0A in headers.
TEST(Router, hands_over_bodies_and_headers_untouched) {
    std::string body;
    std::string header;
    Router router;
    router.post("/form", [&](const httplib::Request& request, httplib::Response& response) {
        body = request.body;
        header = request.get_header_value("X-Words");
        response.status = 201;
    });
    const std::string form = "comment=" + std::string(12'000, 'x');
    for (const std::string type : {"application/x-www-form-urlencoded", "application/json",
                                   "multipart/form-data; boundary=b"}) {
        const std::string answer = router.respond(
            raw(tests::post("/form", form, "Content-Type: " + type + "\r\nX-Words: a%0D%0Ab\r\n")));
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 201 Created\r\n")) << type << '\n' << answer;
        EXPECT_EQ(body, form) << type;
        EXPECT_EQ(header, "a%0D%0Ab");
    }
}

TEST(Router, says_404_405_and_what_is_allowed) {
    Router router;
    const auto fine = [](const httplib::Request&, httplib::Response& response) {
        response.set_content("fine", "text/plain");
    };
    router.get("/a", fine);
    router.post("/a", fine);
    router.put("/b", fine);
    router.remove("/b", fine);
    struct Case {
        std::string method;
        std::string path;
        int status;
        std::string allow;
    };
    for (const Case& one : {Case{"GET", "/a", 200, ""}, Case{"POST", "/a", 200, ""},
                            Case{"PUT", "/a", 405, "GET, POST, HEAD, OPTIONS"},
                            Case{"GET", "/b", 405, "PUT, DELETE, OPTIONS"},
                            Case{"DELETE", "/b", 200, ""}, Case{"PUT", "/b", 200, ""},
                            Case{"PATCH", "/b", 405, "PUT, DELETE, OPTIONS"},
                            Case{"OPTIONS", "/a", 204, "GET, POST, HEAD, OPTIONS"},
                            Case{"GET", "/c", 404, ""}, Case{"POST", "/c", 404, ""},
                            Case{"OPTIONS", "/c", 404, ""}}) {
        const std::string answer = router.respond(
            raw(one.method + ' ' + one.path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " +
                "application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n" +
                std::string(9000, 'x')));
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::to_string(one.status)))
            << one.method << ' ' << one.path << '\n' << answer;
        if (!one.allow.empty()) {
            EXPECT_TRUE(contains(answer, "Allow: " + one.allow + "\r\n")) << answer;
        }
    }
}

TEST(Router, answers_head_like_get_without_the_body) {
    Router router;
    router.get("/a", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("twelve bytes", "text/plain");
    });
    const std::string answer = router.respond(raw("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(contains(answer, "Content-Length: 12\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST(Router, sends_no_length_with_304) {
    Router router;
    router.get("/a", [](const httplib::Request&, httplib::Response& response) {
        response.status = 304;
        response.set_header("ETag", "\"1\"");
    });
    const std::string answer = router.respond(raw(tests::get("/a")));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 304 Not Modified\r\n")) << answer;
    EXPECT_TRUE(contains(answer, "ETag: \"1\"\r\n")) << answer;
    EXPECT_FALSE(contains(answer, "Content-Length")) << answer;
}

TEST(Router, keeps_what_was_thrown_to_itself) {
    Router router;
    std::string logged;
    router.get("/a", [](const auto&, auto&) { throw std::runtime_error("a secret"); });
    router.on_failure([&](const auto&, httplib::Response& response, const std::exception& failure) {
        logged = failure.what();
        response.set_content("sorry", "text/plain");
    });
    const std::string answer = router.respond(raw(tests::get("/a")));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 Internal Server Error\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("sorry")) << answer;
    EXPECT_FALSE(contains(answer, "secret")) << answer;
    EXPECT_EQ(logged, "a secret");
}

TEST(Router, gives_finish_the_last_word_on_every_response) {
    Router router;
    router.get("/a", [](const auto&, httplib::Response& response) { response.status = 201; });
    router.finish([](const auto&, httplib::Response& response) {
        response.set_header("X-Frame-Options", "DENY");
        if (response.body.empty()) response.set_content("page", "text/html");
    });
    for (const std::string path : {"/a", "/nowhere"}) {
        const std::string answer = router.respond(raw(tests::get(path)));
        EXPECT_TRUE(contains(answer, "X-Frame-Options: DENY\r\n")) << answer;
        EXPECT_TRUE(contains(answer, "Content-Length: 4\r\n")) << answer;
        EXPECT_TRUE(answer.ends_with("\r\n\r\npage")) << answer;
    }
}

TEST(Router, reads_a_content_provider_to_its_end) {
    Router router;
    router.get("/known", [](const auto&, httplib::Response& response) {
        response.set_content_provider(
            10, "text/plain", [](std::size_t at, std::size_t, httplib::DataSink& sink) {
                return sink.write(&"0123456789"[at], 2);
            });
    });
    router.get("/chunked", [](const auto&, httplib::Response& response) {
        response.set_chunked_content_provider(
            "text/plain", [](std::size_t at, httplib::DataSink& sink) {
                if (at == 4) sink.done();
                return at == 4 || sink.write("ab", 2);
            });
    });
    EXPECT_TRUE(router.respond(raw(tests::get("/known"))).ends_with("\r\n\r\n0123456789"));
    const std::string chunked = router.respond(raw(tests::get("/chunked")));
    EXPECT_TRUE(chunked.ends_with("Connection: keep-alive\r\n\r\nabab")) << chunked;
    EXPECT_TRUE(contains(chunked, "Content-Length: 4\r\n")) << chunked;
}

// Brotli at its slowest costs 100 ms for a page: too long for the loop.
TEST(Router, leaves_compression_to_the_handlers) {
    Router router;
    bool takes_gzip = false;
    router.get("/a", [&](const httplib::Request& request, httplib::Response& response) {
        takes_gzip = http::accepts_gzip(request);
        response.set_content(std::string(5000, 'x'), "text/html");
    });
    const std::string answer = router.respond(
        raw("GET /a HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n"));
    EXPECT_TRUE(takes_gzip);
    EXPECT_TRUE(contains(answer, "Content-Length: 5000\r\n")) << answer.substr(0, 300);
    EXPECT_FALSE(contains(answer, "Content-Encoding")) << answer.substr(0, 300);
}

TEST(Serialise, drops_headers_that_would_break_the_framing) {
    httplib::Response response;
    response.status = 200;
    response.body = "b";
    response.headers.emplace("X-Split", "a\r\nSet-Cookie: evil=1");
    response.headers.emplace("Content-Length", "99");
    response.headers.emplace("Connection", "close");
    response.headers.emplace("Content-Type", "text/plain");
    EXPECT_EQ(http::serialise(response, true),
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n"
              "Connection: keep-alive\r\n\r\nb");
    EXPECT_TRUE(contains(http::serialise(response, false, true), "Connection: close\r\n\r\n"));
}

}  // namespace
