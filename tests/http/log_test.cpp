#include "http/watch/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/hostile_texts.h"

namespace {

using http::LogField;
using http::LogFormat;
using http::LogLevel;

constexpr std::int64_t noon_ms = 1'795'406'400'000;  // 2026-11-23T12:00:00+08:00

std::string line_of(LogFormat format, const std::string& value) {
    const std::array<LogField, 1> fields{LogField{"reason", value}};
    return http::log_line(format, noon_ms, {LogLevel::error, "commit_failed", fields});
}

// What nobody may send to a terminal or to a reader of logs, and broken UTF-8.
const std::vector<std::string>& hostile() {
    static const std::vector<std::string> texts = [] {
        std::vector<std::string> list = {
            "a\r\ntime=2026 level=info event=server_stopped",
            "\x1b[2J\x1b]0;owned\x07",
            "\u2028{\"event\":\"x\"}\u2029",
            "\u202e\u2066right to left",
            "\u0085next line, \u00adsoft, \ufeffmark, \u200bnothing",
            std::string("nul\0nul", 7),
            "\"} {\"event\":\"forged\"",
            "back\\slash \\u000a \\n",
            "\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80 broken",
            "\U000E0001 tag",
            std::string(64 * 1024, 'x'),
            std::string(64 * 1024, '\n'),
        };
        for (std::string& text : tests::hostile_texts()) list.push_back(std::move(text));
        return list;
    }();
    return texts;
}

bool shows_only_what_can_be_seen(const std::string& line) {
    return std::ranges::none_of(line, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

TEST(Log, writes_an_event_as_one_line) {
    const std::array<LogField, 3> fields{LogField{"survey", "citizens"}, LogField{"answers", 12},
                                         LogField{"reason", "磁盘 full"}};
    const http::LogEvent event{LogLevel::warning, "commit_failed", fields};
    EXPECT_EQ(http::log_line(LogFormat::logfmt, noon_ms, event),
              "time=2026-11-23T12:00:00.000+08:00 level=warning event=commit_failed "
              "survey=citizens answers=12 reason=\"磁盘 full\"");
    EXPECT_EQ(http::log_line(LogFormat::json, noon_ms, event),
              R"({"time":"2026-11-23T12:00:00.000+08:00","level":"warning",)"
              R"("event":"commit_failed","survey":"citizens","answers":12,"reason":"磁盘 full"})");
}

TEST(Log, cannot_be_forged_by_a_value) {
    for (const LogFormat format : {LogFormat::logfmt, LogFormat::json}) {
        for (const std::string& text : hostile()) {
            const std::string line = line_of(format, text);
            EXPECT_TRUE(shows_only_what_can_be_seen(line)) << line;
            for (const char* mark : {"\u2028", "\u2029", "\u202e", "\u2066", "\u0085", "\u00ad",
                                     "\ufeff", "\u200b", "\U000E0001"}) {
                EXPECT_EQ(line.find(mark), std::string::npos) << line;
            }
            EXPECT_LT(line.size(), 6 * http::log_value_bytes_max + 200);
        }
    }
}

TEST(Log, is_json_whatever_stands_in_it) {
    for (const std::string& text : hostile()) {
        const auto read = nlohmann::json::parse(line_of(LogFormat::json, text), nullptr, false);
        ASSERT_TRUE(read.is_object()) << text.substr(0, 100);
        EXPECT_EQ(read.size(), 4U) << "a field of its own: " << text.substr(0, 100);
        EXPECT_EQ(read["event"], "commit_failed");
    }
    EXPECT_EQ(nlohmann::json::parse(line_of(LogFormat::json, "a\r\n\u2028\U000E0001\"\\b"))
                  .at("reason"),
              "a\r\n\u2028\U000E0001\"\\b");
}

// A reader of logfmt takes a value up to its closing quote.
TEST(Log, quotes_whatever_could_end_a_value) {
    EXPECT_NE(line_of(LogFormat::logfmt, "a b=c").find(R"(reason="a b=c")"), std::string::npos);
    EXPECT_NE(line_of(LogFormat::logfmt, R"(a" b="c)").find(R"(reason="a\" b=\"c")"),
              std::string::npos);
    EXPECT_NE(line_of(LogFormat::logfmt, "").find(R"(reason="")"), std::string::npos);
    EXPECT_NE(line_of(LogFormat::logfmt, R"(\)").find(R"(reason="\\")"), std::string::npos);
}

// A parser's exception quotes its input, which may be an answer.
TEST(Log, repeats_the_words_of_our_own_exceptions_only) {
    EXPECT_EQ(http::reason_of(std::runtime_error("disk I/O error")), "disk I/O error");
    EXPECT_EQ(http::reason_of(std::logic_error("a rule")), "a rule");
    try {
        const auto read = nlohmann::json::parse("\"13812345678");
        FAIL();
    } catch (const std::exception& failure) {
        EXPECT_NE(std::string(failure.what()).find("13812345678"), std::string::npos);
        EXPECT_EQ(http::reason_of(failure).find("13812345678"), std::string::npos);
    }
}

std::vector<std::string> lines_told(const http::LogSettings& settings, auto tell) {
    testing::internal::CaptureStderr();
    http::set_up_log(settings);
    tell();
    const std::string all = testing::internal::GetCapturedStderr();
    http::set_up_log({});
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = all.find('\n', at);
        lines.push_back(all.substr(at, end - at));
        at = end == std::string::npos ? all.size() : end + 1;
    }
    return lines;
}

TEST(Log, tells_what_its_level_lets_through) {
    const auto lines = lines_told({.level = "warning", .format = "json"}, [] {
        http::note(LogLevel::info, "quiet");
        http::note(LogLevel::warning, "loud", {{"text", "a\nb"}});
    });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(nlohmann::json::parse(lines[0]).at("text"), "a\nb");
}

TEST(Log, tells_an_event_that_comes_too_often_a_few_times) {
    const auto lines = lines_told({}, [] {
        for (int i = 0; i < 10'000; ++i) http::note(LogLevel::error, "storm", {{"at", i}});
        http::note(LogLevel::error, "other");
    });
    EXPECT_EQ(lines.size(), 21U);
    EXPECT_NE(lines.back().find("event=other"), std::string::npos);
}

}  // namespace
