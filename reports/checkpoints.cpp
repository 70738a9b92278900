#include "reports/checkpoints.h"

#include <algorithm>

#include "surveys/calendar.h"

namespace reports {

bool is_checkpoint(int month) {
    return std::ranges::any_of(checkpoints,
                               [&](const Checkpoint& point) { return point.month == month; });
}

std::int64_t last_day_of(int year, int month) {
    const surveys::CivilDate next = month == 12 ? surveys::CivilDate{year + 1, 1, 1}
                                                : surveys::CivilDate{year, month + 1, 1};
    return surveys::day_number(next) - 1;
}

Checkpoint next_checkpoint(std::int64_t day) {
    const int month = surveys::civil(day).month;
    return *std::ranges::find_if(checkpoints,
                                 [&](const Checkpoint& point) { return point.month >= month; });
}

}  // namespace reports
