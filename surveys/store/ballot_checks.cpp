// What is looked at beside the archive: leftovers of closed ballots, and the files of open ones.
#include <stdexcept>
#include <utility>

#include "surveys/store/ballot_row.h"
#include "surveys/store/ballots.h"

namespace surveys {
namespace {

struct Held {
    SurveyRow survey;
    BallotRow ballot;
};

std::vector<Held> ballots_in(Connection& archive) {
    std::vector<Held> held;
    for (SurveyRow& survey : read_surveys(archive))
        if (auto ballot = find_ballot(archive, survey.number))
            held.push_back({std::move(survey), *std::move(ballot)});
    return held;
}

bool is_any_left(const std::filesystem::path& file) {
    return std::filesystem::exists(file) || std::filesystem::exists(file.string() + "-wal") ||
           std::filesystem::exists(file.string() + "-shm");
}

// Another store in this folder may have a ballot of the same name: its file is not ours to remove.
bool is_of(const std::filesystem::path& file, const Held& held) {
    if (!std::filesystem::exists(file)) return true;  // its end was cut off
    try {
        const BallotFile ours(file, Connection::Kind::reader, held.survey.survey.id,
                              held.ballot.list);
        return true;
    } catch (const ForeignBallotFile&) {
        return false;
    }
}

// While it is open a disagreement says no number: it would tell how many have voted.
void check_file(BallotFile& file, const Held& held, std::vector<std::string>& found) {
    for (const std::string& flaw : file.flaws()) found.push_back("the ballot's file: " + flaw);
    const BallotCounts counts = file.counts();
    if (counts.codes != held.ballot.roster || file.list() != held.ballot.list)
        found.emplace_back("the list of codes is not the one that was made");
    if (counts.used != counts.answers) found.emplace_back("used codes and answers disagree");
}

void check(const std::filesystem::path& file, const Held& held, std::vector<std::string>& found) {
    if (held.ballot.finding)
        found.push_back("closed with a finding: " + words(*held.ballot.finding).en);
    if (held.survey.survey.state == SurveyState::closed) {
        if (is_any_left(file) && is_of(file, held))
            found.emplace_back("the ballot is closed, but its file was not removed");
    } else if (!std::filesystem::exists(file)) {
        found.emplace_back("the ballot's file is missing: it must be held again");
    } else if (!is_of(file, held)) {
        found.emplace_back("a file of another ballot is in its place: it must be held again");
    } else {
        BallotFile reader(file, Connection::Kind::reader, held.survey.survey.id, held.ballot.list);
        check_file(reader, held, found);
    }
}

}  // namespace

void Ballots::remove_leftovers() {
    for (const Held& held : connections_.read(ballots_in)) {
        const auto file = file_of(held.survey.survey.id);
        if (held.survey.survey.state == SurveyState::closed && is_any_left(file) &&
            is_of(file, held))
            remove_ballot_file(file);
    }
}

void Ballots::verify(Verification& report) const {
    const Turn turn = take_turn();
    for (const Held& held : connections_.read(ballots_in)) {
        std::vector<std::string> found;
        try {
            check(file_of(held.survey.survey.id), held, found);
        } catch (const std::runtime_error& failure) {
            found.push_back(std::string("the ballot's file cannot be read: ") + failure.what());
        }
        for (const std::string& words : found)
            report.disagreements.push_back(held.survey.survey.id + ": " + words);
    }
}

}  // namespace surveys
