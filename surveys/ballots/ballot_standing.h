// A ballot's standing: what may be told of a secret ballot that is held with codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/questionnaires/words.h"

namespace surveys {

// What did not agree when a ballot was closed. A ballot is closed all the same, or its voters would
// never be heard; but its finding stays with it and is shown wherever its results are.
enum class BallotFinding { file_missing, list_changed, counts_differ };

struct BallotStanding {
    std::int64_t roster = 0;     // codes made: one for each person
    std::string list_hash;       // hex
    std::int64_t made_ms = 0;    // when the codes were made
    std::int64_t received = 0;   // by code; in steps of five until it is closed
    bool is_lost = false;        // not closed, and its file is not there: it must be held again
    std::optional<BallotFinding> finding;
};

std::string_view name(BallotFinding finding);
std::optional<BallotFinding> ballot_finding_named(std::string_view name);
Words words(BallotFinding finding);  // a sentence

// Of an open ballot nobody hears more than how many fives came.
std::int64_t in_steps(std::int64_t received);

}  // namespace surveys
