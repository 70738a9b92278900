#include "http/settings/setting_faults.h"

#include <stdexcept>

#include "http/commands/origin.h"
#include "http/front/loop.h"
#include "http/front/trusted_proxies.h"
#include "http/watch/log_line.h"

namespace http {

std::optional<surveys::Words> address_fault(const std::string& text) {
    try {
        static_cast<void>(read_address(text));
        return std::nullopt;
    } catch (const std::invalid_argument&) {
        return surveys::Words{"地址应写作 0.0.0.0:8080、[::1]:8080 或 unix:/run/manyidu/public.sock，"
                              "不能是 " + text,
                              "Write an address as 0.0.0.0:8080, [::1]:8080 or "
                              "unix:/run/manyidu/public.sock, not " + text};
    }
}

std::optional<surveys::Words> origin_fault(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto problems = read_origin(text).problems;
    if (problems.empty()) return std::nullopt;
    return problems.front().words;
}

std::optional<surveys::Words> desk_origin_fault(const std::string& text) {
    if (auto fault = origin_fault(text)) return fault;
    if (text.empty() || text.rfind("https://", 0) == 0) return std::nullopt;
    return surveys::Words{"办公端的网址是 TLS 代理的网址，应以 https:// 开头",
                          "This is where TLS ends: it begins with https://"};
}

std::optional<surveys::Words> proxy_fault(const std::string& text) {
    if (text == "unix" || Network::read(text)) return std::nullopt;
    return surveys::Words{"应写作 10.0.0.7、10.0.0.0/8、2001:db8::/32 或 unix，不能是 " + text,
                          "Write 10.0.0.7, 10.0.0.0/8, 2001:db8::/32 or unix, not " + text};
}

std::optional<surveys::Words> log_level_fault(const std::string& text) {
    for (const LogLevel level : {LogLevel::debug, LogLevel::info, LogLevel::warning,
                                 LogLevel::error, LogLevel::critical}) {
        if (text == name(level)) return std::nullopt;
    }
    return surveys::Words{"应为 debug、info、warning、error 或 critical",
                          "must be debug, info, warning, error or critical"};
}

std::optional<surveys::Words> log_format_fault(const std::string& text) {
    if (text == "logfmt" || text == "json") return std::nullopt;
    return surveys::Words{"应为 logfmt 或 json", "must be logfmt or json"};
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

}  // namespace http
