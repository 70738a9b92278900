#include "http/public/markup.h"

namespace http {

std::string escape_html(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char letter : text) {
        if (letter == '&') safe += "&amp;";
        else if (letter == '<') safe += "&lt;";
        else if (letter == '>') safe += "&gt;";
        else if (letter == '"') safe += "&quot;";
        else if (letter == '\'') safe += "&#39;";
        else safe += letter;
    }
    return safe;
}

std::string hidden_field(std::string_view name, std::string_view value) {
    return "<input type=\"hidden\" name=\"" + escape_html(name) + "\" value=\"" +
           escape_html(value) + "\">\n";
}

std::string escape_url(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string safe;
    for (const char letter : text) {
        if (unreserved.find(letter) != std::string_view::npos) {
            safe += letter;
        } else {
            const auto byte = static_cast<unsigned char>(letter);
            safe += '%';
            safe += digits[byte >> 4U];
            safe += digits[byte & 15U];
        }
    }
    return safe;
}

}  // namespace http
