// Words: one text in the languages people read here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace surveys {

enum class Locale { zh_cn, en };

std::string_view name(Locale locale);  // "zh-CN", "en"
std::optional<Locale> locale_named(std::string_view name);

// A text without English is shown in Chinese.
struct Words {
    std::string zh_cn;
    std::string en;

    const std::string& in(Locale locale) const {
        return locale == Locale::en && !en.empty() ? en : zh_cn;
    }
    friend bool operator==(const Words&, const Words&) = default;
};

}  // namespace surveys
