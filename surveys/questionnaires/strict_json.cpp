#include "surveys/questionnaires/strict_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "surveys/limits.h"
#include "surveys/questionnaires/plain_json.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

bool by_key(const JsonMember& left, const JsonMember& right) { return left.key < right.key; }
bool same_key(const JsonMember& left, const JsonMember& right) { return left.key == right.key; }

// Builds the value while the parser walks the text, so that nothing deep or doubled is ever built.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
public:
    JsonReading reading;

    bool null() override { return put(std::monostate{}); }
    bool boolean(bool yes) override { return put(yes); }
    bool number_integer(std::int64_t number) override {
        return put(JsonNumber{std::to_string(number), number});
    }
    bool number_unsigned(std::uint64_t number) override {
        const bool fits = number <= std::uint64_t{INT64_MAX};
        return put(JsonNumber{std::to_string(number),
                              fits ? std::optional{static_cast<std::int64_t>(number)}
                                   : std::nullopt});
    }
    bool number_float(double /*value*/, const std::string& text) override {
        return put(JsonNumber{text, std::nullopt});
    }
    bool string(std::string& text) override {
        const bool nul = has_nul(text);
        put(std::move(text));
        if (nul) note(place(open_.size()), {"含有空字符(U+0000)", "contains U+0000"});
        return true;
    }
    bool binary(binary_t& /*bytes*/) override { return false; }

    bool start_object(std::size_t /*size*/) override { return descend(Json::Object{}); }
    bool start_array(std::size_t /*size*/) override { return descend(Json::Array{}); }
    bool end_array() override { return ascend(); }
    bool key(std::string& key) override {
        auto& members = std::get<Json::Object>(open_.back()->value);
        members.push_back({std::move(key), {}});
        if (has_nul(members.back().key))
            note(place(open_.size()), {"字段名含有空字符(U+0000)", "the key contains U+0000"});
        return true;
    }
    bool end_object() override {
        auto& members = std::get<Json::Object>(open_.back()->value);
        if (!std::is_sorted(members.begin(), members.end(), by_key))
            std::stable_sort(members.begin(), members.end(), by_key);
        for (auto twin = std::adjacent_find(members.begin(), members.end(), same_key);
             twin != members.end();
             twin = std::adjacent_find(twin + 1, members.end(), same_key))
            note(pointer(place(open_.size() - 1), twin->key),
                 {"字段重复", "the field stands here twice"});
        members.erase(std::unique(members.begin(), members.end(), same_key), members.end());
        return ascend();
    }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::json::exception& /*error*/) override {
        reading.malformed = true;
        reading.problems = {{"", {"不是有效的 JSON（第 " + std::to_string(position) + " 字节处）",
                                  "not valid JSON at byte " + std::to_string(position)}}};
        return false;
    }

private:
    void note(std::string place, Words words) {
        if (reading.problems.size() < limits.problems_max)
            reading.problems.push_back({std::move(place), std::move(words)});
    }

    // Where the value now being read goes: the root, a new element or the last key's value.
    Json& slot() {
        if (open_.empty()) return reading.value.emplace();
        if (auto* array = std::get_if<Json::Array>(&open_.back()->value))
            return array->emplace_back();
        return std::get<Json::Object>(open_.back()->value).back().value;
    }

    template <typename Value>
    bool put(Value&& value) {
        slot().value = std::forward<Value>(value);
        return true;
    }

    template <typename Container>
    bool descend(Container&& empty) {
        if (open_.size() >= limits.json_depth_max) {
            const std::string most = std::to_string(limits.json_depth_max);
            note(place(open_.size() - 1),
                 {"嵌套过深（最多 " + most + " 层）", "nested deeper than " + most + " levels"});
            return false;
        }
        Json& opened = slot();
        opened.value = std::forward<Container>(empty);
        open_.push_back(&opened);
        return true;
    }

    bool ascend() {
        open_.pop_back();
        return true;
    }

    // The pointer to what the first `depth` open containers are at.
    std::string place(std::size_t depth) const {
        std::string path;
        for (const Json* container : std::span{open_}.first(depth))
            path = container->array() != nullptr
                       ? pointer(path, container->array()->size() - 1)
                       : pointer(path, container->object()->back().key);
        return path;
    }

    std::vector<Json*> open_;  // a container does not move while a child of it is open
};

}  // namespace

const Json* Json::find(std::string_view key) const {
    const Object* members = object();
    if (members == nullptr) return nullptr;
    const auto found = std::lower_bound(
        members->begin(), members->end(), key,
        [](const JsonMember& member, std::string_view wanted) { return member.key < wanted; });
    return found != members->end() && found->key == key ? &found->value : nullptr;
}

JsonReading read_json(std::string_view text) {
    if (auto plain = read_plain_json(text))
        return {.value = std::move(plain), .malformed = false, .problems = {}};
    Builder builder;
    const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    if (!whole) builder.reading.value.reset();
    if (builder.reading.malformed && !is_utf8(text))
        builder.reading.problems = {{"", {"不是有效的 UTF-8 文本", "not valid UTF-8"}}};
    return std::move(builder.reading);
}

std::string pointer(std::string_view parent, std::string_view key) {
    std::string path{parent};
    path += '/';
    for (const char character : key) {
        if (character == '~')
            path += "~0";
        else if (character == '/')
            path += "~1";
        else
            path += character;
    }
    return path;
}

std::string pointer(std::string_view parent, std::size_t index) {
    return pointer(parent, std::to_string(index));
}

}  // namespace surveys
