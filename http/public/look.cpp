#include "http/public/look.h"

#include <httplib.h>

#include <cctype>
#include <optional>
#include <string_view>

namespace http {
namespace {

std::optional<surveys::Locale> language(std::string_view tag) {
    const auto is = [tag](std::string_view prefix) {
        if (tag.size() < prefix.size()) return false;
        for (std::size_t at = 0; at < prefix.size(); ++at) {
            if (std::tolower(static_cast<unsigned char>(tag[at])) != prefix[at]) return false;
        }
        return tag.size() == prefix.size() || tag[prefix.size()] == '-';
    };
    if (is("en")) return surveys::Locale::en;
    if (is("zh")) return surveys::Locale::zh_cn;
    return std::nullopt;
}

}  // namespace

Look look_of(const httplib::Request& request, surveys::Locale usual) {
    const auto asked = language(request.get_param_value("lang"));
    return {.locale = asked.value_or(usual), .large = request.get_param_value("size") == "large"};
}

surveys::Locale asked_locale(const httplib::Request& request, surveys::Locale usual) {
    return first_spoken(request.get_header_value("Accept-Language"), usual);
}

surveys::Locale first_spoken(std::string_view accept_language, surveys::Locale usual) {
    std::string_view rest = accept_language;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        std::string_view tag = rest.substr(0, comma);
        while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
        tag = tag.substr(0, tag.find_first_of("; "));
        if (const auto locale = language(tag)) return *locale;
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return usual;
}

std::string query(const Look& look) {
    std::string text;
    if (look.locale == surveys::Locale::en) text += "lang=en";
    if (look.large) text += text.empty() ? "size=large" : "&size=large";
    return text;
}

std::string with_look(const std::string& path, const Look& look) {
    const std::string asked = query(look);
    return asked.empty() ? path : path + (path.find('?') == std::string::npos ? "?" : "&") + asked;
}

}  // namespace http
