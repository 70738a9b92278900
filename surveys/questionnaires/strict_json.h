// Strict JSON: a text from outside, read without guessing what it might have meant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "surveys/questionnaires/problem.h"

namespace surveys {

// `text` is as it was written (5.0 stays "5.0"); `integer` only for what was written as one and
// fits. So 5.7, true and 4294967300 can never pass for a grade or a score.
struct JsonNumber {
    std::string text;
    std::optional<std::int64_t> integer;
};

struct JsonMember;

struct Json {
    using Array = std::vector<Json>;
    using Object = std::vector<JsonMember>;  // sorted by key, no doubles

    std::variant<std::monostate, bool, JsonNumber, std::string, Array, Object> value;

    bool is_null() const { return std::holds_alternative<std::monostate>(value); }
    const bool* boolean() const { return std::get_if<bool>(&value); }
    const JsonNumber* number() const { return std::get_if<JsonNumber>(&value); }
    const std::string* string() const { return std::get_if<std::string>(&value); }
    const Array* array() const { return std::get_if<Array>(&value); }
    const Object* object() const { return std::get_if<Object>(&value); }
    const Json* find(std::string_view key) const;  // null when absent or this is no object
};

struct JsonMember {
    std::string key;
    Json value;
};

// No value: the text is no JSON (`malformed`, one problem) or nested deeper than
// limits.json_depth_max. Beside a value stand doubled keys and texts with U+0000; places are
// JSON pointers.
struct JsonReading {
    std::optional<Json> value;
    bool malformed = false;
    Problems problems;
};

[[nodiscard]] JsonReading read_json(std::string_view text);

// "/questions/3" and "show_if" make "/questions/3/show_if" (RFC 6901).
std::string pointer(std::string_view parent, std::string_view key);
std::string pointer(std::string_view parent, std::size_t index);

}  // namespace surveys
