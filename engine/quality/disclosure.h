// Disclosure: which figures of a table must stay hidden so that no single answer can be told.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/figures/tally.h"

namespace engine {

// A table of groups within groups: county, townships, windows. Every group with groups below it is
// exactly their sum; answers of its own stand in a group below it. Parents come before children,
// the first group is the root of all. `largest_contribution` is how many of a leaf's answers
// came from one person or firm.
struct TableGroup {
    std::optional<std::size_t> parent;  // none for the root only
    Tally tally;                        // of a leaf; sums are taken by `summed`
    std::int64_t largest_contribution = 1;
};

using Table = std::vector<TableGroup>;

// The same table with every sum filled in. Requires what Table says, and counts not negative.
Table summed(Table table);

// A figure is told if it has at least `answers_min` answers (or none), not all of one grade, and no
// contributor with more than `dominance_percent` of it.
struct DisclosureRule {
    std::int64_t answers_min = 5;
    std::int64_t dominance_percent = 50;

    // How far apart the possible values of a hidden count must lie.
    std::int64_t width_min() const { return answers_min < 3 ? 3 : answers_min; }
};

inline constexpr DisclosureRule staff_disclosure{.answers_min = 10, .dominance_percent = 50};

[[nodiscard]] bool may_be_told(const TableGroup& group, const DisclosureRule& rule);

// Which groups to hide: those that may not be told, and as few answers of others as keep these from
// being computed by subtraction. A hidden group is hidden whole: its count and all its grades.
// Every hidden count keeps possible values at least width_min apart, by propagation of intervals
// through all sums (exact in a tree), so no sum has one hidden member only; and what the hidden
// groups of one published sum have together may itself be told. The greedy
// choice hides the fewest answers next, not the fewest possible in all. `also` is hidden in any
// case; it may be empty.
std::vector<bool> hidden_groups(const Table& table, const DisclosureRule& rule,
                                const std::vector<bool>& also = {});

// What somebody who sees the groups not hidden can say of each count: no less and no more.
struct PossibleCounts {
    std::int64_t fewest = 0;
    std::optional<std::int64_t> most;  // none: without bound
};

std::vector<PossibleCounts> possible_counts(const Table& table, const std::vector<bool>& hidden);

}  // namespace engine
