#include "engine/figures/grade.h"

namespace engine {
namespace {

constexpr std::array<std::string_view, 5> names{
    "very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"};

}  // namespace

std::string_view name(Grade grade) { return names.at(index(grade)); }

std::optional<Grade> grade_named(std::string_view name) {
    for (const Grade grade : grades)
        if (names.at(index(grade)) == name) return grade;
    return std::nullopt;
}

}  // namespace engine
