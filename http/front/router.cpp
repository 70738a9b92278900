#include "http/front/router.h"

#include <httplib.h>

#include <exception>
#include <regex>
#include <string_view>
#include <utility>
#include <vector>

#include "http/front/memory_stream.h"
#include "http/front/refusal.h"

namespace http {

namespace {

// Content codings are case-insensitive (RFC 9110), the library's search for them is not.
void keep_the_library_from_compressing(httplib::Request& request) {
    const auto range = request.headers.equal_range("Accept-Encoding");
    for (auto header = range.first; header != range.second; ++header) {
        for (char& c : header->second) {
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
        }
    }
}

struct Route {
    const char* method;
    std::regex pattern;
};

// Where `respond` waits for the response of its request: carried by the request itself, in the
// member that serves the library's client.
void hand_over(const httplib::Request& request, const httplib::Response& response) {
    if (request.response_handler) request.response_handler(response);
}

// A handler of the content-reader kind, so that the library leaves the body alone: it would take
// a form apart and refuse one over 8192 bytes.
httplib::Server::HandlerWithContentReader reader(Handler handler) {
    return [handler = std::move(handler)](const httplib::Request& request,
                                          httplib::Response& response,
                                          const httplib::ContentReader&) {
        handler(request, response);
    };
}

void refuse(httplib::Response& response, int status) {
    response.status = status;
    response.body.clear();
    response.headers.clear();
}

}  // namespace

class Router::Body : public httplib::Server {
public:
    using Server::process_request;

    Body() {
        svr_sock_ = 0;  // without a socket the library thinks it is shut down
        set_post_routing_handler([this](const auto& request, auto& response) {
            if (request.matches.empty()) answer_unrouted(request, response);
            if (finish) finish(request, response);
            hand_over(request, response);
            response.content_provider_ = nullptr;
            response.body.clear();
        });
        set_exception_handler(
            [this](const auto& request, auto& response, std::exception_ptr fault) {
                answer_failure(request, response, fault);
            });
    }

    Handler finish;
    std::function<void(const httplib::Request&, httplib::Response&, const std::exception&)>
        on_failure;
    std::vector<Route> routes;

private:
    void answer_unrouted(const httplib::Request& request, httplib::Response& response) const {
        std::string allowed;
        for (const Route& route : routes) {
            if (allowed.find(route.method) != std::string::npos) continue;
            if (!std::regex_match(request.path, route.pattern)) continue;
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
        }
        if (allowed.empty()) return refuse(response, 404);
        refuse(response, request.method == "OPTIONS" ? 204 : 405);
        if (allowed.find("GET") != std::string::npos) allowed += ", HEAD";
        response.set_header("Allow", allowed + ", OPTIONS");
    }

    void answer_failure(const httplib::Request& request, httplib::Response& response,
                        const std::exception_ptr& fault) const {
        refuse(response, 500);
        try {
            std::rethrow_exception(fault);
        } catch (const std::exception& failure) {
            if (on_failure) on_failure(request, response, failure);
        } catch (...) {
            refuse(response, 500);
        }
    }
};

Router::Router() : body_(std::make_unique<Body>()) {}
Router::~Router() = default;

void Router::get(const std::string& pattern, Handler handler) {
    body_->routes.push_back({"GET", std::regex(pattern)});
    body_->Get(pattern, std::move(handler));
}

void Router::post(const std::string& pattern, Handler handler) {
    body_->routes.push_back({"POST", std::regex(pattern)});
    body_->Post(pattern, reader(std::move(handler)));
}

void Router::put(const std::string& pattern, Handler handler) {
    body_->routes.push_back({"PUT", std::regex(pattern)});
    body_->Put(pattern, reader(std::move(handler)));
}

void Router::remove(const std::string& pattern, Handler handler) {
    body_->routes.push_back({"DELETE", std::regex(pattern)});
    body_->Delete(pattern, reader(std::move(handler)));
}

void Router::finish(Handler handler) { body_->finish = std::move(handler); }

void Router::on_failure(
    std::function<void(const httplib::Request&, httplib::Response&, const std::exception&)>
        handler) {
    body_->on_failure = std::move(handler);
}

std::string Router::respond(const RawRequest& raw) const {
    const std::string_view bytes = raw.bytes;
    const std::size_t line_bytes = std::min(bytes.find("\r\n"), bytes.size());
    const std::size_t head_bytes = std::min(bytes.find("\r\n\r\n", line_bytes), bytes.size());
    const std::string line = std::string(bytes.substr(0, line_bytes)) + "\r\n\r\n";

    std::string answer;
    const auto set_up = [&](httplib::Request& request) {
        read_headers(bytes.substr(0, head_bytes), request);
        keep_the_library_from_compressing(request);
        if (head_bytes + 4 <= bytes.size()) request.body = bytes.substr(head_bytes + 4);
        const bool head_only = request.method == "HEAD";
        request.response_handler = [&, head_only](const httplib::Response& response) {
            answer = serialise(response, raw.keep_alive, head_only);
            return true;
        };
    };
    try {
        MemoryStream stream(line, raw.peer_address);
        bool closed = false;
        body_->process_request(stream, true, closed, set_up);
    } catch (const std::exception&) {
        answer.clear();  // a content provider or `finish` threw: nothing of it is sent
    }
    const After after = raw.keep_alive ? After::keep_alive : After::close;
    return answer.empty() ? http::refuse(Refusal::failed, after, std::nullopt, hearer_of(bytes))
                          : answer;
}

// The library's own reader decodes "%0D%0A" in values.
void read_headers(std::string_view head, httplib::Request& request) {
    request.headers.clear();
    for (std::size_t end = head.find("\r\n"); end != head.npos; end = head.find("\r\n")) {
        head.remove_prefix(end + 2);
        const std::string_view line = head.substr(0, head.find("\r\n"));
        const std::size_t colon = line.find(": ");
        if (colon == line.npos) continue;
        request.headers.emplace(line.substr(0, colon), line.substr(colon + 2));
    }
}

bool accepts_gzip(const httplib::Request& request) {
    const std::string value = request.get_header_value("Accept-Encoding");
    const std::size_t at = value.find("GZIP");
    return at != std::string::npos && value.compare(at, 8, "GZIP;Q=0") != 0;
}

}  // namespace http
