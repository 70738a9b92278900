// A CSV reader: the records of an RFC 4180 file, one at a time, as the bytes they are.
//
// Works on UTF-8 and GB18030 alike: in both, commas, quotes and line ends are never part of
// another character, so a cell is decoded after it was cut out. Memory is one record, however
// long the file. Lines end in LF, CRLF or CR; a byte order mark of UTF-8 is skipped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/questionnaires/problem.h"

namespace surveys {

// `line` is where it begins, 1 at the top of the file. The cells live until the next one is read.
struct CsvRecord {
    std::int64_t line = 0;
    std::vector<std::string_view> cells;
    bool quoted = false;       // at least one cell was
    bool stray_quote = false;  // a closed quote was followed by something else than a comma

    bool is_empty_line() const { return !quoted && cells.size() == 1 && cells.front().empty(); }
};

class CsvReader {
public:
    // Reads from where `bytes` stands; it must outlive the reader.
    explicit CsvReader(std::istream& bytes);

    // nullptr at the end, and when the file cannot be cut into records: then problem() says why.
    [[nodiscard]] const CsvRecord* next();
    const std::optional<Problem>& problem() const { return problem_; }

private:
    enum class Place { start_of_cell, plain, quoted, behind_quote };

    bool refill();
    void skip_byte_order_mark();
    template <typename IsStop>
    void take_run(const IsStop& is_stop);
    void end_cell();
    // Whether the record is complete.
    bool take_unquoted(char byte);
    void take_quoted(char byte);
    void break_off(std::int64_t line, Words words);
    const CsvRecord* finish_record();

    std::istream& bytes_;
    std::vector<char> block_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::int64_t line_ = 1;
    std::int64_t quote_line_ = 0;
    bool after_cr_ = false;
    bool at_top_ = true;
    Place place_ = Place::start_of_cell;
    std::string text_;                   // the cells of the record, one after another
    std::vector<std::size_t> cell_ends_;  // in text_
    CsvRecord record_;
    std::optional<Problem> problem_;
};

}  // namespace surveys
