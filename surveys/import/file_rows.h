// The rows of a file below its header, one after the other.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "surveys/import/csv_reader.h"

namespace surveys {

class FileRows {
public:
    // From the file's beginning; it must outlive the rows.
    FileRows(std::istream& file, const std::vector<std::string>& header);

    // The next row, until another one is read. None at the end of the file, and where it can be
    // read no further: then problem() names the line.
    [[nodiscard]] const CsvRecord* next();
    std::int64_t number() const { return number_; }  // of that row: 1 below the header
    std::optional<Problem> problem() const { return problem_ ? problem_ : reader_.problem(); }

private:
    CsvReader reader_;
    bool skips_empty_lines_;
    std::int64_t number_ = 0;
    std::optional<Problem> problem_;  // beside the reader's
};

}  // namespace surveys
