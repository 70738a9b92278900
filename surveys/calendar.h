// The calendar: UTC milliseconds outside, days of Asia/Shanghai (UTC+8, no summer time) inside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace surveys {

struct CivilDate {
    int year = 1970;
    int month = 1;  // 1..12
    int day = 1;    // 1..31

    friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

// A day is counted from 1970-01-01 in Asia/Shanghai.
std::int64_t day_of(std::int64_t utc_ms);
std::int64_t midnight_ms(std::int64_t day);  // the instant a day begins
CivilDate civil(std::int64_t day);
std::int64_t day_number(const CivilDate& date);

bool is_writable_day(std::int64_t day);          // of the years 0001 to 9999
std::string iso_date(std::int64_t day);          // "2026-11-23"
std::string iso_month(std::int64_t day);         // "2026-11"
std::string iso_instant(std::int64_t utc_ms);    // "2026-11-23T21:58:27.123+08:00"
std::optional<std::int64_t> parse_date(std::string_view text);  // "2026-11-23", a real date
// "2026-11-23T21:58:27[.123](Z|+08:00)" or a bare date (its midnight in Shanghai).
std::optional<std::int64_t> parse_instant(std::string_view text);

}  // namespace surveys
