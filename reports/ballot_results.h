// A ballot's results: when they may be said, and then all of them at once.
//
// Two figures that differ by one answer would tell it, so no range of days and no choice of sources
// ever cuts a ballot: it counts whole, on the day it was closed, or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/figures/tally.h"
#include "reports/period.h"
#include "surveys/store/store.h"

namespace reports {

// Whether results must wait: a ballot's, before it is closed or when too few answered.
bool is_sealed(const surveys::Survey& survey, std::int64_t answers);
// What may be said about a sealed ballot: how many forms came, rounded down to five.
inline constexpr std::int64_t received_step = 5;
std::int64_t received_in_steps(std::int64_t answers);

// Everything given to one question: grades, not applicable and blank.
std::int64_t answers_in(const engine::Tally& tally);

// All answers to a question of a closed ballot. nullopt while it is sealed, and when those of the
// other sources, left out, would be so few that a second figure could tell them.
[[nodiscard]] std::optional<engine::Tally> ballot_tally(
    const surveys::Store& store, const surveys::Survey& ballot, const std::string& question,
    const std::vector<surveys::Source>& sources);

}  // namespace reports
