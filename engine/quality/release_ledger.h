// A release ledger: what was told of a growing table so far, and whether its next state may be.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/quality/disclosure.h"

namespace engine {

// What is told of each group of the table; nothing of the hidden ones.
using Release = std::vector<std::optional<Tally>>;

// `other_groups`: not the table of the releases before. `fell`: some count is less than it was; a
// correction would show whose, so it needs a new series. `too_few_new`: the difference to the last
// release would be that of fewer than `new_answers_min` people in some sum: wait for more.
enum class ReleaseRefusal { other_groups, fell, too_few_new };

struct ReleaseDecision {
    std::optional<Release> release;
    std::optional<ReleaseRefusal> refusal;  // one of the two
};

// One series of one table whose answers only become more, told in epochs and always whole. Two
// epochs are two tables, and their difference is a third, of those who came between. So
//  - every group told twice has none or at least `new_answers_min` new answers, and so has the sum
//    of the hidden groups that a told one leaves over: hence every complement, too;
//  - a group once hidden stays hidden in its series, or it would tell what it was before;
//  - where a told group is hidden from now on, the hidden ones that a told sum leaves over have
//    together at least width_min new answers: its last told count is known to be a floor, and
//    those of the others together, so that only the new ones keep it unknown.
// Assumes that an attacker knows nothing of the counts but the releases, and no other table of the
// same answers is told.
class ReleaseLedger {
public:
    explicit ReleaseLedger(DisclosureRule rule, std::int64_t new_answers_min = 5)
        : rule_(rule), new_answers_min_(new_answers_min) {}

    // What to tell now, which counts as told; or why not, and nothing has happened. Sums are taken.
    ReleaseDecision offer(const Table& table);

private:
    std::optional<ReleaseRefusal> refusal_of(const Table& table,
                                             const std::vector<bool>& hidden) const;

    DisclosureRule rule_;
    std::int64_t new_answers_min_;
    Table last_;                // empty before the first release
    std::vector<bool> hidden_;
};

}  // namespace engine
