#include <charconv>
#include <string>

#include "http/settings/setting_list.h"

namespace http {
namespace {

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string number(double value) {
    char text[64];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value);
    std::string result(text, error == std::errc{} ? end : text);
    return result.find_first_of(".e") == std::string::npos ? result + ".0" : result;
}

struct InToml {
    std::string operator()(const std::size_t* value) const { return std::to_string(*value); }
    std::string operator()(const std::int64_t* value) const { return std::to_string(*value); }
    std::string operator()(const std::chrono::milliseconds* value) const {
        return std::to_string(value->count());
    }
    std::string operator()(const double* value) const { return number(*value); }
    std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
    std::string operator()(const std::string* value) const { return quoted(*value); }
    std::string operator()(const std::vector<std::string>* values) const {
        std::string list = "[";
        for (const std::string& value : *values)
            list.append(list.size() > 1 ? ", " : "").append(quoted(value));
        return list + "]";
    }
};

}  // namespace

std::string name_of(const Setting& setting) {
    return setting.key.substr(setting.key.rfind('.') + 1);
}

std::string table_of(const Setting& setting) {
    return setting.key.substr(0, setting.key.rfind('.'));
}

std::string value_in_toml(const Setting& setting) { return std::visit(InToml{}, setting.place); }

surveys::Words kind_in_words(const Setting& setting) {
    const std::string range = std::to_string(setting.least) + "–" + std::to_string(setting.most);
    switch (setting.place.index()) {
        case 0:
        case 1:
        case 2: return {"整数 " + range, "an integer " + range};
        case 3: return {"数字 " + range, "a number " + range};
        case 4: return {"true 或 false", "true or false"};
        case 5: return {"文字", "a text"};
        default: return {"文字的列表", "a list of texts"};
    }
}

}  // namespace http
