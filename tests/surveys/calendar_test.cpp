#include "surveys/calendar.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

// Oracle: TZ=Asia/Shanghai date -d @SECONDS (GNU coreutils).
TEST(Calendar, counts_days_from_midnight_in_shanghai) {
    EXPECT_EQ(surveys::day_of(0), 0);
    EXPECT_EQ(surveys::day_of(57'599'999), 0);  // 1970-01-01T23:59:59.999+08:00
    EXPECT_EQ(surveys::day_of(57'600'000), 1);
    EXPECT_EQ(surveys::day_of(-28'800'000), 0);
    EXPECT_EQ(surveys::day_of(-28'800'001), -1);
    EXPECT_EQ(surveys::iso_date(surveys::day_of(1'798'732'800'000)), "2027-01-01");
    EXPECT_EQ(surveys::iso_date(surveys::day_of(1'798'732'799'999)), "2026-12-31");
}

TEST(Calendar, begins_each_day_at_its_midnight) {
    for (const std::int64_t day : {-719'162LL, -1LL, 0LL, 11'016LL, 20'780LL, 2'932'896LL}) {
        EXPECT_EQ(surveys::day_of(surveys::midnight_ms(day)), day);
        EXPECT_EQ(surveys::day_of(surveys::midnight_ms(day) - 1), day - 1);
        EXPECT_EQ(surveys::day_number(surveys::civil(day)), day);
        EXPECT_EQ(surveys::parse_date(surveys::iso_date(day)), day);
    }
}

TEST(Calendar, knows_which_dates_are_real) {
    for (const char* real : {"2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"})
        EXPECT_TRUE(surveys::parse_date(real)) << real;
    const std::string with_nul{"2026-11-23\0", 11};
    for (const std::string& unreal :
         std::vector<std::string>{"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
                                  "2026-04-31", "2026-1-01", "0000-01-01", "2026/11/23",
                                  "2026-11-23 ", " 2026-11-23", "20261123", "",
                                  "2026-11-2\xEF\xBC\x93", with_nul, "-001-01-01", "2026-11-233"})
        EXPECT_FALSE(surveys::parse_date(unreal)) << unreal;
}

TEST(Calendar, prints_an_instant_with_its_offset) {
    // 2026-11-23T13:58:27.123Z
    EXPECT_EQ(surveys::iso_instant(1'795'442'307'123), "2026-11-23T21:58:27.123+08:00");
    EXPECT_EQ(surveys::iso_instant(-1), "1970-01-01T07:59:59.999+08:00");
    EXPECT_EQ(surveys::iso_month(surveys::day_of(1'795'442'307'123)), "2026-11");
}

TEST(Calendar, reads_back_what_it_prints) {
    for (const std::int64_t ms : {0LL, -1LL, 1'795'442'307'123LL, 1'798'732'799'999LL})
        EXPECT_EQ(surveys::parse_instant(surveys::iso_instant(ms)), ms);
}

TEST(Calendar, reads_instants_in_utc_and_in_shanghai) {
    EXPECT_EQ(surveys::parse_instant("2026-11-23T13:58:27Z"), 1'795'442'307'000);
    EXPECT_EQ(surveys::parse_instant("2026-11-23T21:58:27.123+08:00"), 1'795'442'307'123);
    EXPECT_EQ(surveys::parse_instant("1970-01-01"), -28'800'000);
    for (const char* bad :
         {"2026-11-23T13:58:27", "2026-11-23T24:00:00Z", "2026-11-23T13:60:00Z",
          "2026-11-23T13:58:60Z", "2026-11-23T13:58:27.1Z", "2026-11-23T13:58:27+09:00",
          "2026-11-23 13:58:27Z", "2026-11-23T13:58:27Zx", "2026-11-23T", "now", ""})
        EXPECT_FALSE(surveys::parse_instant(bad)) << bad;
}

}  // namespace
