#include "http/commands/origin.h"

#include <regex>

namespace http {
namespace {

constexpr int port_max = 65'535;

// A name or IPv4 address, or an IPv6 address in brackets; nothing may follow the port.
bool is_origin(const std::string& text) {
    static const std::regex shape(
        R"(https?://([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:([0-9]{1,5}))?)");
    std::smatch match;
    if (!std::regex_match(text, match, shape)) return false;
    if (!match[4].matched) return true;
    const int port = std::stoi(match[4]);
    return port > 0 && port <= port_max;
}

}  // namespace

OriginReading read_origin(std::string_view text) {
    const std::string origin(text);
    if (origin.empty())
        return {"", {{"--origin", {"印在纸上的链接从哪里开始？例如 --origin https://pj.example.gov.cn",
                                   "What do the printed links begin with? For example "
                                   "--origin https://pj.example.gov.cn"}}}};
    if (origin.size() > origin_characters_max || !is_origin(origin))
        return {"", {{"--origin", {"写作 https://pj.example.gov.cn 或 http://10.0.0.8:8080,"
                                   "后面不带路径，不超过 64 个字符",
                                   "Write https://pj.example.gov.cn or http://10.0.0.8:8080, "
                                   "without a path, in at most 64 characters"}}}};
    return {origin, {}};
}

}  // namespace http
