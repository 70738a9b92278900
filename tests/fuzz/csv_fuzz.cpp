// The CSV file: cut into records, decoded, and read as rows of answers. Records that are written
// down again with every cell in quotes are read as the same records.
#include <sstream>
#include <string>
#include <vector>

#include "surveys/import/file_look.h"
#include "surveys/import/row_reader.h"
#include "tests/fuzz/fuzzed.h"
#include "tests/support/import_questionnaire.h"

namespace {

constexpr std::int64_t noon_ms = 1'796'000'000'000;  // a day in November 2026

struct Cut {
    std::vector<std::vector<std::string>> records;
    bool whole = false;
    bool stray = false;
};

Cut cut(const std::string& file) {
    std::istringstream stream(file);
    surveys::CsvReader reader(stream);
    Cut result;
    while (const auto* record = reader.next()) {
        result.records.emplace_back(record->cells.begin(), record->cells.end());
        result.stray = result.stray || record->stray_quote;
    }
    result.whole = !reader.problem();
    return result;
}

std::string in_quotes(const std::vector<std::vector<std::string>>& records) {
    std::string file;
    for (const auto& record : records) {
        for (std::size_t i = 0; i < record.size(); ++i) {
            file += i == 0 ? "\"" : ",\"";
            for (const char c : record[i]) file.append(c == '"' ? 2 : 1, c);
            file += '"';
        }
        file += "\r\n";
    }
    return file;
}

void read_rows(const std::string& file, const std::vector<std::string>& header) {
    static const surveys::Questionnaire questionnaire = surveys::small_questionnaire();
    static const std::vector<surveys::Unit> units = surveys::small_units();
    std::istringstream stream(file);
    const surveys::FileLook look = surveys::look_over(stream);
    if (look.problem) return;
    const auto map = surveys::read_header_map(header, questionnaire);
    tests::demand(map.map.has_value() == map.problems.empty(), "either a map or problems");
    if (!map.map || !surveys::check_columns(*map.map, header).empty()) return;
    surveys::RowReader rows({*map.map, questionnaire, units, header}, look.encoding, noon_ms);
    surveys::rewind(stream);
    surveys::CsvReader reader(stream);
    static_cast<void>(reader.next());
    for (std::int64_t row = 1; const auto* record = reader.next(); ++row) {
        const auto reading = rows.read(*record, row);
        tests::demand(reading.row.has_value() == reading.problems.empty(),
                      "either a row or problems");
        if (!reading.row) continue;
        tests::demand(reading.row->received_ms <= noon_ms, "no answer comes from the future");
        tests::demand(surveys::check(reading.row->submission.answers, questionnaire,
                                     surveys::Blanks::allowed)
                          .empty(),
                      "what is read keeps every rule");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string file(tests::text_of(bytes, count));
    const Cut first = cut(file);
    if (first.records.empty()) return 0;
    tests::demand(cut(in_quotes(first.records)).records == first.records,
                  "what was cut can be written and cut again");
    read_rows(file, first.records.front());
    return 0;
}
