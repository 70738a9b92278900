#include "surveys/store/cells.h"

#include "surveys/calendar.h"
#include "surveys/sql.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/row.h"

namespace surveys {
namespace {

void add(Connection& connection, std::string_view sql, std::int64_t survey, const Cells& cells) {
    for (const auto& [cell, tally] : cells) {
        if (tally == engine::Tally{}) continue;
        const auto& times = tally.times;
        Query(connection, sql, survey, cell.version, cell.question, cell.period, cell.unit,
              number_of(cell.channel), number_of(cell.source), times[0], times[1], times[2],
              times[3], times[4], tally.not_applicable, tally.blank, tally.by_default)
            .run();
    }
}

}  // namespace

void count(Cells& days, const Row& row, const Asked& asked, const Answers& answers) {
    for (const int question : asked.grade_questions) {
        const auto& id = asked.questionnaire.questions.at(static_cast<std::size_t>(question)).id;
        const auto given = answers.find(id);
        if (given == answers.end() && row.supplements) continue;
        engine::Tally& tally = days[{.version = row.version,
                                     .question = question,
                                     .period = day_of(row.received_ms),
                                     .unit = row.unit,
                                     .channel = row.channel,
                                     .source = row.source}];
        if (row.supplements) --tally.blank;
        if (given == answers.end()) ++tally.blank;
        else if (const auto* grade = std::get_if<engine::Grade>(&given->second)) tally.add(*grade);
        else ++tally.not_applicable;
    }
}

std::int64_t month_of(std::int64_t day) {
    const CivilDate date = civil(day);
    return std::int64_t{date.year} * 12 + date.month - 1;
}

Cells in_months(const Cells& days) {
    Cells months;
    for (const auto& [cell, tally] : days) {
        Cell month = cell;
        month.period = month_of(cell.period);
        months[month] += tally;
    }
    return months;
}

Cells negated(const Cells& cells) {
    Cells result;
    for (const auto& [cell, tally] : cells) result[cell] -= tally;
    return result;
}

void add_to_tallies(Connection& connection, std::int64_t survey, const Cells& days) {
    add(connection, sql::tally_add, survey, days);
    add(connection, sql::tally_month_add, survey, in_months(days));
}

engine::Tally read_tally(Query& rows) {
    engine::Tally tally;
    for (auto& times : tally.times) times = rows.integer();
    tally.not_applicable = rows.integer();
    tally.blank = rows.integer();
    tally.by_default = rows.integer();
    return tally;
}

Cells read_cells(Connection& connection, std::string_view sql, std::int64_t survey) {
    Cells cells;
    for (Query rows(connection, sql, survey); rows.next();) {
        const Cell cell{.version = rows.small(),
                        .question = rows.small(),
                        .period = rows.integer(),
                        .unit = rows.integer(),
                        .channel = static_cast<Channel>(rows.small()),
                        .source = static_cast<Source>(rows.small())};
        cells[cell] += read_tally(rows);
    }
    return cells;
}

}  // namespace surveys
