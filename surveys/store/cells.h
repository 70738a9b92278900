// The tally cells: the smallest groups whose answers are counted, a row each.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "engine/figures/tally.h"
#include "surveys/questionnaires/answers.h"
#include "surveys/questionnaires/submission.h"

namespace surveys {

class Connection;
class Query;
struct Asked;
struct Row;

struct Cell {
    int version = 1;
    int question = 0;         // its position in the questionnaire
    std::int64_t period = 0;  // a day, or a month as year * 12 + month - 1
    std::int64_t unit = 0;
    Channel channel = Channel::web;
    Source source = Source::open;

    friend auto operator<=>(const Cell&, const Cell&) = default;
};

using Cells = std::map<Cell, engine::Tally>;

// Counts one row in each grade question's cell of its day: a first page as exactly one of grade,
// not applicable and blank; a second page turns its first page's blanks into what it answers.
void count(Cells& days, const Row& row, const Asked& asked, const Answers& answers);

std::int64_t month_of(std::int64_t day);
Cells in_months(const Cells& days);
Cells negated(const Cells& cells);

// Adds to the day and the month of every cell.
void add_to_tallies(Connection& connection, std::int64_t survey, const Cells& days);
// All cells of a survey, by sql::tally_cells or sql::tally_month_cells.
Cells read_cells(Connection& connection, std::string_view sql, std::int64_t survey);
// From the eight columns of counts.
engine::Tally read_tally(Query& rows);

}  // namespace surveys
