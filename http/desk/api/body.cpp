#include "http/desk/api/body.h"

#include <algorithm>

#include "surveys/questionnaires/strict_json.h"

namespace http {
namespace {

using surveys::Words;

const Words missing{"缺少这一项", "This is missing"};
const Words unknown{"没有这一项", "There is no such field"};

Words expected_words(FieldType type) {
    switch (type) {
        case FieldType::text: return {"应为文字", "This should be a text"};
        case FieldType::count: return {"应为整数", "This should be a whole number"};
        case FieldType::flag: return {"应为 true 或 false", "This should be true or false"};
    }
    return {};
}

void take(const Field& field, const surveys::Json& value, Body& body) {
    const auto* number = value.number();
    if (field.type == FieldType::text && value.string())
        body.fields.emplace(field.name, *value.string());
    else if (field.type == FieldType::count && number && number->integer)
        body.fields.emplace(field.name, *number->integer);
    else if (field.type == FieldType::flag && value.boolean())
        body.fields.emplace(field.name, *value.boolean());
    else
        body.problems.push_back({std::string(field.name), expected_words(field.type)});
}

}  // namespace

std::optional<std::string> Body::text(std::string_view name) const {
    const auto found = fields.find(name);
    if (found == fields.end()) return std::nullopt;
    return std::get<std::string>(found->second);
}

std::optional<std::int64_t> Body::count(std::string_view name) const {
    const auto found = fields.find(name);
    if (found == fields.end()) return std::nullopt;
    return std::get<std::int64_t>(found->second);
}

bool Body::flag(std::string_view name) const {
    const auto found = fields.find(name);
    return found != fields.end() && std::get<bool>(found->second);
}

Body read_body(std::string_view json, std::initializer_list<Field> expected) {
    Body body;
    const auto reading = surveys::read_json(json.empty() ? "{}" : json);
    body.problems = reading.problems;
    if (!reading.value) return body;
    const auto* object = reading.value->object();
    if (!object) {
        body.problems.push_back({"", {"应为一个 JSON 对象", "This should be a JSON object"}});
        return body;
    }
    for (const auto& [key, value] : *object) {
        const auto* field = std::find_if(
            expected.begin(), expected.end(),
            [&name = key](const Field& known) { return known.name == name; });
        if (field != expected.end()) take(*field, value, body);
        else body.problems.push_back({key, unknown});
    }
    for (const Field& field : expected)
        if (field.required && !reading.value->find(field.name))
            body.problems.push_back({std::string(field.name), missing});
    return body;
}

}  // namespace http
