#include "http/public/grade_row.h"

#include <array>

namespace http {
namespace {

struct Row {
    std::string_view zh_cn;
    std::string_view en;
    std::string_view mouth;
};

constexpr std::array<Row, 5> rows{{
    {"非常满意", "Very satisfied", "M9.5 18.5h13a6.5 6 0 0 1-13 0z"},
    {"满意", "Satisfied", "M10.5 19.5q5.5 4.6 11 0"},
    {"基本满意", "Fairly satisfied", "M11 20.3q5 1.4 10 0"},
    {"不满意", "Dissatisfied", "M10.5 22q5.5-4.6 11 0"},
    {"非常不满意", "Very dissatisfied", "M9.5 23.5h13a6.5 6 0 0 0-13 0z"},
}};

}  // namespace

std::string_view grade_word(engine::Grade grade, surveys::Locale locale) {
    const Row& row = rows.at(engine::index(grade));
    return locale == surveys::Locale::en ? row.en : row.zh_cn;
}

std::string grade_label(engine::Grade grade, surveys::Locale locale) {
    std::string label(grade_word(grade, locale));
    constexpr std::string_view very = "非常";
    if (label.starts_with(very)) label.insert(very.size(), "<wbr>");
    return label;
}

std::string_view mouth_of(engine::Grade grade) { return rows.at(engine::index(grade)).mouth; }

}  // namespace http
