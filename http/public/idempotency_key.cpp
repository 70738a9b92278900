#include "http/public/idempotency_key.h"

#include <algorithm>

#include "surveys/limits.h"

namespace http {

std::optional<std::string> idempotency_key(std::string_view header) {
    if (header.size() >= 2 && header.front() == '"' && header.back() == '"') {
        header = header.substr(1, header.size() - 2);
    }
    const bool visible = std::all_of(header.begin(), header.end(),
                                     [](char letter) { return letter > ' ' && letter < 0x7f; });
    if (!visible || header.empty() || header.size() > surveys::limits.key_characters_max) {
        return std::nullopt;
    }
    return std::string(header);
}

}  // namespace http
