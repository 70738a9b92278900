#include "reports/period.h"

#include "surveys/calendar.h"

namespace reports {

Period year_to(std::int64_t as_of_day) {
    return {.first_day = surveys::day_number({surveys::civil(as_of_day).year, 1, 1}),
            .last_day = as_of_day};
}

Period all_days() {
    return {.first_day = surveys::day_number({.year = 1, .month = 1, .day = 1}),
            .last_day = surveys::day_number({.year = 9999, .month = 12, .day = 31})};
}

}  // namespace reports
