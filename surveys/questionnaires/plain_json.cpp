#include "surveys/questionnaires/plain_json.h"

#include <algorithm>
#include <utility>

#include "surveys/limits.h"
#include "surveys/questionnaires/utf8.h"

namespace surveys {
namespace {

constexpr std::size_t digits_max = 15;       // of a number: certain to fit
constexpr std::size_t members_reserved = 4;  // most objects have no more

bool is_digit(char character) { return character >= '0' && character <= '9'; }

class PlainReader {
public:
    explicit PlainReader(std::string_view text) : rest_(text) {}

    // False as soon as something is not plain.
    bool read_whole(Json& value) {
        skip_space();
        if (!read(value)) return false;
        skip_space();
        return rest_.empty();
    }

private:
    void skip_space() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\n' || rest_[0] == '\r' ||
                                  rest_[0] == '\t'))
            rest_.remove_prefix(1);
    }

    bool take(char character) {
        if (!rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_word(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    bool read(Json& value) {
        if (rest_.empty()) return false;
        switch (rest_.front()) {
            case '"': return read_string(value.value.emplace<std::string>());
            case '{': return read_object(value.value.emplace<Json::Object>());
            case '[': return read_array(value.value.emplace<Json::Array>());
            case 't': value.value = true; return take_word("true");
            case 'f': value.value = false; return take_word("false");
            case 'n': return take_word("null");
            default: return read_number(value.value.emplace<JsonNumber>());
        }
    }

    bool read_number(JsonNumber& number) {
        const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
        const auto digits = static_cast<std::size_t>(end - rest_.begin());
        const bool is_padded = digits > 1 && rest_.front() == '0';
        if (digits == 0 || digits > digits_max || is_padded) return false;
        std::int64_t integer = 0;
        for (const char digit : rest_.substr(0, digits)) integer = integer * 10 + (digit - '0');
        number = {std::string(rest_.substr(0, digits)), integer};
        rest_.remove_prefix(digits);
        return true;  // a '.' or an 'e' behind it is then not what must follow
    }

    bool read_string(std::string& string) {
        rest_.remove_prefix(1);
        bool is_ascii = true;
        const auto* const end = std::find_if(rest_.begin(), rest_.end(), [&](char character) {
            const auto byte = static_cast<unsigned char>(character);
            is_ascii &= byte < 0x80;
            return byte == '"' || byte == '\\' || byte < 0x20;
        });
        if (end == rest_.end() || *end != '"') return false;
        const auto bytes = static_cast<std::size_t>(end - rest_.begin());
        string.assign(rest_.data(), bytes);
        rest_.remove_prefix(bytes + 1);
        return is_ascii || is_utf8(string);
    }

    bool read_array(Json::Array& array) {
        if (!open()) return false;
        if (take(']')) return close();
        do {
            skip_space();
            if (!read(array.emplace_back())) return false;
            skip_space();
        } while (take(','));
        return take(']') && close();
    }

    bool read_object(Json::Object& members) {
        if (!open()) return false;
        if (take('}')) return close();
        members.reserve(members_reserved);
        do {
            skip_space();
            JsonMember& member = members.emplace_back();
            if (!rest_.starts_with('"') || !read_string(member.key)) return false;
            skip_space();
            if (!take(':')) return false;
            skip_space();
            if (!read(member.value)) return false;
            skip_space();
        } while (take(','));
        return take('}') && close() && sort(members);
    }

    // Past the bracket, and what may stand behind it.
    bool open() {
        rest_.remove_prefix(1);
        skip_space();
        return ++depth_ <= limits.json_depth_max;
    }

    bool close() {
        --depth_;
        return true;
    }

    // False where a key stands twice.
    static bool sort(Json::Object& members) {
        if (!std::ranges::is_sorted(members, {}, &JsonMember::key))
            std::ranges::sort(members, {}, &JsonMember::key);
        return std::ranges::adjacent_find(members, {}, &JsonMember::key) == members.end();
    }

    std::string_view rest_;
    std::size_t depth_ = 0;
};

}  // namespace

std::optional<Json> read_plain_json(std::string_view text) {
    std::optional<Json> value{std::in_place};
    if (!PlainReader(text).read_whole(*value)) value.reset();
    return value;
}

}  // namespace surveys
