#include "http/front/request_check.h"

#include <algorithm>
#include <array>

#include "http/front/request_grammar.h"

namespace http {

namespace {

// Headers a client must not say to us: of the hop, of ranges (`bytes=0-,0-,…` made 450 MB out of
// 6 KB), the names under which the library keeps what the socket says, and what only a trusted
// proxy may say, which the loop has read before.
constexpr std::array<std::string_view, 19> unwanted = {
    "connection",  "keep-alive",    "proxy-connection", "te",
    "trailer",     "upgrade",       "http2-settings",   "expect",
    "range",       "if-range",      "remote_addr",      "remote_port",
    "local_addr",  "local_port",    "exception_what",   "proxy-authorization",
    "x-forwarded-for", "x-real-ip", "forwarded"};

constexpr std::array<std::string_view, 7> methods = {"GET", "HEAD",   "POST",   "PUT",
                                                     "PATCH", "DELETE", "OPTIONS"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view one) { return is_same_name(one, name); });
}

// What the headers said, while they are read.
struct Gathered {
    std::size_t hosts = 0;
    std::optional<std::size_t> length;
    bool chunked = false;
    bool close = false;
    bool keep_alive = false;
    bool expects_continue = false;
    std::string forwarded_for;
};

std::optional<Refusal> check_method(std::string_view method) {
    if (!is_token(method)) return Refusal::malformed_request_line;
    if (std::find(methods.begin(), methods.end(), method) != methods.end()) return std::nullopt;
    return method == "TRACE" || method == "CONNECT" ? Refusal::method_not_allowed
                                                    : Refusal::method_unknown;
}

std::optional<Refusal> check(const RequestLine& line, const Limits& limits) {
    if (line.version != "HTTP/1.1" && line.version != "HTTP/1.0") {
        return is_http_version(line.version) ? Refusal::version_not_supported
                                             : Refusal::malformed_request_line;
    }
    if (const auto refusal = check_method(line.method)) return refusal;
    const std::size_t path_bytes = line.target.substr(0, line.target.find('?')).size();
    if (line.target.size() > limits.target_bytes_max || path_bytes > limits.path_bytes_max) {
        return Refusal::target_too_long;
    }
    if (!is_target(line.target)) return Refusal::malformed_target;
    return std::nullopt;
}

std::optional<Refusal> gather_length(std::string_view value, const Limits& limits,
                                     Gathered& gathered) {
    if (gathered.length || !is_digits(value)) return Refusal::ambiguous_length;
    std::size_t length = 0;
    for (const char digit : value) {
        length = length * 10 + static_cast<std::size_t>(digit - '0');
        if (length > limits.body_bytes_max) return Refusal::body_too_large;
    }
    gathered.length = length;
    return std::nullopt;
}

std::optional<Refusal> gather(const HeaderLine& line, const Limits& limits, Gathered& gathered) {
    if (is_same_name(line.name, "host")) {
        ++gathered.hosts;
        if (!is_host(line.value)) return Refusal::missing_host;
    } else if (is_same_name(line.name, "content-length")) {
        return gather_length(line.value, limits, gathered);
    } else if (is_same_name(line.name, "transfer-encoding")) {
        gathered.chunked = true;
    } else if (is_same_name(line.name, "content-encoding")) {
        return Refusal::encoded_body;
    } else if (is_same_name(line.name, "connection")) {
        gathered.close = gathered.close || lists(line.value, "close");
        gathered.keep_alive = gathered.keep_alive || lists(line.value, "keep-alive");
    } else if (is_same_name(line.name, "expect")) {
        if (!is_same_name(line.value, "100-continue")) return Refusal::unknown_expectation;
        gathered.expects_continue = true;
    } else if (is_same_name(line.name, "x-forwarded-for")) {
        if (!gathered.forwarded_for.empty()) gathered.forwarded_for += ',';
        gathered.forwarded_for += line.value;
    }
    return std::nullopt;
}

std::optional<Refusal> check_framing(const RequestLine& line, const Gathered& gathered) {
    const bool modern = line.version == "HTTP/1.1";
    if (gathered.hosts > 1 || (modern && gathered.hosts == 0)) return Refusal::missing_host;
    if (gathered.chunked) {
        return gathered.length ? Refusal::ambiguous_length : Refusal::length_required;
    }
    const bool needs_length =
        line.method == "POST" || line.method == "PUT" || line.method == "PATCH";
    if (needs_length && !gathered.length) return Refusal::length_required;
    return std::nullopt;
}

HeadReading refused(Refusal refusal) { return {.head = std::nullopt, .refusal = refusal}; }

}  // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t seen, const Limits& limits) {
    // Step back, for an end that was cut in two.
    std::size_t at = seen < 3 ? 0 : seen - 3;
    const bool in_first_line = bytes.substr(0, at).find('\n') == std::string_view::npos;
    std::size_t line_begins = at == 0 ? 0 : bytes.rfind('\n', at - 1) + 1;  // npos + 1 is 0
    bool first = in_first_line;
    for (;;) {
        const std::size_t feed = bytes.find('\n', at);
        const std::size_t line_ends = feed == std::string_view::npos ? bytes.size() : feed + 1;
        if (line_ends - line_begins > limits.header_line_bytes_max) {
            return {0, first ? Refusal::target_too_long : Refusal::headers_too_large};
        }
        if (line_ends > limits.header_bytes_max) return {0, Refusal::headers_too_large};
        if (feed == std::string_view::npos) return {};
        if (feed == 0 || bytes[feed - 1] != '\r') {
            return {0, first ? Refusal::malformed_request_line : Refusal::malformed_header};
        }
        if (feed - line_begins == 1) {
            if (first) return {0, Refusal::malformed_request_line};
            return {feed + 1, std::nullopt};
        }
        at = line_begins = feed + 1;
        first = false;
    }
}

HeadReading read_head(std::string_view bytes, const Limits& limits) {
    const std::size_t line_bytes = bytes.find("\r\n");
    const auto line = split_request_line(bytes.substr(0, line_bytes));
    if (!line) return refused(Refusal::malformed_request_line);
    if (const auto refusal = check(*line, limits)) return refused(*refusal);

    Head head;
    head.bytes.reserve(bytes.size());
    head.bytes.append(bytes.substr(0, line_bytes + 2));

    Gathered gathered;
    std::size_t at = line_bytes + 2;
    while (at + 2 < bytes.size()) {
        const std::size_t end = bytes.find("\r\n", at);
        const auto header = split_header_line(bytes.substr(at, end - at));
        if (!header) return refused(Refusal::malformed_header);
        if (const auto refusal = gather(*header, limits, gathered)) return refused(*refusal);
        if (!among(unwanted, header->name)) {
            head.bytes.append(header->name).append(": ").append(header->value).append("\r\n");
        }
        at = end + 2;
    }
    if (const auto refusal = check_framing(*line, gathered)) return refused(*refusal);

    const bool modern = line->version == "HTTP/1.1";
    head.bytes.append("\r\n");
    head.body_bytes = gathered.length.value_or(0);
    head.keep_alive = !gathered.close && (modern || gathered.keep_alive);
    head.forwarded_for = std::move(gathered.forwarded_for);
    head.expects_continue = modern && gathered.expects_continue && head.body_bytes > 0;
    return {.head = std::move(head), .refusal = Refusal::failed};
}

}  // namespace http
