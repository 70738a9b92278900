// Fields: the members of one JSON object, taken out by name; what is wrong is noted, not thrown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/questionnaires/strict_json.h"

namespace surveys {

enum class Need { required, optional };

struct WholeNumbers {
    std::int64_t lowest = 0;
    std::int64_t highest = 0;
};

// Each function gives nothing, and notes why, when a required field is missing or any is of
// another type. `refuse_others` notes every field nobody asked for. Views live as long as `json`.
class Fields {
public:
    Fields(const Json& json, std::string place, Problems& problems);

    const Json* find(std::string_view field, Need need);  // of any type, null among them
    std::optional<std::string> text(std::string_view field, Need need);
    std::optional<std::string> id(std::string_view field, Need need);
    std::optional<Words> words(std::string_view field, Need need);
    std::optional<std::int64_t> whole(std::string_view field, Need need, WholeNumbers range);
    std::optional<bool> boolean(std::string_view field, Need need);
    const Json::Array* array(std::string_view field, Need need);
    std::vector<std::string> texts(std::string_view field, Need need);
    void refuse_others();

    void note(std::string_view field, Words words);
    std::string place_of(std::string_view field) const { return pointer(place_, field); }

private:
    const Json& json_;
    std::string place_;
    Problems& problems_;
    std::vector<std::string_view> known_;
};

// [a-z0-9_-], 1 to limits.id_characters_max of them: safe in addresses, forms and columns.
bool is_id(std::string_view text);
// The same, and capital letters too: the code of an option or a unit.
bool is_code(std::string_view text);

}  // namespace surveys
