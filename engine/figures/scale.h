// A scale: what each grade is worth and which grades count as satisfied.
#pragma once

#include <array>

#include "engine/figures/grade.h"

namespace engine {

// Data, fixed when a survey opens. `points` run from the best grade to the worst, 0..100, and
// never rise on the way; `last_satisfied` and every better grade count as satisfied.
struct Scale {
    std::array<int, 5> points{100, 80, 60, 30, 0};
    Grade last_satisfied = Grade::fairly_satisfied;

    constexpr int worth(Grade grade) const { return points.at(index(grade)); }
    constexpr bool satisfies(Grade grade) const { return grade <= last_satisfied; }

    friend bool operator==(const Scale&, const Scale&) = default;
};

// The bureau's own: 100/80/60/30/0, and 基本满意 counts as satisfied.
inline constexpr Scale bureau_scale{};
static_assert(bureau_scale.satisfies(Grade::fairly_satisfied));
static_assert(!bureau_scale.satisfies(Grade::dissatisfied));

}  // namespace engine
