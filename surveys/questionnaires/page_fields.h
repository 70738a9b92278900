// The names a page's form keeps for itself, so that no question can be called so.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace surveys {

inline constexpr std::array<std::string_view, 6> page_fields{"unit",    "code",   "key",
                                                             "channel", "locale", "first"};

constexpr bool is_page_field(std::string_view name) {
    return std::find(page_fields.begin(), page_fields.end(), name) != page_fields.end();
}

}  // namespace surveys
