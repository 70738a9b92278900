// A ballot's results: when they may be said, and then all of them at once.
//
// Two figures that differ by one answer would tell it, so no range of days and no choice of sources
// ever cuts a ballot: it counts whole, on the day it was closed, or not at all. A ballot that was
// never opened and has no codes is a box of paper forms that an officer counts: it counts whole in
// a period that holds all of its days.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/figures/tally.h"
#include "reports/period.h"
#include "surveys/store/store.h"

namespace reports {

// Whether results must wait: a ballot's, before it is closed or when too few answered.
bool is_sealed(const surveys::Survey& survey, std::int64_t answers);
// What may be said about a sealed ballot: how many forms came, rounded down to five.
std::int64_t received_in_steps(std::int64_t answers);
// How many votes came by code into a ballot that is not closed, in steps of five: they are no rows
// yet. 0 of any other survey.
std::int64_t votes_on_the_way(const surveys::Store& store, const surveys::Survey& survey);

// Everything given to one question: grades, not applicable and blank.
std::int64_t answers_in(const engine::Tally& tally);

// All answers to one question, or none. Sealed, too, are so few of the other sources, left out,
// that a second figure could tell them.
struct BallotCount {
    engine::Tally tally{};
    bool is_sealed = false;
};
[[nodiscard]] BallotCount count_ballot(const surveys::Store& store, const surveys::Survey& ballot,
                                       const std::string& question,
                                       const std::vector<surveys::Source>& sources,
                                       const Period& period);

}  // namespace reports
