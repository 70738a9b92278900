#include "engine/inference/alarm.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace {

using engine::after;
using engine::Alarm;
using engine::AlarmSetting;

// Oracle: by hand. Ratios 0.15/0.05 = 3 and 0.85/0.95. Bad, bad, good: R = 3, 12, 13 × 17/19.
TEST(Alarm, adds_up_the_likelihood_ratios) {
    const AlarmSetting setting;
    Alarm alarm = after({}, {.bad = 2, .answers = 2}, setting);
    EXPECT_NEAR(alarm.shiryaev_roberts, 12, 1e-9);
    EXPECT_NEAR(alarm.cusum, std::log(9), 1e-12);
    alarm = after(alarm, {.bad = 0, .answers = 1}, setting);
    EXPECT_NEAR(alarm.shiryaev_roberts, 13.0 * 17 / 19, 1e-9);
    EXPECT_NEAR(alarm.cusum, std::log(9 * 17.0 / 19), 1e-12);
    EXPECT_FALSE(alarm.rings);
}

TEST(Alarm, rings_for_a_bad_week_and_keeps_ringing) {
    const AlarmSetting setting;
    Alarm alarm;
    for (int day = 0; day < 30; ++day) alarm = after(alarm, {.bad = 2, .answers = 40}, setting);
    EXPECT_FALSE(alarm.rings);
    for (int day = 0; day < 5; ++day) alarm = after(alarm, {.bad = 8, .answers = 40}, setting);
    EXPECT_TRUE(alarm.rings);
    EXPECT_TRUE(after(alarm, {.bad = 0, .answers = 40}, setting).rings);
}

// The promise: while 5 % are bad, it rings once in 10,000 answers at most, on average. 400 runs
// with a fixed seed: their mean lies three standard errors or less below that at worst.
TEST(Alarm, is_quiet_as_long_as_it_promises) {
    std::uint64_t state = 20261127;
    const auto chance = [&] {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<double>(state >> 11) * 0x1p-53;
    };
    AlarmSetting setting;
    setting.quiet_answers = 500;
    double sum = 0;
    double squares = 0;
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
        Alarm alarm;
        double answers = 0;
        while (!alarm.rings) {
            alarm = after(alarm, {.bad = chance() < setting.usual ? 1 : 0, .answers = 1}, setting);
            ++answers;
        }
        sum += answers;
        squares += answers * answers;
    }
    const double mean = sum / runs;
    const double error = std::sqrt((squares / runs - mean * mean) / runs);
    EXPECT_GE(mean + 3 * error, setting.quiet_answers);
}

// Whatever the true order of a day's answers: the evening's alarm is one the answers had rung.
TEST(Alarm, of_a_day_is_never_earlier_than_of_its_answers) {
    EXPECT_TRUE(rc::check([] {
        const AlarmSetting setting;
        Alarm daily;
        Alarm single;
        for (int day = 0; day < 6; ++day) {
            const auto answers = *rc::gen::container<std::vector<bool>>(rc::gen::arbitrary<bool>());
            std::int64_t bad = 0;
            for (const bool is_bad : answers) {
                bad += is_bad ? 1 : 0;
                single = after(single, {.bad = is_bad ? 1 : 0, .answers = 1}, setting);
            }
            daily = after(daily, {.bad = bad,
                                  .answers = static_cast<std::int64_t>(answers.size())},
                          setting);
            RC_ASSERT(!daily.rings || single.rings);
        }
    }));
}

TEST(Alarm, is_set_for_more_than_is_usual) {
    EXPECT_THROW(static_cast<void>(after({}, {0, 1}, {.usual = 0.2, .alarming = 0.1})),
                 std::logic_error);
    EXPECT_THROW(static_cast<void>(after({}, {2, 1}, {})), std::logic_error);
}

}  // namespace
