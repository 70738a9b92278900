#include "surveys/import/time_format.h"

#include <gtest/gtest.h>

namespace surveys {
namespace {

std::optional<std::int64_t> read(std::string_view format, std::string_view text) {
    const TimeFormatReading reading = read_time_format(format);
    EXPECT_TRUE(reading.format) << format;
    return reading.format ? reading.format->read(text) : std::nullopt;
}

// Seconds by `date -d '… +08:00' +%s`.
TEST(TimeFormat, reads_times_of_shanghai) {
    EXPECT_EQ(read("%Y-%m-%d", "2026-11-23"), 1'795'363'200'000);
    EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2026-11-23 21:58:27"), 1'795'442'307'000);
    EXPECT_EQ(read("%d/%m/%Y", "3/2/2024"), 1'706'889'600'000);
    EXPECT_EQ(read("%Y年%m月%d日%H时", "2024年2月29日23时"), 1'709'218'800'000);
    EXPECT_EQ(read("%Y%m%d%%", "20240229%"), 1'709'136'000'000);
}

TEST(TimeFormat, refuses_what_is_no_real_time) {
    for (const std::string_view text :
         {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "26-01-01", "2026/01/01",
          "2026-01-01 ", "x2026-01-01", "1969-12-31", "2026-01-32", "2026-1-"}) {
        EXPECT_EQ(read("%Y-%m-%d", text), std::nullopt) << text;
    }
    for (const std::string_view text : {"2026-01-01 24:00", "2026-01-01 23:60"}) {
        EXPECT_EQ(read("%Y-%m-%d %H:%M", text), std::nullopt) << text;
    }
}

TEST(TimeFormat, refuses_a_format_it_cannot_keep) {
    for (const std::string_view format :
         {"", "%d", "%Y-%m", "%Y-%m-%d %p", "%Y-%m-%d %", "%Y-%m-%d %Y"}) {
        const TimeFormatReading reading = read_time_format(format);
        EXPECT_FALSE(reading.format) << format;
        ASSERT_TRUE(reading.problem) << format;
        EXPECT_FALSE(reading.problem->zh_cn.empty() || reading.problem->en.empty());
    }
}

}  // namespace
}  // namespace surveys
