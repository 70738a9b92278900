#include "http/desk/pages/figures/shown_year.h"

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/calendar.h"

namespace http {
namespace {

constexpr int years_max = 10;

}  // namespace

int this_year(const Asked& asked) {
    return surveys::civil(surveys::day_of(asked.desk.now_ms())).year;
}

ShownYear shown_year(const Asked& asked, int usual) {
    const std::int64_t today = surveys::day_of(asked.desk.now_ms());
    ShownYear shown{.year = usual, .period = {}, .this_year = this_year(asked)};
    if (const auto day = surveys::parse_date(asked.parameter("year") + "-01-01"))
        if (const int year = surveys::civil(*day).year; year <= shown.this_year) shown.year = year;
    const std::int64_t last =
        surveys::day_number({.year = shown.year, .month = 12, .day = 31});
    shown.period = reports::year_to(std::min(today, last));
    return shown;
}

void put_years(Filling& filling, const ShownYear& shown, int first_year,
               const std::string& address) {
    Filling years{Filling::type::list};
    const int first = std::max(std::min(first_year, shown.year), shown.this_year - years_max + 1);
    for (int year = shown.this_year; year >= first; --year) {
        Filling item;
        item.set("year", std::to_string(year));
        item.set("address", address + std::to_string(year));
        if (year == shown.year) item.set("is_shown", Filling::type::bool_true);
        years << item;
    }
    if (first < shown.this_year) filling.set("has_years", Filling::type::bool_true);
    filling.set("years", years);
}

}  // namespace http
