// The request front: whatever bytes arrive, in whatever pieces, become the same requests and the
// same refusal, and each request gets one well-formed response.
#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "http/front/connection.h"
#include "http/front/router.h"
#include "tests/fuzz/fuzzed.h"

namespace {

// Small, so that short inputs reach every bound.
http::Limits small_limits() {
    http::Limits limits;
    limits.header_bytes_max = 1024;
    limits.header_line_bytes_max = 512;
    limits.target_bytes_max = 256;
    limits.path_bytes_max = 128;
    limits.body_bytes_max = 512;
    return limits;
}

struct Heard {
    std::vector<std::string> requests;
    std::optional<http::Refusal> refusal;

    friend bool operator==(const Heard&, const Heard&) = default;
};

class Line {
public:
    Line() {
        std::array<int, 2> ends{};
        tests::demand(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0,
                      "a socket pair can be made");
        client_ = http::Descriptor(ends[0]);
        const http::Listener nowhere;
        connection_.emplace(http::Accepted{.socket = http::Descriptor(ends[1]),
                                           .peer_address = "192.0.2.1",
                                           .ip = std::nullopt,
                                           .key = {}},
                            nowhere, nullptr, http::Time{});
    }

    void say(std::string_view piece) {
        while (!piece.empty()) {
            const ssize_t sent =
                ::send(client_.number(), piece.data(), piece.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            piece.remove_prefix(static_cast<std::size_t>(sent));
            while (connection_->read({}) && listen()) {
            }
            if (heard_.refusal) return;
        }
    }
    const Heard& heard() const { return heard_; }

private:
    // Takes every request that is complete. False when there is nothing more to read just now.
    bool listen() {
        bool any = false;
        for (;;) {
            http::Connection::Next next = connection_->next(limits_, {});
            if (next.refusal) {
                heard_.refusal = next.refusal;
                return false;
            }
            if (!next.request) return any;
            any = true;
            const auto place = connection_->open_place(false);
            connection_->fill(place, "");
            static_cast<void>(connection_->flush({}));
            heard_.requests.push_back(std::move(next.request->bytes));
        }
    }

    http::Limits limits_ = small_limits();
    http::Descriptor client_;
    std::optional<http::Connection> connection_;
    Heard heard_;
};

Heard hear(std::string_view bytes, std::size_t piece) {
    Line line;
    while (!bytes.empty() && !line.heard().refusal) {
        line.say(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    return line.heard();
}

const http::Router& router() {
    static const http::Router* const made = [] {
        auto* const router = new http::Router;
        router->get("/c/([^/]+)", [](const auto& request, auto& response) {
            response.set_content(request.matches[1].str(), "text/plain");
        });
        router->post("/s/([^/]+)", [](const auto& request, auto& response) {
            for (const auto& [name, value] : request.params) response.body += name + value;
            response.body += request.body;
        });
        return router;
    }();
    return *made;
}

void check_response(const std::string& request) {
    const std::string response = router().respond(
        {.bytes = request, .peer_address = "192.0.2.1", .trusted = false, .keep_alive = true});
    tests::demand(response.starts_with("HTTP/1.1 "), "a response begins with its status");
    const std::size_t head_end = response.find("\r\n\r\n");
    tests::demand(head_end != std::string::npos, "a response has a whole head");
    const std::string_view head = std::string_view(response).substr(0, head_end + 2);
    tests::demand(head.find("\r\nTransfer-Encoding:") == std::string_view::npos,
                  "no response is chunked");
    const std::size_t body_bytes =
        request.starts_with("HEAD ") ? 0 : response.size() - head_end - 4;
    const std::string length = "\r\nContent-Length: " + std::to_string(body_bytes) + "\r\n";
    tests::demand(body_bytes == 0 || head.find(length) != std::string_view::npos,
                  "a response is as long as it says");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    std::string_view input = tests::text_of(bytes, count);
    const std::size_t piece = 1 + tests::take_choice(input) % 64;
    const Heard whole = hear(input, 16 * 1024);
    tests::demand(hear(input, piece) == whole, "pieces are heard as the whole is");
    for (const std::string& request : whole.requests) check_response(request);
    return 0;
}
