// The library's reading of a JSON text, against which our own is held.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "surveys/questionnaires/strict_json.h"

namespace tests {

// The same value, with the same members in it: one that stands twice in `text` is in neither.
inline bool is_same(const surveys::Json& ours, const nlohmann::json& theirs) {
    if (theirs.is_null()) return ours.is_null();
    if (theirs.is_boolean()) return ours.boolean() && *ours.boolean() == theirs.get<bool>();
    if (theirs.is_string()) return ours.string() && *ours.string() == theirs.get<std::string>();
    if (theirs.is_number_integer())
        return ours.number() && ours.number()->integer == theirs.get<std::int64_t>() &&
               ours.number()->text == theirs.dump();
    if (theirs.is_array()) {
        if (!ours.array() || ours.array()->size() != theirs.size()) return false;
        for (std::size_t at = 0; at < theirs.size(); ++at)
            if (!is_same((*ours.array())[at], theirs[at])) return false;
        return true;
    }
    if (!theirs.is_object() || !ours.object() || ours.object()->size() != theirs.size())
        return false;
    for (const auto& [key, value] : theirs.items()) {
        const surveys::Json* const member = ours.find(key);
        if (member == nullptr || !is_same(*member, value)) return false;
    }
    return true;
}

// What the library reads of it; a discarded value where it is no JSON.
inline nlohmann::json library_reading(std::string_view text) {
    return nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
}

}  // namespace tests
