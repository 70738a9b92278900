#include "http/front/refusal.h"

#include <algorithm>

#include "engine/expects.h"
#include "http/front/metrics.h"
#include "http/front/request_grammar.h"

namespace http {

namespace {

struct Reason {
    Refusal refusal;
    int status;
    const char* zh_cn;
    const char* en;
    Metrics::Counter Metrics::*counter;
};

constexpr auto malformed = &Metrics::rejected_malformed;
constexpr auto too_large = &Metrics::rejected_too_large;

constexpr Reason reasons[] = {
    {Refusal::malformed_request_line, 400, "请求行格式不对",
     "malformed request line", malformed},
    {Refusal::malformed_target, 400, "网址格式不对", "malformed address", malformed},
    {Refusal::malformed_header, 400, "请求头格式不对", "malformed header", malformed},
    {Refusal::missing_host, 400, "须有且只有一个 Host",
     "exactly one Host is needed", malformed},
    {Refusal::ambiguous_length, 400, "请求长度不明确", "ambiguous body length", malformed},
    {Refusal::length_required, 411, "须有 Content-Length", "Content-Length is needed", malformed},
    {Refusal::body_too_large, 413, "内容过大", "the body is too large", too_large},
    {Refusal::target_too_long, 414, "网址过长", "the address is too long", too_large},
    {Refusal::headers_too_large, 431, "请求头过大", "the header is too large", too_large},
    {Refusal::encoded_body, 415, "不接受压缩的内容",
     "encoded bodies are not taken", malformed},
    {Refusal::unknown_expectation, 417, "不支持该 Expect", "unknown expectation", malformed},
    {Refusal::method_not_allowed, 405, "不允许该方法", "method not allowed", malformed},
    {Refusal::method_unknown, 501, "不支持该方法", "unknown method", malformed},
    {Refusal::version_not_supported, 505, "只支持 HTTP/1.1",
     "HTTP/1.1 is spoken here", malformed},
    {Refusal::too_slow, 408, "请求超时，请重试", "the request took too long",
     &Metrics::rejected_too_slow},
    {Refusal::too_many_requests, 429, "请求过多，请稍后再试",
     "too many requests, try again later",
     &Metrics::rejected_rate},
    {Refusal::too_many_connections, 503, "连接过多，请稍后再试",
     "too many connections, try again later", &Metrics::rejected_connections},
    {Refusal::busy, 503, "系统繁忙，请稍后再试", "busy, try again later",
     &Metrics::rejected_busy},
    {Refusal::failed, 500, "系统出错", "something failed on our side", nullptr},
};

const Reason& reason_of(Refusal refusal) {
    for (const Reason& reason : reasons) {
        if (reason.refusal == refusal) return reason;
    }
    engine::expects(false, "every refusal has its words");
    return reasons[0];
}

std::string words_for(const Reason& reason, std::optional<surveys::Locale> locale) {
    if (!locale) return std::string(reason.zh_cn) + " / " + reason.en;
    return *locale == surveys::Locale::en ? reason.en : reason.zh_cn;
}

// Words of ours: nothing in them needs escaping.
std::string problem_of(int status, const std::string& words) {
    return std::string(R"({"type":"about:blank","title":")") + phrase_of(status) +
           R"(","status":)" + std::to_string(status) + R"(,"detail":")" + words + "\"}";
}

std::string page_of(const std::string& words, std::optional<surveys::Locale> locale) {
    const std::string language(name(locale.value_or(surveys::Locale::zh_cn)));
    return "<!doctype html>\n<html lang=\"" + language +
           "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\">\n<title>" + words +
           "</title>\n<h1>" + words + "</h1>\n</html>\n";
}

// Chinese unless English is named before it.
surveys::Locale first_spoken_in(std::string_view languages) {
    const std::size_t english = std::min(languages.find("en"), languages.find("EN"));
    const std::size_t chinese = std::min(languages.find("zh"), languages.find("ZH"));
    return english < chinese ? surveys::Locale::en : surveys::Locale::zh_cn;
}

}  // namespace

int status_of(Refusal refusal) { return reason_of(refusal).status; }

std::string refuse(Refusal refusal, After after,
                   std::optional<std::chrono::seconds> retry_after, const Hearer& hearer) {
    const Reason& reason = reason_of(refusal);
    const std::string status = std::to_string(reason.status);
    const std::string words = words_for(reason, hearer.locale);
    const std::string body = hearer.wants_page ? page_of(words, hearer.locale)
                                               : problem_of(reason.status, words);

    std::string bytes = "HTTP/1.1 " + status + ' ' + phrase_of(reason.status) + "\r\n";
    bytes += hearer.wants_page ? "Content-Type: text/html; charset=utf-8\r\n"
                                 "Content-Security-Policy: default-src 'none'\r\n"
                               : "Content-Type: application/problem+json\r\n";
    bytes += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
    if (hearer.locale) bytes.append("Content-Language: ").append(name(*hearer.locale)) += "\r\n";
    if (reason.status == 405) bytes += "Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\n";
    if (retry_after) bytes += "Retry-After: " + std::to_string(retry_after->count()) + "\r\n";
    bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    bytes += after == After::close ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    return hearer.head_only ? bytes : bytes + body;
}

Hearer hearer_of(std::string_view request) {
    Hearer hearer{.locale = surveys::Locale::zh_cn,
                  .wants_page = false,
                  .head_only = request.starts_with("HEAD ")};
    std::string_view head = request.substr(0, request.find("\r\n\r\n"));
    for (std::size_t end = head.find("\r\n"); end != head.npos; end = head.find("\r\n")) {
        head.remove_prefix(end + 2);
        const auto header = split_header_line(head.substr(0, head.find("\r\n")));
        if (!header) continue;
        if (is_same_name(header->name, "accept"))
            hearer.wants_page = header->value.find("text/html") != std::string_view::npos;
        if (is_same_name(header->name, "accept-language"))
            hearer.locale = first_spoken_in(header->value);
    }
    return hearer;
}

void count(Refusal refusal, Metrics& metrics) {
    if (const auto counter = reason_of(refusal).counter) ++(metrics.*counter);
}

const char* phrase_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 411: return "Length Required";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 423: return "Locked";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Unknown";
    }
}

}  // namespace http
