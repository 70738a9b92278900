#include "surveys/store/imports.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "engine/expects.h"
#include "surveys/limits.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/digests.h"
#include "surveys/store/intake.h"

namespace surveys {
namespace {

constexpr std::size_t rows_between_looks = 16;  // at the clock

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
                      .started_ms = rows.integer(),
                      .map_json = rows.text()},
            .survey = rows.integer()};
}

// Two runs of one file may be under way: only the one that goes on exactly behind the rows its
// batch has seen may add to it.
void check_goes_on(const Batch& batch, std::span<const ImportedRow> rows, std::int64_t rows_seen) {
    const auto is_new = [&](const ImportedRow& row) {
        return batch.rows_seen < row.row && row.row <= rows_seen;
    };
    engine::expects(std::ranges::is_sorted(rows, {}, &ImportedRow::row), "rows come in order");
    if (batch.state == Batch::State::running && rows_seen > batch.rows_seen &&
        std::ranges::all_of(rows, is_new))
        return;
    throw std::runtime_error(
        "import " + std::to_string(batch.number) + " of " + batch.file_name +
        (batch.state == Batch::State::undone
             ? " was undone meanwhile"
             : " stands at row " + std::to_string(batch.rows_seen) +
                   " already: another run of the same file is under way"));
}

// The rows of a batch share their first half and are numbered in the other: neighbours in the file
// are neighbours on the disk. The batch is part of the first half, so a file that was undone may
// come again.
class RowIds {
public:
    explicit RowIds(const Batch& batch)
        : start_(id_from_key(batch.survey, "import/" + batch.file_sha256 + "/" +
                                               std::to_string(batch.number))) {}

    ResponseId of(const ImportedRow& row) const {
        ResponseId id = start_;
        for (std::size_t byte = 0; byte < 8; ++byte)
            id.bytes.at(8 + byte) = static_cast<std::uint8_t>(row.row >> (56 - 8 * byte));
        return id;
    }

private:
    ResponseId start_;
};

struct IdentifiedRow {
    ResponseId id;
    const ImportedRow* row;
};

// A secret ballot's rows get random ids and are kept in the order of those, not of the file.
std::vector<IdentifiedRow> identified(std::span<const ImportedRow> rows, const Batch& batch,
                                      Mode mode) {
    const RowIds ids(batch);
    std::vector<IdentifiedRow> result;
    result.reserve(rows.size());
    for (const ImportedRow& row : rows)
        result.push_back({mode == Mode::ballot ? random_id() : ids.of(row), &row});
    if (mode == Mode::ballot) std::ranges::sort(result, {}, &IdentifiedRow::id);
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
    renew_digest(connection, Guarded::imports);
    return find_batch(connection, number).value().batch;
}

std::size_t add_rows(Connection& connection, Definitions& definitions, const Keys& keys,
                     const ImportedPart& part, const std::function<bool()>& is_time_over) {
    const auto found = find_batch(connection, part.batch);
    engine::expects(found.has_value(), "rows are added to an import that was begun");
    check_goes_on(found->batch, part.rows, part.rows_seen);
    const SurveyRow survey = survey_numbered(connection, found->survey);
    const bool is_ballot = survey.survey.mode == Mode::ballot;
    Intake intake(connection, definitions, keys, survey);
    std::size_t taken = 0;
    for (const auto& [id, row] : identified(part.rows, found->batch, survey.survey.mode)) {
        intake.import(*row, id, part.batch);
        ++taken;
        if (is_ballot) continue;
        const bool looks = taken % rows_between_looks == 0;
        if (intake.cells_touched() >= limits.import_cells_max || (looks && is_time_over())) break;
    }
    intake.finish();
    const bool are_all = taken == part.rows.size();
    const std::int64_t seen = are_all ? part.rows_seen : part.rows[taken - 1].row;
    const auto accepted = static_cast<std::int64_t>(taken);
    Query(connection, sql::batch_progress, seen, accepted, part.batch).run();
    return taken;
}

void finish_batch(Connection& connection, std::int64_t number) {
    Query(connection, sql::batch_finish, number).run();
    renew_digest(connection, Guarded::imports);
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
    renew_digest(connection, Guarded::imports);
    add_to_tallies(connection, row.survey, negated(contribution));
    return true;
}

}  // namespace surveys
