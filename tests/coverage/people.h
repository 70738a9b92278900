// People of whom everybody's grade is known, asked one after another in a random order.
#pragma once

#include <cstdint>
#include <random>

#include "engine/figures/tally.h"

namespace coverage {

// Without replacement, every order equally likely, from a seed. Requires somebody left to ask.
class People {
public:
    People(const engine::Tally& everybody, std::uint64_t seed)
        : silent_(everybody), left_(everybody.n()), random_(seed) {}

    engine::Grade ask();

private:
    engine::Tally silent_;
    std::int64_t left_;
    std::mt19937_64 random_;
};

}  // namespace coverage
