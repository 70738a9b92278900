// An import map: which column of a file answers which question, and what its cells mean.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/import/time_format.h"
#include "surveys/questionnaires/answers.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/submission.h"
#include "surveys/questionnaires/unit.h"

namespace surveys {

// How one question is read. Cells of `meanings` mean that answer, without one they are blank; any
// other cell is read as it stands, or is a problem when the map lists the codes.
struct QuestionColumn {
    std::string question;
    std::string column;
    std::map<std::string, std::optional<Answer>, std::less<>> meanings;
    bool lists_codes = false;
};

// A cell outside `codes` is a unit's code itself, an empty one is no unit.
struct UnitColumn {
    std::string column;
    std::map<std::string, std::string, std::less<>> codes;
};

struct TimeColumn {
    std::string column;
    TimeFormat format;
};

struct ImportMap {
    std::vector<QuestionColumn> questions;  // in the order of the questionnaire
    std::optional<UnitColumn> unit;
    std::optional<TimeColumn> time;  // without it: the time of the import
    Channel channel = Channel::import;
    std::optional<std::string> weight;   // the column
    std::optional<std::string> stratum;  // the column
    std::string definition;              // the JSON as it was given, "{}" without
};

// Either a map and no problem, or every problem with its place (a JSON pointer).
struct ImportMapReading {
    std::optional<ImportMap> map;
    Problems problems;
};

// {"survey","unit","time","channel","weight","stratum","questions"}; only `questions` must be
// there, and among them every question that is required.
[[nodiscard]] ImportMapReading read_import_map(std::string_view json,
                                               const Questionnaire& questionnaire,
                                               const std::vector<Unit>& units);

// The map of a file that explains itself: its header holds question ids and perhaps `unit` and
// `date` (ISO). Such files are typed from paper forms, so their channel is `paper`. The places of
// problems are column names.
[[nodiscard]] ImportMapReading read_header_map(const std::vector<std::string>& header,
                                               const Questionnaire& questionnaire);

}  // namespace surveys
