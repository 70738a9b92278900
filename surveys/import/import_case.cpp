#include "surveys/import/import_case.h"

#include <utility>

#include "surveys/import/cell.h"

namespace surveys {

namespace {

// The batch this very file made or is making in this survey. One that was undone is past.
std::optional<Batch> earlier_batch(const Store& store, const ImportOrder& order,
                                   const std::string& sha256) {
    for (Batch& batch : store.batches()) {
        if (batch.survey == order.survey && batch.file_sha256 == sha256 &&
            batch.state != Batch::State::undone) {
            return std::move(batch);
        }
    }
    return std::nullopt;
}

// 'batch 3, "paper.csv"'
Words named(const Batch& batch) {
    const std::string number = std::to_string(batch.number);
    return {"第 " + number + " 批，“" + batch.file_name + "”",
            "batch " + number + ", \"" + batch.file_name + "\""};
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

std::optional<Problem> refusal(const Batch& batch, const ImportMap& map) {
    const Words name = named(batch);
    if (batch.state != Batch::State::running) {
        return Problem{"file", {"这个文件已经导入过：" + name.zh_cn,
                                "this file was imported before, as " + name.en}};
    }
    if (batch.map_json != map.definition) {
        return Problem{"map", {"这个文件导入到一半（" + name.zh_cn +
                                   "），用的是另一份映射文件：请用原来的继续，或先撤销该批",
                               "this file is half imported, as " + name.en +
                                   ", with another map: go on with that one or undo the batch"}};
    }
    return std::nullopt;
}

ImportCaseReading read_case(const Store& store, const ImportOrder& order, std::istream& file) {
    const auto survey = store.survey(order.survey);
    const auto questionnaire =
        survey ? store.questionnaire(survey->id, survey->version) : std::nullopt;
    if (!questionnaire) {
        return {{}, {{"survey", {"没有这个调查：" + order.survey,
                                 "there is no survey \"" + order.survey + "\""}}}};
    }
    ImportCase found;
    found.questionnaire = *questionnaire;
    found.units = store.units();
    found.look = look_over(file);
    if (found.look.problem) return {{}, {{"file", *found.look.problem}}};
    const auto earlier = earlier_batch(store, order, found.look.sha256);
    // Before its columns are judged: a file that is done is refused whatever the map.
    if (earlier && earlier->state == Batch::State::done) {
        return {{}, {*refusal(*earlier, {})}};
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
    if (earlier) {
        if (const auto problem = refusal(*earlier, found.map)) return {{}, {*problem}};
    }
    return {std::move(found), {}};
}

}  // namespace surveys
