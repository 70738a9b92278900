// A ballot row: what the archive knows of a ballot that is held with codes.
#pragma once

#include <cstdint>
#include <optional>

#include "surveys/ballots/ballot_standing.h"
#include "surveys/ballots/list_hash.h"

namespace surveys {

class Connection;

struct BallotRow {
    std::int64_t roster = 0;
    ListHash list{};
    std::int64_t made_ms = 0;
    // Written when it is closed.
    std::optional<std::int64_t> used{};
    std::optional<std::int64_t> answers{};
    std::optional<BallotFinding> finding{};
};

std::optional<BallotRow> find_ballot(Connection& connection, std::int64_t survey);
void save_list(Connection& connection, std::int64_t survey, const BallotRow& row);
void save_closing(Connection& connection, std::int64_t survey, const BallotRow& row);

}  // namespace surveys
