// The body of a desk request: a strict JSON object of a few named fields.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "surveys/questionnaires/problem.h"

namespace http {

enum class FieldType { text, count, flag };

struct Field {
    std::string_view name;
    FieldType type = FieldType::text;
    bool required = false;
};

// The fields that were there, each of the type it was asked for; and every problem, with unknown
// and doubled fields among them.
struct Body {
    std::map<std::string, std::variant<std::string, std::int64_t, bool>, std::less<>> fields;
    surveys::Problems problems;

    std::optional<std::string> text(std::string_view name) const;
    std::optional<std::int64_t> count(std::string_view name) const;
    bool flag(std::string_view name) const;  // false when absent
};

// An empty body is an empty object.
Body read_body(std::string_view json, std::initializer_list<Field> expected);

}  // namespace http
