// A period: the days a figure covers, both included, in Asia/Shanghai.
#pragma once

#include <cstdint>

namespace reports {

struct Period {
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;

    bool covers(std::int64_t day) const { return first_day <= day && day <= last_day; }
    friend bool operator==(const Period&, const Period&) = default;
};
// The calendar year of that day, up to and with it: what a figure covers unless asked otherwise.
Period year_to(std::int64_t as_of_day);
Period all_days();

}  // namespace reports
