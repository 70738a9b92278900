#include "surveys/import/file_rows.h"

#include "surveys/import/file_look.h"
#include "surveys/limits.h"

namespace surveys {
namespace {

std::istream& from_the_beginning(std::istream& file) {
    rewind(file);
    return file;
}

}  // namespace

// With one column an empty line is somebody who left it blank.
FileRows::FileRows(std::istream& file, const std::vector<std::string>& header)
    : reader_(from_the_beginning(file)), skips_empty_lines_(header.size() > 1) {
    static_cast<void>(reader_.next());
}

const CsvRecord* FileRows::next() {
    const CsvRecord* record = reader_.next();
    while (record && skips_empty_lines_ && record->is_empty_line()) record = reader_.next();
    if (!record) return nullptr;
    if (++number_ <= limits.import_rows_max) return record;
    problem_ = Problem{std::to_string(record->line),
                       {"文件的行数超过上限", "the file has more rows than allowed"}};
    return nullptr;
}

}  // namespace surveys
