// Numbers as a score shows them: decimal strings that never claim more than the figure does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/inference/bounds.h"
#include "reports/score.h"

namespace reports {

struct ShownBounds {
    std::string lower;
    std::string upper;
};

// Two places; never rounded to where the verdict would read differently, nor up to the best.
std::optional<std::string> shown_value(const Score& score);
std::optional<ShownBounds> shown_interval(const Score& score);
std::optional<ShownBounds> shown_worst_case(const Score& score);
// The share of the two best grades; nullopt without answers.
std::optional<std::string> shown_stricter(const Score& score);

// "78.13": so many of so many in percent. Requires 0 <= count <= of and of > 0.
std::string shown_part(std::int64_t count, std::int64_t of);

// "+1.25", "-0.80": how far a part's value is from the whole's, as rounded; nullopt without answers
// in one of them.
std::optional<std::string> shown_difference(const Score& part, const Score& whole);

std::optional<std::string> shown_points(const Score& score);  // "9.63"
// "9.9996", only when a missed target's points round to the full weight.
std::optional<std::string> shown_unrounded_points(const Score& score);

}  // namespace reports
