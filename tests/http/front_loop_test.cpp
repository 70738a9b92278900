#include "http/front/loop.h"

#include <gtest/gtest.h>

#include "tests/http/front_client.h"

namespace {

using tests::Client;
using tests::Plain;
using tests::Running;

std::string ok(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string target_of(const http::RawRequest& request) {
    const std::size_t begin = request.bytes.find(' ') + 1;
    return request.bytes.substr(begin, request.bytes.find(' ', begin) - begin);
}

Plain echo() {
    return Plain([](const http::RawRequest& request, http::Ticket, http::Replies&) {
        return ok(target_of(request));
    });
}

TEST(Loop, answers_over_one_connection_again_and_again) {
    Plain site = echo();
    Running server(site);
    Client client(server.port);
    for (const std::string target : {"/1", "/2", "/3"}) {
        EXPECT_EQ(client.say(tests::get(target)).hear().body, target);
    }
}

}  // namespace
