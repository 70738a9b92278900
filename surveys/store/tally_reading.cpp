#include "surveys/store/tally_reading.h"

#include <map>

#include "surveys/calendar.h"
#include "surveys/sql.h"
#include "surveys/store/cells.h"
#include "surveys/store/connection.h"
#include "surveys/store/definitions.h"
#include "surveys/store/row.h"

namespace surveys {
namespace {

// Both ends belong to it; nothing when last < first.
struct Range {
    std::int64_t first = 0;
    std::int64_t last = -1;
};

struct Split {
    Range before;  // days
    Range months;
    Range after;  // days
};

std::int64_t first_day_of(std::int64_t month) {
    return day_number({.year = static_cast<int>(month / 12),
                       .month = static_cast<int>(month % 12) + 1,
                       .day = 1});
}

Split split(std::int64_t first_day, std::int64_t last_day) {
    std::int64_t begin = month_of(first_day);
    if (first_day_of(begin) != first_day) ++begin;
    const std::int64_t end = month_of(last_day + 1);  // the first month that is not whole
    if (begin >= end) return {.before = {first_day, last_day}, .months = {}, .after = {}};
    return {.before = {first_day, first_day_of(begin) - 1},
            .months = {begin, end - 1},
            .after = {first_day_of(end), last_day}};
}

enum class Period { day, month };

// One question of one version, in the numbers of the keys.
struct QuestionKey {
    std::int64_t survey;
    int version;
    int position;
};

bool has_cells(Connection& connection, const QuestionKey& question, const Range& days) {
    if (days.last < days.first) return false;
    return Query(connection, sql::tally_on_days, question.survey, question.version,
                 question.position, days.first, days.last)
        .next();
}

// The same answers in whole months where the rest of a month has none, as after today: then its
// one row is read in place of up to thirty.
Range widened(Connection& connection, const QuestionKey& question, Range days) {
    const std::int64_t month_begin = first_day_of(month_of(days.first));
    const std::int64_t month_end = first_day_of(month_of(days.last) + 1) - 1;
    if (!has_cells(connection, question, {month_begin, days.first - 1})) days.first = month_begin;
    if (!has_cells(connection, question, {days.last + 1, month_end})) days.last = month_end;
    return days;
}

class Groups {
public:
    Groups(Connection& connection, Definitions& definitions, const TallyQuery& query)
        : connection_(connection), definitions_(definitions), query_(query) {
        for (const Source source : query.sources) sources_ |= 1 << number_of(source);
    }

    void add(Period period, const QuestionKey& question, const Range& range) {
        if (range.last < range.first) return;
        const std::string_view sql =
            period == Period::month ? sql::tally_month_between : sql::tally_between;
        Query rows(connection_, sql, question.survey, question.version, question.position,
                   range.first, range.last, sources_);
        while (rows.next()) {
            const std::int64_t when = rows.integer();
            const std::int64_t unit = rows.integer();
            const std::int64_t channel = rows.integer();
            groups_[key(period == Period::month ? when : month_of(when), unit, channel)] +=
                read_tally(rows);
        }
    }

    std::vector<TallyGroup> named() {
        std::map<std::string, engine::Tally> sorted;
        if (query_.by == GroupBy::nothing) sorted[""];
        for (const auto& [number, tally] : groups_)
            if (tally != engine::Tally{}) sorted[words(number)] += tally;
        std::vector<TallyGroup> result;
        for (const auto& [word, tally] : sorted) result.push_back({.key = word, .tally = tally});
        return result;
    }

private:
    std::int64_t key(std::int64_t month, std::int64_t unit, std::int64_t channel) const {
        switch (query_.by) {
            case GroupBy::nothing: return 0;
            case GroupBy::unit: return unit;
            case GroupBy::month: return month;
            case GroupBy::channel: return channel;
        }
        return 0;
    }

    std::string words(std::int64_t number) const {
        switch (query_.by) {
            case GroupBy::nothing: return {};
            case GroupBy::unit: return definitions_.unit_code(connection_, number);
            case GroupBy::month: return iso_month(first_day_of(number));
            case GroupBy::channel: return std::string(name(static_cast<Channel>(number)));
        }
        return {};
    }

    Connection& connection_;
    Definitions& definitions_;
    const TallyQuery& query_;
    std::int64_t sources_ = 0;  // a bit each
    std::map<std::int64_t, engine::Tally> groups_;
};

}  // namespace

std::vector<TallyGroup> read_tallies(Connection& connection, Definitions& definitions,
                                     const TallyQuery& query) {
    Groups groups(connection, definitions, query);
    const auto survey = find_survey(connection, query.survey);
    for (int version = 1; survey && version <= survey->survey.version; ++version) {
        const Asked* const asked = definitions.find(connection, survey->number, version);
        if (asked == nullptr) continue;
        const auto position = asked->questionnaire.position(query.question);
        if (!position) continue;
        const QuestionKey question{.survey = survey->number,
                                   .version = version,
                                   .position = static_cast<int>(*position)};
        const Range days = widened(connection, question, {query.first_day, query.last_day});
        const Split ranges = split(days.first, days.last);
        groups.add(Period::day, question, ranges.before);
        groups.add(Period::month, question, ranges.months);
        groups.add(Period::day, question, ranges.after);
    }
    return groups.named();
}

}  // namespace surveys
