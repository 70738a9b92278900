// An import case: everything known about an order before its rows are read.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "surveys/import/file_look.h"
#include "surveys/import/importer.h"

namespace surveys {

struct ImportCase {
    Questionnaire questionnaire;
    std::vector<Unit> units;
    std::vector<std::string> header;
    ImportMap map;
    FileLook look;
    Encoding encoding = Encoding::utf_8;

    RowRules rules() const { return {map, questionnaire, units, header}; }
};

// Either a case or every reason why the file cannot be imported as ordered.
struct ImportCaseReading {
    std::optional<ImportCase> found;
    Problems problems;
};

// Why the file of this batch cannot be imported with this map, by the batch's name: it is done, or
// was begun with another map. nullopt when it may go on.
std::optional<Problem> refusal(const Batch& batch, const ImportMap& map);

[[nodiscard]] ImportCaseReading read_case(const Store& store, const ImportOrder& order,
                                          std::istream& file);

}  // namespace surveys
