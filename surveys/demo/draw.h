// A draw: chance with a fixed seed, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>

#include "engine/figures/grade.h"

namespace surveys {

class Draw {
public:
    explicit Draw(std::uint64_t seed) : numbers_(seed) {}

    std::int64_t below(std::int64_t end);                // 0 … end - 1
    bool happens(int times, int in_times);               // 3 in 10
    std::size_t weighted(std::span<const int> weights);  // a place, as often as its weight
    engine::Grade grade(std::span<const int, 5> weights);
    template <typename Things>
    const auto& one_of(const Things& things) {
        return things[static_cast<std::size_t>(below(std::ssize(things)))];
    }

private:
    std::mt19937_64 numbers_;  // its numbers are fixed by the standard, distributions are not
};

}  // namespace surveys
