// A question to the verdicts: when nothing else than "missed" (or "reached") is true, how often do
// they prove the opposite?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/verdict.h"

namespace coverage {

struct Question {
    std::string indicator;   // "企业 N=1042, ≥95 %"
    std::string truth;       // "989 satisfied"
    engine::Tally everybody;
    engine::Evidence evidence;        // measure, target and people; the tally is filled in
    engine::Proof wrong;              // what must not be proven
    std::vector<std::int64_t> looks;  // after so many answers, ascending
    engine::Looks kind = engine::Looks::one;  // one look: each of `looks` is a question of its own
    double nominal = engine::verdict_error;
    std::string note;                 // what is asked beside our verdicts
    bool is_ours = true;              // false: for comparison, may err
};

// The seed's indicators, N = 27, 89, 1042 and 120,000, at the truths where erring is easiest.
std::vector<Question> seed_questions();

struct Found {
    double error = 0;           // how often it was wrong, 0..1
    double standard_error = 0;  // of that figure; 0 when it was summed exactly
};
Found answer(const Question& question, int runs, std::uint64_t seed);

}  // namespace coverage
