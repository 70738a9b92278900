#include "surveys/questionnaires/json_fields.h"

#include <algorithm>

#include "surveys/limits.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

bool is_code_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

Words wrong_type(std::string_view zh_cn, std::string_view en) {
    return {"应为" + std::string{zh_cn}, "must be " + std::string{en}};
}

}  // namespace

Fields::Fields(const Json& json, std::string place, Problems& problems)
    : json_(json), place_(std::move(place)), problems_(problems) {
    if (json_.object() == nullptr)
        problems_.push_back({place_, wrong_type("对象 {…}", "an object {…}")});
}

void Fields::note(std::string_view field, Words words) {
    problems_.push_back({place_of(field), std::move(words)});
}

const Json* Fields::find(std::string_view field, Need need) {
    known_.push_back(field);
    const Json* found = json_.find(field);
    if (found == nullptr && need == Need::required && json_.object() != nullptr)
        note(field, {"缺少这个字段", "this field is missing"});
    return found;
}

std::optional<std::string> Fields::text(std::string_view field, Need need) {
    const Json* found = find(field, need);
    if (found == nullptr) return std::nullopt;
    const std::string* text = found->string();
    if (text == nullptr) {
        note(field, wrong_type("文本", "text"));
        return std::nullopt;
    }
    if (characters(*text) > limits.text_characters_max) {
        const std::string most = std::to_string(limits.text_characters_max);
        note(field, {"不能超过 " + most + " 个字", "must not exceed " + most + " characters"});
        return std::nullopt;
    }
    return *text;
}

std::optional<std::string> Fields::id(std::string_view field, Need need) {
    const auto found = text(field, need);
    if (!found || is_id(*found)) return found;
    note(field, {"编号只能用 a–z、0–9、_ 和 -，最多 64 个字符",
                 "an id is 1 to 64 of a–z, 0–9, _ and -"});
    return std::nullopt;
}

std::optional<Words> Fields::words(std::string_view field, Need need) {
    const Json* found = find(field, need);
    if (found == nullptr) return std::nullopt;
    Fields languages{*found, place_of(field), problems_};
    const auto zh_cn = languages.text("zh-CN", Need::required);
    const auto en = languages.text("en", Need::optional);
    languages.refuse_others();
    if (zh_cn && is_blank(*zh_cn))
        languages.note("zh-CN", {"中文文字不能为空", "the Chinese text must not be empty"});
    return Words{zh_cn.value_or(""), en.value_or("")};
}

std::optional<std::int64_t> Fields::whole(std::string_view field, Need need, WholeNumbers range) {
    const Json* found = find(field, need);
    if (found == nullptr) return std::nullopt;
    const JsonNumber* number = found->number();
    if (number != nullptr && number->integer && *number->integer >= range.lowest &&
        *number->integer <= range.highest)
        return number->integer;
    const std::string lowest = std::to_string(range.lowest);
    const std::string highest = std::to_string(range.highest);
    note(field, wrong_type(" " + lowest + " 到 " + highest + " 的整数",
                           "a whole number from " + lowest + " to " + highest));
    return std::nullopt;
}

std::optional<bool> Fields::boolean(std::string_view field, Need need) {
    const Json* found = find(field, need);
    if (found == nullptr) return std::nullopt;
    if (const bool* yes = found->boolean()) return *yes;
    note(field, wrong_type(" true 或 false", "true or false"));
    return std::nullopt;
}

const Json::Array* Fields::array(std::string_view field, Need need) {
    const Json* found = find(field, need);
    if (found == nullptr) return nullptr;
    if (found->array() == nullptr) note(field, wrong_type("列表 […]", "a list […]"));
    return found->array();
}

std::vector<std::string> Fields::texts(std::string_view field, Need need) {
    const Json::Array* elements = array(field, need);
    if (elements == nullptr) return {};
    if (elements->empty()) note(field, {"列表不能为空", "the list must not be empty"});
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < elements->size(); ++i) {
        const std::string* text = (*elements)[i].string();
        const std::string place = pointer(place_of(field), i);
        if (text == nullptr)
            problems_.push_back({place, wrong_type("文本", "text")});
        else if (std::find(texts.begin(), texts.end(), *text) != texts.end())
            problems_.push_back({place, {"重复", "stands here twice"}});
        else
            texts.push_back(*text);
    }
    return texts;
}

void Fields::refuse_others() {
    if (json_.object() == nullptr) return;
    for (const JsonMember& member : *json_.object())
        if (std::find(known_.begin(), known_.end(), member.key) == known_.end())
            note(member.key, {"没有这个字段", "there is no such field"});
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= limits.id_characters_max &&
           std::all_of(text.begin(), text.end(), is_code_character);
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= limits.id_characters_max &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_code_character(c) || (c >= 'A' && c <= 'Z');
           });
}

}  // namespace surveys
