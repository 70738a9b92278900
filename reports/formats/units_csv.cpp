#include "reports/formats/units_csv.h"

#include <array>
#include <optional>

#include "reports/formats/csv.h"
#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::Locale;
using surveys::Words;

const std::array<Words, 11> header{{{"指标", "indicator"},
                                   {"截至", "as of"},
                                   {"单位代码", "unit code"},
                                   {"单位", "unit"},
                                   {"上级单位", "above it"},
                                   {"实际值", "figure"},
                                   {"计量单位", "measured in"},
                                   {"与全体相差", "difference from all"},
                                   {"比较", "comparison"},
                                   {"漏斗图", "funnel"},
                                   {"名次范围", "possible places"}}};

struct UnitCells {
    std::string code;
    std::string name;
    std::string parent;
    std::optional<std::string> difference;
    std::string standing{};
    std::string funnel{};
    std::string places{};
};

void number_or_nothing(CsvRows& rows, const std::optional<std::string>& number) {
    if (number) rows.number(*number);
    else rows.nothing();
}

void put(CsvRows& rows, const Score& score, const UnitCells& unit, Locale locale) {
    rows.text(score.indicator.name.in(locale)).text(surveys::iso_date(score.period.last_day));
    rows.text(unit.code).text(unit.name).text(unit.parent);
    number_or_nothing(rows, shown_value(score));
    rows.text(unit_of(score.indicator.measure).in(locale));
    number_or_nothing(rows, unit.difference);
    rows.text(unit.standing).text(unit.funnel).text(unit.places);
    put_proof(rows, score, locale);
    rows.end_row();
}

}  // namespace

std::string units_to_csv(const Score& whole, const UnitComparison& comparison, Locale locale) {
    std::string csv{utf8_mark};
    CsvRows rows{csv};
    for (const Words& column : header) rows.text(column.in(locale));
    put_proof_header(rows, whole.is_demo, locale);
    rows.end_row();
    put(rows, whole, {.code = "", .name = Words{"全体", "all"}.in(locale), .parent = "",
                      .difference = std::nullopt},
        locale);
    for (const UnitLine& line : comparison.lines)
        put(rows, line.score,
            {.code = line.unit.code, .name = line.unit.name, .parent = line.unit.parent,
             .difference = shown_difference(line.score, whole),
             .standing = words(line.standing).in(locale),
             .funnel = line.rank ? words(*line.rank).in(locale) : "",
             .places = line.rank ? shown_places(*line.rank) : ""},
            locale);
    if (comparison.without_unit.n() > 0)
        put(rows, comparison.without_unit,
            {.code = "", .name = Words{"（未注明单位）", "(no unit given)"}.in(locale),
             .parent = "", .difference = std::nullopt},
            locale);
    return csv;
}

}  // namespace reports
