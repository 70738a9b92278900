// A cell: what one question's answer looks like in a file, and what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/questionnaires/answers.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/questionnaire.h"

namespace surveys {

// Either an answer or why the cell is none.
struct CellReading {
    std::optional<Answer> answer;
    Words problem;
};

// Reads a trimmed cell that is not empty, without a code list: grades by name (very_satisfied,
// 非常满意, 不适用), options by code or text, several of them between ; or 、, scores 0..10,
// yes_no as true/false, yes/no, 是/否, 1/0, numbers, ISO dates. A contact is never imported.
[[nodiscard]] CellReading read_cell(const Question& question, std::string_view cell);

// The pieces of a cell with several options, trimmed, empty ones left out.
std::vector<std::string_view> pieces_of(std::string_view cell);

std::string_view bare_cell(std::string_view cell);  // of spaces, tabs and ideographic spaces
std::string shortened_cell(std::string_view cell);     // for a report: its first characters

// A decimal without sign or exponent as millionths, rounded half up behind the sixth place;
// nullopt for anything else and beyond import_limits.weight_max.
std::optional<std::int64_t> read_weight_micros(std::string_view cell);

}  // namespace surveys
