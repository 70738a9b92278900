// A row reader: turns one record of a file into an answer to be stored, or says why it cannot.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/import/csv_reader.h"
#include "surveys/import/encoding.h"
#include "surveys/import/import_map.h"
#include "surveys/store/store.h"

namespace surveys {

// One thing wrong with a row. `column` is empty when it is the row itself.
struct CellProblem {
    std::string column;
    std::string cell;  // its first characters
    Words words;

    friend bool operator==(const CellProblem&, const CellProblem&) = default;
};

// `line` as a text editor counts, `row` 1 below the header.
struct RejectedRow {
    std::int64_t line = 0;
    std::int64_t row = 0;
    std::vector<CellProblem> problems;

    friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

// "第 17 行，Q7ALL“9”:…" or "line 17, Q7ALL "9": …"; problems are joined by semicolons.
std::string in_words(const RejectedRow& row, Locale locale);

// Either a row to store or every problem of it.
struct RowReading {
    std::optional<ImportedRow> row;
    std::vector<CellProblem> problems;
};

// What rows are read by. All of it must outlive the reader.
struct RowRules {
    const ImportMap& map;
    const Questionnaire& questionnaire;
    const std::vector<Unit>& units;
    const std::vector<std::string>& header;
};

// The columns the map names and the header lacks or has twice. None: a RowReader may be made.
[[nodiscard]] Problems check_columns(const ImportMap& map,
                                     const std::vector<std::string>& header);

class RowReader {
public:
    // `now_ms` is the time of the import: no answer is younger, and in a ballot all carry the
    // midnight before it. Requires check_columns to have found nothing.
    RowReader(const RowRules& rules, Encoding encoding, std::int64_t now_ms);

    [[nodiscard]] RowReading read(const CsvRecord& record, std::int64_t row);

private:
    std::size_t place_of(std::string_view column) const;
    std::optional<std::string> cell(const CsvRecord& record, std::size_t place);
    void say(std::size_t place, std::string_view cell, Words words);
    void read_answers(const CsvRecord& record, Answers& answers);
    void read_answer(std::size_t index, std::string_view cell, Answers& answers);
    void check_answers(const CsvRecord& record, const Answers& answers);
    void read_unit(const CsvRecord& record, Submission& submission);
    void read_time(const CsvRecord& record, ImportedRow& row);
    void read_weight_and_stratum(const CsvRecord& record, ImportedRow& row);

    RowRules rules_;
    Decoder decoder_;
    std::int64_t now_ms_;
    std::int64_t time_without_column_ms_;
    std::set<std::string, std::less<>> unit_codes_;
    std::vector<const Question*> questions_;  // of the map's columns, in their order
    std::vector<std::size_t> places_;         // of the map's columns in the header
    std::optional<std::size_t> unit_place_;
    std::optional<std::size_t> time_place_;
    std::optional<std::size_t> weight_place_;
    std::optional<std::size_t> stratum_place_;
    std::vector<CellProblem> problems_;  // of the row being read
};

}  // namespace surveys
