#include "surveys/questionnaires/words.h"

namespace surveys {

std::string_view name(Locale locale) { return locale == Locale::en ? "en" : "zh-CN"; }

std::optional<Locale> locale_named(std::string_view name) {
    if (name == "zh-CN") return Locale::zh_cn;
    if (name == "en") return Locale::en;
    return std::nullopt;
}

}  // namespace surveys
