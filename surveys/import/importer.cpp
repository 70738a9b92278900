#include "surveys/import/importer.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <stdexcept>
#include <utility>

#include "surveys/import/file_rows.h"
#include "surveys/import/import_case.h"
#include "surveys/import/limits.h"
#include "surveys/import/read_ahead.h"
#include "surveys/limits.h"

#include <sodium.h>

namespace surveys {

namespace {

ImportReport refused(Problems problems) {
    ImportReport report;
    report.problems = std::move(problems);
    return report;
}

ImportReport begin_report(const ImportCase& found) {
    ImportReport report;
    report.file_sha256 = found.look.sha256;
    report.encoding = found.encoding;
    return report;
}

void reject(RejectedRow row, const ImportWatch& watch, ImportReport& report) {
    if (watch.rejected) watch.rejected(row);
    if (report.rejected_rows.size() < import_limits.rejected_rows_listed_max) {
        report.rejected_rows.push_back(std::move(row));
    }
}

// Fisher–Yates with the kernel's randomness: nobody can tell afterwards which paper was first.
void shuffle(std::vector<ImportedRow>& rows) {
    for (std::size_t left = rows.size(); left > 1; --left) {
        const std::size_t drawn = randombytes_uniform(static_cast<std::uint32_t>(left));
        std::swap(rows[left - 1], rows[drawn]);
    }
}

// One run over the rows of a file into its batch.
class Run {
public:
    Run(Store& store, Mode mode, Batch batch, const ImportWatch& watch, ImportReport& report)
        : store_(store),
          batch_(std::move(batch)),
          is_ballot_(mode == Mode::ballot),
          watch_(watch),
          report_(report) {}

    void take(RowChunk& chunk) {
        for (RejectedRow& row : chunk.rejected) reject(std::move(row), watch_, report_);
        seen_ = chunk.last_row;
        const auto done = std::ranges::upper_bound(chunk.rows, batch_.rows_seen, {},
                                                   &ImportedRow::row);
        const std::span<ImportedRow> rows(done, chunk.rows.end());
        if (is_ballot_) std::ranges::move(rows, std::back_inserter(forms_));
        else if (seen_ > batch_.rows_seen) store(rows);
    }

    void finish() {
        if (seen_ != batch_.rows_total) {
            throw std::runtime_error("the file changed while it was imported");
        }
        if (is_ballot_ && seen_ > batch_.rows_seen) {
            draw_lots();
            store(forms_);
        }
        store_.finish_import(batch_.number);
        report_.accepted = batch_.rows_accepted + stored_;
        report_.rejected = report_.rows - report_.accepted;
    }

private:
    // The line of the paper must not stay with the answer either.
    void draw_lots() {
        shuffle(forms_);
        std::int64_t row = 0;
        for (ImportedRow& each : forms_) each.row = ++row;
    }

    void store(std::span<const ImportedRow> rows) {
        const auto began = std::chrono::steady_clock::now();
        store_.import_rows(batch_.number, rows, seen_);
        if (watch_.held) {
            watch_.held(std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::steady_clock::now() - began));
        }
        stored_ += std::ssize(rows);
        if (watch_.progress) watch_.progress({seen_, batch_.rows_total});
    }

    Store& store_;
    const Batch batch_;  // as it was when this run began
    const bool is_ballot_;
    const ImportWatch& watch_;
    ImportReport& report_;
    std::vector<ImportedRow> forms_;  // a ballot's, until all are there
    std::int64_t seen_ = 0;
    std::int64_t stored_ = 0;
};

// How many rows the file has; a file that breaks off is refused before anything is stored.
std::optional<Problem> count_rows(std::istream& file, const ImportCase& found,
                                  ImportReport& report) {
    FileRows rows(file, found.header);
    while (rows.next()) report.rows = rows.number();
    if (rows.problem()) return rows.problem();
    if (report.rows == 0) return Problem{"file", {"表头下面没有数据", "no row below the header"}};
    if (found.questionnaire.mode == Mode::ballot && report.rows > import_limits.ballot_rows_max) {
        return Problem{"file", {"一次投票的行数超过上限", "more rows than a ballot may have"}};
    }
    return std::nullopt;
}

// The results of a closed ballot may have been seen: with a few forms more they would tell those.
std::optional<Problem> too_few_for_closed_ballot(const Store& store, const ImportOrder& order,
                                                 const ImportCase& found, std::istream& file,
                                                 std::int64_t now_ms) {
    const auto survey = store.survey(order.survey);
    if (!survey || survey->mode != Mode::ballot || survey->state != SurveyState::closed)
        return std::nullopt;
    RowReader reader(found.rules(), found.encoding, now_ms);
    std::int64_t accepted = 0;
    FileRows rows(file, found.header);
    while (const CsvRecord* record = rows.next())
        if (reader.read(*record, rows.number()).row) ++accepted;
    if (rows.problem() || accepted >= limits.ballot_answers_min) return rows.problem();
    const std::string least = std::to_string(limits.ballot_answers_min);
    return Problem{"file",
                   {"无记名测评已结束：补录一次至少" + least + "份，否则看得出是谁的",
                    "the secret ballot is closed: fewer than " + least +
                        " forms at once would show whose they are"}};
}

}  // namespace

ImportReport plan_import(const Store& store, const ImportOrder& order, std::istream& file,
                         std::int64_t now_ms, const ImportWatch& watch) {
    ImportCaseReading reading = read_case(store, order, file);
    if (!reading.found) return refused(std::move(reading.problems));
    const ImportCase& found = *reading.found;
    ImportReport report = begin_report(found);
    if (const auto problem = count_rows(file, found, report)) return refused({*problem});
    if (const auto problem = too_few_for_closed_ballot(store, order, found, file, now_ms))
        return refused({*problem});

    ReadAhead ahead(file, found, now_ms);
    while (RowChunk* chunk = ahead.next()) {
        report.accepted += std::ssize(chunk->rows);
        for (RejectedRow& row : chunk->rejected) reject(std::move(row), watch, report);
        if (watch.progress) watch.progress({chunk->last_row, report.rows});
    }
    report.rejected = report.rows - report.accepted;
    return report;
}

ImportReport import_file(Store& store, const ImportOrder& order, std::istream& file,
                         std::int64_t now_ms, const ImportWatch& watch) {
    ImportCaseReading reading = read_case(store, order, file);
    if (!reading.found) return refused(std::move(reading.problems));
    const ImportCase& found = *reading.found;
    ImportReport report = begin_report(found);
    if (const auto problem = count_rows(file, found, report)) return refused({*problem});
    if (const auto problem = too_few_for_closed_ballot(store, order, found, file, now_ms))
        return refused({*problem});

    const Batch batch = store.begin_import(order.survey, order.file_name, report.file_sha256,
                                           found.map.definition, report.rows, now_ms);
    if (const auto problem = refusal(batch, found.map)) return refused({*problem});
    report.batch = batch.number;
    report.resumed_behind = batch.rows_seen;
    Run run(store, found.questionnaire.mode, batch, watch, report);
    ReadAhead ahead(file, found, now_ms);
    while (RowChunk* chunk = ahead.next()) run.take(*chunk);
    run.finish();
    return report;
}

}  // namespace surveys
