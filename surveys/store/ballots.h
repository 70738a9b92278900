// The ballots of a store: secret votes held with codes, each open one in a file of its own.
//
// Codes are made while the ballot is a draft: one list, made anew as often as slips were
// misprinted, each time ending the slips before. Opening fixes the list by its hash; from then on
// no code can be added. Closing moves the answers into the archive, in the order of their random
// ids, in the same transaction that closes the survey; then the file goes.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/ballots/ballot_standing.h"
#include "surveys/store/ballot_file.h"
#include "surveys/store/connections.h"
#include "surveys/store/definitions.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

class Ballots {
public:
    Ballots(Connections& connections, Definitions& definitions, const std::optional<Keys>& keys);

    // Whoever opens, closes or answers a ballot has the turn, so that no answer falls between the
    // copying of a file and its end. Taken before the writer's.
    using Turn = std::unique_lock<std::mutex>;
    Turn take_turn() const { return Turn(turn_); }

    // Requires a draft. Throws std::runtime_error when it was opened meanwhile.
    std::vector<std::string> make_codes(std::string_view survey, std::int64_t count,
                                        std::int64_t now_ms);
    std::vector<Outcome> take(std::string_view survey, std::span<const Submission> batch,
                              std::int64_t now_ms);
    std::optional<BallotStanding> standing(std::string_view survey) const;

    // In the turn and the writer's transaction.
    Problems check_opening(Connection& writer, const SurveyRow& survey);
    void archive(Connection& writer, const SurveyRow& survey, std::int64_t now_ms);
    // In the turn, after that transaction.
    void remove(std::string_view survey);
    // The files of ballots that were closed just before the program ended.
    void remove_leftovers();

    void verify(Verification& report) const;

private:
    std::filesystem::path file_of(std::string_view survey) const;
    BallotFile& opened(const SurveyRow& survey, const ListHash& list);
    BallotFile* find(const SurveyRow& survey, const ListHash& list);  // nullptr: there is none

    Connections& connections_;
    Definitions& definitions_;
    const std::optional<Keys>& keys_;
    mutable std::mutex turn_;
    std::map<std::string, std::unique_ptr<BallotFile>, std::less<>> files_;  // that were opened
};

}  // namespace surveys
