#include "http/commands/origin.h"

#include <gtest/gtest.h>

namespace {

using http::read_origin;

TEST(Origin, is_a_scheme_and_a_host_and_perhaps_a_port) {
    for (const std::string& text :
         {std::string("https://pj.example.gov.cn"), std::string("http://127.0.0.1:8080"),
          std::string("http://hall"), std::string("https://[2001:db8::1]:8443"),
          std::string("http://10.0.0.8:65535"), "https://" + std::string(56, 'a')}) {
        const auto reading = read_origin(text);
        EXPECT_TRUE(reading.problems.empty()) << text;
        EXPECT_EQ(reading.origin, text);
    }
}

TEST(Origin, is_nothing_more) {
    for (const std::string& text :
         {std::string("pj.example.gov.cn"), std::string("https://"),
          std::string("https://a.cn/"), std::string("https://a.cn/s"),
          std::string("https://a.cn?x=1"), std::string("https://a.cn#x"),
          std::string("https://me@a.cn"), std::string("https://a.cn:0"),
          std::string("https://a.cn:65536"), std::string("https://a.cn:"),
          std::string("javascript:alert(1)"), std::string("ftp://a.cn"),
          std::string("https://a cn"), std::string("https://a.cn\n"),
          std::string("https://-a.cn"), "https://" + std::string(57, 'a')}) {
        const auto reading = read_origin(text);
        ASSERT_EQ(reading.problems.size(), 1U) << text;
        EXPECT_EQ(reading.problems.front().place, "--origin");
        EXPECT_EQ(reading.origin, "");
    }
}

TEST(Origin, must_be_told) {
    const auto reading = read_origin("");
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_NE(reading.problems.front().words.zh_cn.find("例如"), std::string::npos);
}

}  // namespace
