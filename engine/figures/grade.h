// A grade: one of the five answers to "are you satisfied?".
//
// Inside the program a grade is always a name, never a bare number: official codes run in both
// directions (GB/T 39046-2020 counts 1 as best, the reporting interface counts 5 as best).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace engine {

enum class Grade { very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied };

inline constexpr std::array grades{Grade::very_satisfied, Grade::satisfied,
                                   Grade::fairly_satisfied, Grade::dissatisfied,
                                   Grade::very_dissatisfied};

constexpr std::size_t index(Grade grade) { return static_cast<std::size_t>(grade); }

// The name a grade travels under: "very_satisfied" … "very_dissatisfied".
std::string_view name(Grade grade);
std::optional<Grade> grade_named(std::string_view name);

}  // namespace engine
