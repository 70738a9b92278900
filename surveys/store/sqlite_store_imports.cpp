#include <chrono>

#include "surveys/limits.h"
#include "surveys/store/imports.h"
#include "surveys/store/sqlite_store.h"

namespace surveys {
namespace {

// The results of a closed ballot may have been seen: two of them must not differ by a few forms.
bool would_tell(const Survey& survey, const Batch& batch) {
    return survey.mode == Mode::ballot && survey.state == SurveyState::closed &&
           0 < batch.rows_accepted && batch.rows_accepted < limits.ballot_answers_min;
}

}  // namespace

Batch SqliteStore::begin_import(std::string_view survey, std::string_view file_name,
                                std::string_view file_sha256, std::string_view map_json,
                                std::int64_t rows_total, std::int64_t now_ms) {
    return connections_.write([&](Connection& connection) {
        return begin_batch(connection, {.survey = survey,
                                        .name = file_name,
                                        .sha256 = file_sha256,
                                        .map_json = map_json,
                                        .rows_total = rows_total,
                                        .now_ms = now_ms});
    });
}

void SqliteStore::import_rows(std::int64_t batch, std::span<const ImportedRow> rows,
                              std::int64_t rows_seen) {
    ImportedPart left{.batch = batch, .rows = rows, .rows_seen = rows_seen};
    do {
        const std::size_t taken = connections_.write([&](Connection& connection) {
            const auto over = std::chrono::steady_clock::now() + limits.import_hold_max;
            return add_rows(connection, definitions_, keys(), left,
                            [&] { return std::chrono::steady_clock::now() >= over; });
        });
        left.rows = left.rows.subspan(taken);
    } while (!left.rows.empty());
}

void SqliteStore::finish_import(std::int64_t batch) {
    connections_.write([&](Connection& connection) { finish_batch(connection, batch); });
}

// A batch's rows never change, so they are recounted beside the intake and taken out in one short
// transaction.
Problems SqliteStore::undo_import(std::int64_t batch, std::string_view reason,
                                  std::int64_t now_ms) {
    const std::string number = std::to_string(batch);
    for (;;) {
        std::optional<BatchRow> row;
        std::optional<Survey> survey;
        const Cells counted = connections_.read([&](Connection& connection) {
            row = find_batch(connection, batch);
            if (row) survey = survey_numbered(connection, row->survey).survey;
            return row ? contribution(connection, definitions_, *row) : Cells{};
        });
        if (!row)
            return {{.place = "batch",
                     .words = {.zh_cn = "没有编号为" + number + "的导入批次",
                               .en = "there is no import number " + number}}};
        if (row->batch.state == Batch::State::undone)
            return {{.place = "batch",
                     .words = {.zh_cn = "第" + number + "批导入已经撤销",
                               .en = "import " + number + " was undone already"}}};
        if (would_tell(*survey, row->batch))
            return {{.place = "batch",
                     .words = {.zh_cn = "无记名测评已结束，这一批份数太少：撤销会看得出是谁的",
                               .en = "the secret ballot is closed, and without so few forms its "
                                     "results would show whose they are"}}};
        const bool is_undone = connections_.write([&](Connection& connection) {
            return undo_batch(connection, *row, counted, reason, now_ms);
        });
        if (is_undone) return {};
    }
}

std::vector<Batch> SqliteStore::batches() const {
    return connections_.read([](Connection& connection) {
        std::vector<Batch> batches;
        for (const BatchRow& row : read_batches(connection)) batches.push_back(row.batch);
        return batches;
    });
}

}  // namespace surveys
