#include "surveys/demo/draw.h"

#include <numeric>

#include "engine/expects.h"

namespace surveys {

// The remainder leans by less than 1 in 2^40 for the small ends drawn here.
std::int64_t Draw::below(std::int64_t end) {
    engine::expects(end > 0, "something is drawn from something");
    return static_cast<std::int64_t>(numbers_() % static_cast<std::uint64_t>(end));
}

bool Draw::happens(int times, int in_times) { return below(in_times) < times; }

std::size_t Draw::weighted(std::span<const int> weights) {
    std::int64_t left = below(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    std::size_t place = 0;
    while (left >= weights[place]) left -= weights[place++];
    return place;
}

engine::Grade Draw::grade(std::span<const int, 5> weights) {
    return engine::grades.at(weighted(weights));
}

}  // namespace surveys
