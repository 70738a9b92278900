#include <httplib.h>

#include <array>
#include <stdexcept>
#include <string>

#include "http/front/refusal.h"
#include "http/front/request_grammar.h"
#include "http/front/router.h"

namespace http {

namespace {

// Ours to say, or nobody's business.
constexpr std::array<std::string_view, 10> unsaid = {
    "connection",     "keep-alive", "content-length", "transfer-encoding", "accept-ranges",
    "exception_what", "server",     "x-powered-by",   "trailer",           "upgrade"};

bool is_said(const std::string& name, const std::string& value) {
    for (const std::string_view one : unsaid) {
        if (is_same_name(one, name)) return false;
    }
    return is_token(name) && value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos;
}

std::string read_to_the_end(const httplib::Response& response) {
    std::string body;
    bool done = false;
    httplib::DataSink sink;
    sink.write = [&](const char* bytes, std::size_t size) {
        body.append(bytes, size);
        return true;
    };
    sink.done = [&] { done = true; };
    sink.is_writable = [] { return true; };

    const std::size_t length = response.content_length_;
    while (!done && (length == 0 || body.size() < length)) {
        const std::size_t before = body.size();
        const std::size_t rest = length == 0 ? 0 : length - before;
        if (!response.content_provider_(before, rest, sink) ||
            (!done && body.size() == before)) {
            throw std::runtime_error("a content provider stopped before its end");
        }
    }
    return body;
}

}  // namespace

std::string serialise(const httplib::Response& response, bool keep_alive, bool head_only) {
    const int status = response.status == -1 ? 200 : response.status;
    std::string provided;
    if (response.body.empty() && response.content_provider_) provided = read_to_the_end(response);
    const std::string& body = provided.empty() ? response.body : provided;
    const bool has_body = status >= 200 && status != 204 && status != 304;

    std::string bytes;
    bytes.reserve(256 + (has_body && !head_only ? body.size() : 0));
    bytes.append("HTTP/1.1 ").append(std::to_string(status)).append(" ");
    bytes.append(phrase_of(status)).append("\r\n");
    for (const auto& [name, value] : response.headers) {
        if (is_said(name, value)) bytes.append(name).append(": ").append(value).append("\r\n");
    }
    if (has_body) {
        bytes.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    }
    bytes.append(keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    if (has_body && !head_only) bytes.append(body);
    return bytes;
}

}  // namespace http
