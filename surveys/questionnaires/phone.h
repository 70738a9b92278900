// A phone: what somebody left so that the bureau may call back.
#pragma once

#include <algorithm>
#include <string_view>

namespace surveys {

// 5 to 20 of digits, spaces, + and -, five digits at least.
inline bool is_phone(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() >= 5 && text.size() <= 20 &&
           std::count_if(text.begin(), text.end(), is_digit) >= 5 &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return is_digit(c) || c == ' ' || c == '+' || c == '-';
           });
}

}  // namespace surveys
