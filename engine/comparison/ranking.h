// A ranking: which places a unit may truly hold among the others, given how few its answers are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/inference/share.h"

namespace engine {

// With fewer answers a unit is not ranked, nor does it push others down.
inline constexpr std::int64_t ranked_answers_min = 30;

// `exact`: Fisher's one-sided test, never wrong oftener than promised. `mid_p` counts only half of
// the chance of the very counts found (Lancaster 1961): shorter intervals, right on average only.
enum class PairTest { exact, mid_p };

// Places from 1, the best. All units could be anywhere between `best` and `worst`.
struct RankInterval {
    std::int64_t best = 0;
    std::int64_t worst = 0;

    friend bool operator==(const RankInterval&, const RankInterval&) = default;
};

// Every ordered pair of ranked units is tested for "the first is no better than the second", all of
// these together by Holm; a unit's places are 1 + those proved better … units - those proved
// worse. With chance 1 - error every unit's true place lies in its interval, at once (Klein,
// Wright & Wieczorek 2020, JRSS A 183:589–612; Mogstad, Romano, Shaikh & Wilhelm 2024). About the
// service, not about this year's people: binomial, no finite population. For each unit in its
// place; nullopt below the minimum, hence also without cases. Requires 0 < error < 1.
std::vector<std::optional<RankInterval>> rank_intervals(
    std::span<const Share> units, double error, PairTest test = PairTest::exact,
    std::int64_t answers_min = ranked_answers_min);

}  // namespace engine
