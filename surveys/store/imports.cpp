#include "surveys/store/imports.h"

#include <map>

#include "engine/expects.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/intake.h"

namespace surveys {
namespace {

Batch::State state_stored(std::string_view stored) {
    if (stored == "running") return Batch::State::running;
    if (stored == "done") return Batch::State::done;
    if (stored == "undone") return Batch::State::undone;
    throw std::runtime_error("a stored import has an unknown state");
}

BatchRow batch_row(Query& rows) {
    return {.batch = {.number = rows.integer(),
                      .survey = rows.text(),
                      .file_name = rows.text(),
                      .file_sha256 = rows.text(),
                      .rows_total = rows.integer(),
                      .rows_seen = rows.integer(),
                      .rows_accepted = rows.integer(),
                      .state = state_stored(rows.text()),
                      .reason = rows.text(),
                      .started_ms = rows.integer()},
            .survey = rows.integer()};
}

// The same row of the same file is the same response, so nothing counts twice. A secret ballot's
// rows get random ids instead, and are kept in the order of those, not of the file.
std::map<ResponseId, const ImportedRow*> identified(std::span<const ImportedRow> rows,
                                                    const Batch& batch, Mode mode) {
    std::map<ResponseId, const ImportedRow*> result;
    for (const ImportedRow& row : rows)
        result.emplace(mode == Mode::ballot
                           ? random_id()
                           : id_from_key(batch.survey, "import/" + batch.file_sha256 + "/" +
                                                           std::to_string(row.row)),
                       &row);
    return result;
}

}  // namespace

std::optional<BatchRow> find_batch(Connection& connection, std::int64_t number) {
    Query rows(connection, sql::batch_by_number, number);
    if (!rows.next()) return std::nullopt;
    return batch_row(rows);
}

std::vector<BatchRow> read_batches(Connection& connection) {
    std::vector<BatchRow> batches;
    for (Query rows(connection, sql::batches); rows.next();) batches.push_back(batch_row(rows));
    return batches;
}

Batch begin_batch(Connection& connection, const ImportFile& file) {
    const auto survey = find_survey(connection, file.survey);
    engine::expects(survey.has_value(), "a file is imported into a survey that exists");
    Query known(connection, sql::batch_by_file, survey->number, file.sha256);
    if (known.next()) return batch_row(known).batch;

    Query numbers(connection, sql::batch_next_number);
    numbers.next();
    const std::int64_t number = numbers.integer();
    Query(connection, sql::batch_insert, number, survey->number, file.name, file.sha256,
          file.map_json, file.rows_total, file.now_ms)
        .run();
    return find_batch(connection, number).value().batch;
}

void add_rows(Connection& connection, Definitions& definitions, const Keys& keys,
              std::int64_t number, std::span<const ImportedRow> rows, std::int64_t rows_seen) {
    const auto found = find_batch(connection, number);
    engine::expects(found && found->batch.state == Batch::State::running,
                    "rows are added to a running import");
    const SurveyRow survey = survey_numbered(connection, found->survey);
    Intake intake(connection, definitions, keys, survey);
    std::int64_t accepted = 0;
    for (const auto& [id, row] : identified(rows, found->batch, survey.survey.mode))
        if (intake.import(*row, id, number)) ++accepted;
    intake.finish();
    Query(connection, sql::batch_progress, rows_seen, accepted, number).run();
}

void finish_batch(Connection& connection, std::int64_t number) {
    Query(connection, sql::batch_finish, number).run();
}

Cells contribution(Connection& connection, Definitions& definitions, const BatchRow& row) {
    Cells days;
    for (Query rows(connection, sql::responses_of_batch, row.survey, row.batch.number);
         rows.next();) {
        const Row response = read_row(rows);
        const Asked& asked = definitions.asked(connection, row.survey, response.version);
        count(days, response, asked, decode(response.answers, asked.questionnaire));
    }
    return days;
}

bool undo_batch(Connection& connection, const BatchRow& row, const Cells& contribution,
                std::string_view reason, std::int64_t now_ms) {
    Query undo(connection, sql::batch_undo, reason, now_ms, row.batch.number, row.batch.rows_seen);
    if (undo.run() != 1) return false;
    add_to_tallies(connection, row.survey, negated(contribution));
    return true;
}

}  // namespace surveys
