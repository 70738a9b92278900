// One of a few: a field that holds the name of an enumerator.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/questionnaires/json_fields.h"

namespace surveys {

template <typename Enumeration, std::size_t size>
std::optional<Enumeration> one_of(Fields& fields, std::string_view field,
                                  const std::array<Enumeration, size>& known) {
    const auto text = fields.text(field, Need::required);
    if (!text) return std::nullopt;
    std::string names;
    for (const Enumeration each : known) {
        if (name(each) == *text) return each;
        names.append(" ").append(name(each));
    }
    fields.note(field, {"应为其中之一：" + names, "must be one of" + names});
    return std::nullopt;
}

}  // namespace surveys
