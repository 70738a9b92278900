#include "surveys/store/ballots.h"

#include <stdexcept>
#include <utility>

#include "engine/expects.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"
#include "surveys/store/ballot_intake.h"
#include "surveys/store/ballot_row.h"
#include "surveys/store/intake.h"

namespace surveys {
namespace {

Problem problem(std::string zh_cn, std::string en) {
    return {.place = "survey", .words = {.zh_cn = std::move(zh_cn), .en = std::move(en)}};
}

// Codes that were made, and answers that came with one.
std::optional<BallotFinding> judge(const BallotRow& row, BallotFile& file) {
    const BallotCounts counts = file.counts();
    if (counts.codes != row.roster || file.list() != row.list) return BallotFinding::list_changed;
    if (counts.used != counts.answers || counts.used > row.roster)
        return BallotFinding::counts_differ;
    return std::nullopt;
}

}  // namespace

Ballots::Ballots(Connections& connections, Definitions& definitions,
                 const std::optional<Keys>& keys)
    : connections_(connections), definitions_(definitions), keys_(keys) {}

std::filesystem::path Ballots::file_of(std::string_view survey) const {
    return connections_.file().parent_path() / "ballots" / (std::string(survey) + ".db");
}

BallotFile* Ballots::find(const SurveyRow& survey, const ListHash& list) {
    const std::string& id = survey.survey.id;
    if (const auto known = files_.find(id); known != files_.end()) return known->second.get();
    const auto file = file_of(id);
    if (!std::filesystem::exists(file)) return nullptr;
    try {
        auto opening = std::make_unique<BallotFile>(file, Connection::Kind::writer, id, list);
        return files_.emplace(id, std::move(opening)).first->second.get();
    } catch (const ForeignBallotFile&) {
        return nullptr;
    }
}

BallotFile& Ballots::opened(const SurveyRow& survey, const ListHash& list) {
    BallotFile* const file = find(survey, list);
    if (file == nullptr)
        throw std::runtime_error("the file of the ballot " + survey.survey.id +
                                 " is missing: it must be held again");
    return *file;
}

// First the file, then its hash in the archive: cut off in between, the ballot cannot be opened
// and the codes, which nobody has seen, are made again.
std::vector<std::string> Ballots::make_codes(std::string_view survey, std::int64_t count,
                                             std::int64_t now_ms) {
    engine::expects(0 < count && count <= limits.codes_per_batch_max, "a roster has a bound");
    engine::expects(keys_.has_value(), "the store was opened for writing");
    const Turn turn = take_turn();
    return connections_.write([&](Connection& writer) {
        const auto row = find_survey(writer, survey);
        engine::expects(row && row->survey.mode == Mode::ballot, "codes of a ballot are made here");
        if (row->survey.state != SurveyState::draft)
            throw std::runtime_error("the ballot was opened: no code can be added any more");
        std::vector<std::string> codes;
        std::vector<CodeHash> hashes;
        for (std::int64_t made = 0; made < count; ++made) {
            codes.push_back(make_code());
            hashes.push_back(hash_code(codes.back(), keys_->codes));
        }
        files_.erase(row->survey.id);
        BallotFile::write_list(file_of(survey), survey, hashes);
        save_list(writer, row->number,
                  {.roster = count, .list = hash_list(hashes), .made_ms = now_ms});
        return codes;
    });
}

std::vector<Outcome> Ballots::take(std::string_view survey, std::span<const Submission> batch,
                                   std::int64_t now_ms) {
    const Turn turn = take_turn();
    return connections_.read([&](Connection& archive) {
        const auto row = find_survey(archive, survey);
        engine::expects(row.has_value(), "answers are taken for a survey that exists");
        const auto ballot = find_ballot(archive, row->number);
        if (!ballot || !row->survey.takes_answers_at(now_ms)) {
            const Outcome refused{.kind = Outcome::Kind::not_open, .id = {}};
            return std::vector<Outcome>(batch.size(), refused);
        }
        engine::expects(keys_.has_value(), "the store was opened for writing");
        try {
            return BallotIntake(opened(*row, ballot->list), archive, definitions_, *keys_, *row)
                .take(batch);
        } catch (const SQLite::Exception& failure) {
            connections_.hear(failure);
            throw;
        }
    });
}

std::optional<BallotStanding> Ballots::standing(std::string_view survey) const {
    const Turn turn = take_turn();
    return connections_.read([&](Connection& archive) -> std::optional<BallotStanding> {
        const auto row = find_survey(archive, survey);
        const auto ballot = row ? find_ballot(archive, row->number) : std::nullopt;
        if (!ballot) return std::nullopt;
        BallotStanding standing{.roster = ballot->roster,
                                .list_hash = hex(ballot->list),
                                .made_ms = ballot->made_ms,
                                .finding = ballot->finding};
        if (row->survey.state == SurveyState::closed) {
            standing.received = ballot->answers.value_or(0);
            return standing;
        }
        const auto file = file_of(survey);
        standing.is_lost = !std::filesystem::exists(file);
        if (!standing.is_lost) {
            BallotFile reader(file, Connection::Kind::reader, survey, ballot->list);
            standing.received = in_steps(reader.counts().answers);
        }
        return standing;
    });
}

Problems Ballots::check_opening(Connection& writer, const SurveyRow& survey) {
    const auto ballot = find_ballot(writer, survey.number);
    if (!ballot) return {};  // held on paper
    const Words again{"，请重新制作码并重新印发纸条", ": make the codes and print the slips again"};
    BallotFile* const file = find(survey, ballot->list);
    if (file == nullptr)
        return {problem("码表文件不在" + again.zh_cn, "the file of its codes is missing" + again.en)};
    if (judge(*ballot, *file) || file->counts().used != 0)
        return {problem("码表与制作时不一致" + again.zh_cn,
                        "its list of codes is not the one that was made" + again.en)};
    return {};
}

// Whatever is found, what was voted is kept: the finding says what is wrong with it.
void Ballots::archive(Connection& writer, const SurveyRow& survey, std::int64_t now_ms) {
    auto ballot = find_ballot(writer, survey.number);
    if (!ballot) return;
    ballot->used = ballot->answers = 0;
    BallotFile* const file = find(survey, ballot->list);
    if (file == nullptr) {
        ballot->finding = BallotFinding::file_missing;
        return save_closing(writer, survey.number, *ballot);
    }
    ballot->finding = judge(*ballot, *file);
    Intake intake(writer, definitions_, *keys_, survey);
    for (const BallotAnswer& answer : file->answers()) {
        intake.archive(answer, midnight_ms(day_of(now_ms)));
        ++*ballot->answers;
    }
    intake.finish();
    ballot->used = file->counts().used;
    save_closing(writer, survey.number, *ballot);
}

// A file that was not ours to read is not ours to remove.
void Ballots::remove(std::string_view survey) {
    const auto file = files_.find(survey);
    if (file == files_.end()) return;
    files_.erase(file);
    remove_ballot_file(file_of(survey));
}

}  // namespace surveys
