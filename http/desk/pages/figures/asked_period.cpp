#include "http/desk/pages/figures/asked_period.h"

#include <httplib.h>

#include <algorithm>
#include <charconv>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

constexpr int years_shown_max = 20;

std::int64_t today_of(const Asked& asked) { return surveys::day_of(asked.desk.now_ms()); }

std::optional<int> year_asked(const Asked& asked, int this_year) {
    const std::string text = asked.parameter("year");
    int year = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
    const bool is_whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!is_whole || year > this_year || year <= this_year - years_shown_max) return std::nullopt;
    return year;
}

}  // namespace

int AskedPeriod::year() const { return surveys::civil(period.last_day).year; }

AskedPeriod asked_period(const Asked& asked) {
    const std::int64_t today = today_of(asked);
    const int this_year = surveys::civil(today).year;
    AskedPeriod found;
    std::int64_t last_day = today;
    if (const auto year = year_asked(asked, this_year); year && *year != this_year) {
        last_day = surveys::day_number({*year, 12, 31});
        found.query = "?year=" + std::to_string(*year);
    }
    if (const auto to = surveys::parse_date(asked.parameter("to")); to && *to < today) {
        last_day = *to;
        found.query = "?to=" + surveys::iso_date(*to);
    }
    found.period = reports::year_to(last_day);
    if (const auto from = surveys::parse_date(asked.parameter("from")); from && *from <= last_day) {
        found.period.first_day = *from;
        found.query.append(found.query.empty() ? "?" : "&").append("from=")
            .append(surveys::iso_date(*from));
    }
    found.is_current = last_day == today;
    return found;
}

std::vector<int> years_to_choose(const Asked& asked) {
    const int this_year = surveys::civil(today_of(asked)).year;
    int first = this_year - 1;
    for (const surveys::Survey& survey : asked.desk.store.surveys()) {
        if (survey.opened_ms)
            first = std::min(first, surveys::civil(surveys::day_of(*survey.opened_ms)).year);
        if (const auto run = surveys::run_year_of(survey.id)) first = std::min(first, *run);
    }
    first = std::max(first, this_year - years_shown_max + 1);
    std::vector<int> years;
    for (int year = this_year; year >= first; --year) years.push_back(year);
    return years;
}

}  // namespace http
