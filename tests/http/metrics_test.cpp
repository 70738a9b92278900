#include "http/front/metrics.h"

#include <gtest/gtest.h>

#include <string>

#include "http/watch/exposition.h"
#include "http/watch/log.h"
#include "http/watch/watchman.h"

namespace {

std::string told(const http::Metrics& metrics) {
    http::Exposition exposition;
    metrics.tell(exposition);
    return exposition.text();
}

TEST(Metrics, print_as_prometheus_text) {
    http::Metrics metrics;
    metrics.requests = 3;
    metrics.connections_open = 5;
    metrics.rejected_rate = 7;
    const std::string text = told(metrics);
    for (const std::string line :
         {"# TYPE manyidu_requests_total counter\nmanyidu_requests_total 3\n",
          "# TYPE manyidu_connections_open gauge\nmanyidu_connections_open 5\n",
          "manyidu_rejected_total{reason=\"rate\"} 7\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    }
}

TEST(Histogram, counts_up_to_each_bound_and_all) {
    http::Histogram histogram{1'000, 2'500, 1'000'000};
    for (const std::uint64_t value : {1, 1'000, 1'001, 2'500, 999'999, 3'000'000})
        histogram.observe(value);
    http::Exposition exposition;
    exposition.histogram("turn_seconds", "A turn.", histogram, http::Kept::in_microseconds);
    EXPECT_EQ(exposition.text(),
              "# HELP manyidu_turn_seconds A turn.\n"
              "# TYPE manyidu_turn_seconds histogram\n"
              "manyidu_turn_seconds_bucket{le=\"0.001\"} 2\n"
              "manyidu_turn_seconds_bucket{le=\"0.0025\"} 4\n"
              "manyidu_turn_seconds_bucket{le=\"1\"} 5\n"
              "manyidu_turn_seconds_bucket{le=\"+Inf\"} 6\n"
              "manyidu_turn_seconds_sum 4.004501\n"
              "manyidu_turn_seconds_count 6\n");
}

TEST(Digest, tells_what_was_turned_away_since_the_last_time_and_nothing_else) {
    http::Metrics metrics;
    http::Digest digest(metrics);
    http::set_up_log({});
    const auto line_told = [&] {
        testing::internal::CaptureStderr();
        digest.tell();
        const std::string line = testing::internal::GetCapturedStderr();
        return line.substr(std::min(line.find("event="), line.size()));
    };
    EXPECT_EQ(line_told(), "");
    metrics.rejected_rate = 312;
    metrics.slow_turns = 2;
    EXPECT_EQ(line_told(), "event=turned_away rate=312 slow_turns=2\n");
    EXPECT_EQ(line_told(), "");
    metrics.rejected_rate = 313;
    EXPECT_EQ(line_told(), "event=turned_away rate=1\n");
}

}  // namespace
