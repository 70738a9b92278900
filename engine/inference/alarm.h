// An alarm: the moment at which bad ratings have become too many to be the old misfortune.
#pragma once

#include <cstdint>

namespace engine {

// What the share of bad ratings usually is, and from which share on somebody should come and look.
// 0 < usual < alarming < 1. While nothing has changed it rings once in `quiet_answers` answers at
// most, on average: the average run length of quality control.
struct AlarmSetting {
    double usual = 0.05;
    double alarming = 0.15;
    double quiet_answers = 10'000;  // above 1
};

// State of one unit's alarm: two numbers, kept between the days. Shiryaev–Roberts is
// R ← (1 + R) × likelihood ratio of one answer, whose mean grows by one an answer while nothing has
// changed: ringing at R >= quiet_answers therefore keeps the promise whatever the order (Shin,
// Ramdas & Rinaldo 2024 call it an e-detector). CUSUM is max(0, S) plus the log ratio, rings at
// log(quiet_answers), keeps the same promise and forgets faster.
struct Alarm {
    double shiryaev_roberts = 0;
    double cusum = 0;
    bool rings = false;  // either is over its threshold; stays so until it is set back to {}
};

// One more day, of whose answers so many were bad. Their order within the day is not needed: taken
// bad first and good last, and looked at in the evening, they never ring an alarm that the answers
// one by one would not have rung by then. Requires 0 <= bad <= answers.
struct DayOfRatings {
    std::int64_t bad = 0;
    std::int64_t answers = 0;
};
Alarm after(const Alarm& before, const DayOfRatings& day, const AlarmSetting& setting);

}  // namespace engine
