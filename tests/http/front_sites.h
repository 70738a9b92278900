// Sites for tests of the loop.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "http/front/site.h"

namespace tests {

inline std::string ok(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string target_of(const http::RawRequest& request) {
    const std::size_t begin = request.bytes.find(' ') + 1;
    return request.bytes.substr(begin, request.bytes.find(' ', begin) - begin);
}

// Holds everything back until the turn ends, then answers the latest first.
class Backwards : public http::Site {
public:
    std::optional<std::string> serve(http::RawRequest&& request, http::Ticket ticket,
                                     http::Replies&) override {
        held_.push_back({ticket, target_of(request)});
        return std::nullopt;
    }
    void end_turn(http::Replies& replies) override {
        ++turns;
        largest = std::max(largest, held_.size());
        for (auto held = held_.rbegin(); held != held_.rend(); ++held) {
            replies.send(held->ticket, ok(held->target));
        }
        held_.clear();
    }
    bool is_empty() const { return held_.empty(); }
    int turns = 0;
    std::size_t largest = 0;

private:
    struct Held {
        http::Ticket ticket;
        std::string target;
    };
    std::vector<Held> held_;
};

}  // namespace tests
