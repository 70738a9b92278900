#include "surveys/questionnaires/scale_fields.h"

#include <algorithm>

namespace surveys {

std::optional<std::array<int, 5>> read_points(Fields& fields, std::string_view field) {
    const Json::Array* elements = fields.array(field, Need::required);
    if (elements == nullptr) return std::nullopt;
    std::array<int, 5> points{};
    bool good = elements->size() == points.size();
    for (std::size_t i = 0; good && i < points.size(); ++i) {
        const JsonNumber* number = (*elements)[i].number();
        good = number != nullptr && number->integer && *number->integer >= 0 &&
               *number->integer <= 100;
        if (good) points.at(i) = static_cast<int>(*number->integer);
    }
    if (good && std::is_sorted(points.rbegin(), points.rend())) return points;
    fields.note(field, {"应为五个 0 到 100 的整数，从最好到最差不得升高",
                        "must be five whole numbers from 0 to 100 that never rise, best first"});
    return std::nullopt;
}

engine::Scale read_scale(Fields& file, std::string_view field, Problems& problems) {
    const Json* json = file.find(field, Need::optional);
    if (json == nullptr) return engine::bureau_scale;
    Fields fields{*json, file.place_of(field), problems};
    engine::Scale scale;
    scale.points = read_points(fields, "points").value_or(scale.points);
    if (const auto text = fields.text("last_satisfied", Need::required)) {
        const auto grade = engine::grade_named(*text);
        scale.last_satisfied = grade.value_or(scale.last_satisfied);
        if (!grade || *grade == engine::Grade::very_dissatisfied)
            fields.note("last_satisfied",
                        {"应为五级之一（不能是最差一级）", "must be a grade, and not the worst one"});
    }
    fields.refuse_others();
    return scale;
}

}  // namespace surveys
