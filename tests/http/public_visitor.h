// A visitor for tests: asks a public site over a filled store, turn by turn, without a socket.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "http/front/metrics.h"
#include "http/public/public_site.h"
#include "tests/support/stores.h"

namespace tests {

struct Heard {
    int status = 0;
    std::string head;
    std::string body;
};

inline Heard heard(const std::string& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    return {.status = std::stoi(bytes.substr(9, 3)),
            .head = bytes.substr(0, end),
            .body = bytes.substr(end + 4)};
}

class Visitor : public http::Replies {
public:
    explicit Visitor(surveys::Store& store)
        : site_(store, metrics, options(), [this] { return now_ms; }) {}

    // One request in a turn of its own.
    Heard get(const std::string& path, const std::string& headers = "") {
        return ask("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
    }
    Heard send_form(const std::string& path, const std::string& body) {
        return ask(post(path, "application/x-www-form-urlencoded", "", body));
    }
    Heard send_json(const std::string& body, const std::string& headers = "",
                    const std::string& type = "application/json") {
        return ask(post("/api/v1/surveys/citizens/responses", type, headers, body));
    }
    Heard ask(const std::string& request) {
        const auto ticket = start(request);
        end();
        return heard(replies.at(ticket));
    }

    // Several requests in one turn.
    std::uint64_t start(const std::string& request) {
        const http::Ticket ticket{.connection = ++last_, .request = 1};
        auto answer = site_.serve(
            {.bytes = request, .peer_address = "127.0.0.1", .client = client}, ticket, *this);
        if (answer) replies[ticket.connection] = std::move(*answer);
        else waiting_.insert(ticket.connection);
        return ticket.connection;
    }
    // The turn's end, and the turns that follow until everybody has heard.
    void end() {
        end_turn();
        while (!waiting_.empty()) {
            if (!site_.wants_a_look()) wait();
            end_turn();
        }
    }
    void end_turn() { site_.end_turn(*this); }
    // Until a thread of the site wakes us, or has done so since the last time.
    void wait() {
        std::unique_lock lock(bed_);
        woken_.wait(lock, [this] { return std::exchange(is_woken_, false); });
    }
    const http::Site& site() const { return site_; }

    static std::string post(const std::string& path, const std::string& type,
                            const std::string& headers, const std::string& body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Type: " + type + "\r\n" + headers +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    void send(http::Ticket ticket, std::string bytes) override {
        waiting_.erase(ticket.connection);
        replies[ticket.connection] = std::move(bytes);
    }
    void post(http::Ticket ticket, std::string bytes) override { send(ticket, std::move(bytes)); }
    void wake() noexcept override {
        const std::lock_guard lock(bed_);
        is_woken_ = true;
        woken_.notify_one();
    }

    std::int64_t now_ms = noon_ms;
    http::AddressKey client{};
    http::Metrics metrics;
    std::map<std::uint64_t, std::string> replies;

private:
    static http::PublicOptions options() {
        http::PublicOptions options;
        options.origin = "https://manyidu.example";
        return options;
    }

    std::set<std::uint64_t> waiting_;  // for a response
    std::mutex bed_;
    std::condition_variable woken_;
    bool is_woken_ = false;
    std::uint64_t last_ = 0;
    http::PublicSite site_;  // last: its threads wake us
};

}  // namespace tests
