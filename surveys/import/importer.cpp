#include "surveys/import/importer.h"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

#include "surveys/import/file_rows.h"
#include "surveys/import/import_case.h"
#include "surveys/import/limits.h"
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
    Run(Store& store, const ImportCase& found, Batch batch, std::int64_t now_ms,
        const ImportWatch& watch, ImportReport& report)
        : store_(store),
          reader_(found.rules(), found.encoding, now_ms),
          batch_(std::move(batch)),
          is_ballot_(found.questionnaire.mode == Mode::ballot),
          watch_(watch),
          report_(report) {}

    void take(const CsvRecord& record, std::int64_t row) {
        RowReading reading = reader_.read(record, row);
        seen_ = row;
        const bool done_before = row <= batch_.rows_seen;
        if (!reading.row) {
            reject({record.line, row, std::move(reading.problems)}, watch_, report_);
        } else if (!done_before) {
            waiting_.push_back(std::move(*reading.row));
        }
        if (is_ballot_ || done_before) return;
        const auto chunk = static_cast<std::int64_t>(limits.import_chunk_rows);
        if ((seen_ - batch_.rows_seen) % chunk == 0) store_waiting();
    }

    void finish() {
        if (seen_ != batch_.rows_total) {
            throw std::runtime_error("the file changed while it was imported");
        }
        if (is_ballot_) draw_lots();
        if (seen_ > stored_to()) store_waiting();
        store_.finish_import(batch_.number);
        report_.accepted = batch_.rows_accepted + stored_;
        report_.rejected = report_.rows - report_.accepted;
    }

private:
    std::int64_t stored_to() const { return std::max(stored_to_, batch_.rows_seen); }

    // The line of the paper must not stay with the answer either.
    void draw_lots() {
        shuffle(waiting_);
        std::int64_t row = 0;
        for (ImportedRow& each : waiting_) each.row = ++row;
    }

    void store_waiting() {
        const auto began = std::chrono::steady_clock::now();
        store_.import_rows(batch_.number, waiting_, seen_);
        if (watch_.held) {
            watch_.held(std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::steady_clock::now() - began));
        }
        stored_ += static_cast<std::int64_t>(waiting_.size());
        stored_to_ = seen_;
        waiting_.clear();
        if (watch_.progress) watch_.progress({seen_, batch_.rows_total});
    }

    Store& store_;
    RowReader reader_;
    const Batch batch_;  // as it was when this run began
    const bool is_ballot_;
    const ImportWatch& watch_;
    ImportReport& report_;
    std::vector<ImportedRow> waiting_;
    std::int64_t seen_ = 0;
    std::int64_t stored_to_ = 0;
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

    RowReader reader(found.rules(), found.encoding, now_ms);
    const auto chunk = static_cast<std::int64_t>(limits.import_chunk_rows);
    FileRows rows(file, found.header);
    while (const CsvRecord* record = rows.next()) {
        const std::int64_t row = rows.number();
        RowReading one = reader.read(*record, row);
        if (one.row) ++report.accepted;
        else reject({record->line, row, std::move(one.problems)}, watch, report);
        if (watch.progress && (row % chunk == 0 || row == report.rows)) {
            watch.progress({row, report.rows});
        }
    }
    if (rows.problem()) throw std::runtime_error("the file changed while it was read");
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
    Run run(store, found, batch, now_ms, watch, report);
    FileRows rows(file, found.header);
    while (const CsvRecord* record = rows.next()) run.take(*record, rows.number());
    if (rows.problem()) throw std::runtime_error("the file changed while it was imported");
    run.finish();
    return report;
}

}  // namespace surveys
