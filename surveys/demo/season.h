// A season: the days of one calendar year that the demo has answers of.
#pragma once

#include <cstdint>
#include <string>

#include "surveys/calendar.h"
#include "surveys/questionnaires/problem.h"

namespace surveys {

class Store;

struct Season {
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;  // the year's last or yesterday
    bool is_last_year = false;  // it went less well then

    int year() const { return civil(first_day).year; }
};

inline constexpr std::int64_t minute_ms = 60'000;

// The instant of a time of day, in minutes after midnight in Asia/Shanghai.
inline std::int64_t time_at(std::int64_t day, std::int64_t minute) {
    return midnight_ms(day) + minute * minute_ms;
}

// 0 is Monday: 1970-01-01 was a Thursday.
inline int weekday_of(std::int64_t day) { return static_cast<int>((day + 3) % 7); }

// The last day up to and with this one that is no weekend.
inline std::int64_t workday_before(std::int64_t day) {
    return weekday_of(day) >= 5 ? day - weekday_of(day) + 4 : day;
}

// What we make up is acceptable: a problem is ours.
void expect_accepted(const Problems& problems);

// One file of paper forms, imported at that instant. Returns the batch.
struct PaperFile {
    std::string survey;
    std::string name;
    std::string csv;
};
std::int64_t import_paper(Store& store, const PaperFile& file, std::int64_t now_ms);

void fill_citizens(Store& store, const Season& season);
void fill_enterprises(Store& store, const Season& season);
void hold_ballots(Store& store, const Season& season);

}  // namespace surveys
