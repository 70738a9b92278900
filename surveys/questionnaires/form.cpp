#include <algorithm>

#include "surveys/questionnaires/submission.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// A percent sign without two digits behind it stays what it is, as browsers do it.
std::string decoded(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() &&
                            hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        if (escape) {
            plain += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            plain += text[i] == '+' ? ' ' : text[i];
        }
    }
    return plain;
}

}  // namespace

std::optional<FormFields> parse_form(std::string_view body) {
    FormFields fields;
    while (!body.empty()) {
        const std::string_view field = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), field.size() + 1));
        if (field.empty()) continue;
        const std::size_t equals = std::min(field.find('='), field.size());
        std::string name = decoded(field.substr(0, equals));
        std::string value = decoded(field.substr(std::min(equals + 1, field.size())));
        if (has_nul(name) || has_nul(value) || !is_utf8(name) || !is_utf8(value))
            return std::nullopt;
        fields.emplace_back(std::move(name), std::move(value));
    }
    return fields;
}

}  // namespace surveys
