#include "surveys/import/import_case.h"

#include <utility>

#include "surveys/import/cell.h"
#include "surveys/limits.h"

namespace surveys {

namespace {

// The batch this very file already made in this survey, unless it waits to be finished. One that
// was undone counts too: its rows are kept, and the same row must never stand there twice.
std::optional<Batch> earlier_batch(const Store& store, const ImportOrder& order,
                                   const std::string& sha256) {
    for (Batch& batch : store.batches()) {
        if (batch.survey == order.survey && batch.file_sha256 == sha256 &&
            batch.state != Batch::State::running) {
            return std::move(batch);
        }
    }
    return std::nullopt;
}

void read_header(std::istream& file, ImportCase& found, Problems& problems) {
    rewind(file);
    CsvReader reader(file);
    const CsvRecord* header = reader.next();
    if (!header) {
        problems.push_back(reader.problem().value_or(
            Problem{"1", {"文件没有表头", "the file has no header"}}));
        return;
    }
    Decoder decoder(found.encoding);
    for (const std::string_view cell : header->cells) {
        const auto name = decoder.decode(cell);
        found.header.emplace_back(bare_cell(name.value_or("")));
        if (name) continue;
        problems.push_back({"1", {"表头含有无法解码的字节",
                                  "the header holds bytes that are not of the file's encoding"}});
    }
}

void append(Problems& problems, Problems more) {
    problems.insert(problems.end(), more.begin(), more.end());
}

}  // namespace

Problem imported_before(const Batch& batch) {
    const std::string number = std::to_string(batch.number);
    const bool undone = batch.state == Batch::State::undone;
    return {"file", {"这个文件已经导入过:第 " + number + " 批,“" + batch.file_name + "”" +
                         (undone ? ",后来撤销了" : ""),
                     "this file was imported before, as batch " + number + ", \"" +
                         batch.file_name + "\"" + (undone ? ", and undone since" : "")}};
}

ImportCaseReading read_case(const Store& store, const ImportOrder& order, std::istream& file) {
    const auto survey = store.survey(order.survey);
    const auto questionnaire =
        survey ? store.questionnaire(survey->id, survey->version) : std::nullopt;
    if (!questionnaire) {
        return {{}, {{"survey", {"没有这个调查:" + order.survey,
                                 "there is no survey \"" + order.survey + "\""}}}};
    }
    ImportCase found;
    found.questionnaire = *questionnaire;
    found.units = store.units();
    found.look = look_over(file);
    if (found.look.problem) return {{}, {{"file", *found.look.problem}}};
    if (const auto batch = earlier_batch(store, order, found.look.sha256)) {
        return {{}, {imported_before(*batch)}};
    }
    found.encoding = order.encoding.value_or(found.look.encoding);

    Problems problems;
    read_header(file, found, problems);
    ImportMapReading map =
        order.map_json ? read_import_map(*order.map_json, found.questionnaire, found.units)
                       : read_header_map(found.header, found.questionnaire);
    append(problems, std::move(map.problems));
    if (map.map) append(problems, check_columns(*map.map, found.header));
    if (!problems.empty()) return {{}, std::move(problems)};
    found.map = std::move(*map.map);
    return {std::move(found), {}};
}

std::optional<Problem> each_row(std::istream& file, const ImportCase& found,
                                const RowVisit& visit) {
    rewind(file);
    CsvReader reader(file);
    std::int64_t row = 0;
    const CsvRecord* record = reader.next();  // the header
    while (record && (record = reader.next())) {
        // With one column an empty line is somebody who left it blank.
        if (record->is_empty_line() && found.header.size() > 1) continue;
        if (++row > limits.import_rows_max) {
            return Problem{std::to_string(record->line),
                           {"文件的行数超过上限", "the file has more rows than allowed"}};
        }
        visit(*record, row);
    }
    return reader.problem();
}

}  // namespace surveys
