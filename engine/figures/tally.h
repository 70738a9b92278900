// A tally: how often each answer of one grade question was given.
#pragma once

#include <array>
#include <cstdint>

#include "engine/figures/grade.h"
#include "engine/figures/scale.h"

namespace engine {

// Integers only, so merging is addition: exact, in any order, and it can be taken back. Answers
// that are no grade are kept apart: not applicable, left blank, and default ratings nobody gave.
struct Tally {
    std::array<std::int64_t, 5> times{};  // best grade first
    std::int64_t not_applicable = 0;
    std::int64_t blank = 0;
    std::int64_t by_default = 0;

    std::int64_t count(Grade grade) const { return times.at(index(grade)); }
    std::int64_t n() const;  // grades given: the denominator of every figure
    std::int64_t satisfied(const Scale& scale) const;
    std::int64_t points(const Scale& scale) const;

    void add(Grade grade, std::int64_t how_often = 1) { times.at(index(grade)) += how_often; }
    Tally& operator+=(const Tally& other);
    Tally& operator-=(const Tally& other);

    friend Tally operator+(Tally left, const Tally& right) { return left += right; }
    friend Tally operator-(Tally left, const Tally& right) { return left -= right; }
    friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace engine
