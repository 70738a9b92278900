#include "engine/inference/alarm.h"

#include <algorithm>
#include <cmath>

#include "engine/expects.h"

namespace engine {

Alarm after(const Alarm& before, const DayOfRatings& day, const AlarmSetting& setting) {
    expects(0 < setting.usual && setting.usual < setting.alarming && setting.alarming < 1 &&
                setting.quiet_answers > 1,
            "an alarm for more than the usual share of bad ratings");
    expects(0 <= day.bad && day.bad <= day.answers, "the bad are some of the answers");
    if (before.rings) return before;
    const double bad_ratio = setting.alarming / setting.usual;
    const double good_ratio = (1 - setting.alarming) / (1 - setting.usual);
    Alarm alarm = before;
    for (std::int64_t i = 0; i < day.answers; ++i) {
        const double ratio = i < day.bad ? bad_ratio : good_ratio;
        alarm.shiryaev_roberts = (1 + alarm.shiryaev_roberts) * ratio;
        alarm.cusum = std::max(0.0, alarm.cusum + std::log(ratio));
    }
    alarm.rings = alarm.shiryaev_roberts >= setting.quiet_answers ||
                  alarm.cusum >= std::log(setting.quiet_answers);
    return alarm;
}

}  // namespace engine
