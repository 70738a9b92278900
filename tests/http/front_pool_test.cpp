#include "http/front/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>

#include "http/front/metrics.h"

namespace {

using http::Pool;

TEST(Pool, finishes_what_it_took_and_refuses_the_rest) {
    std::atomic<int> done{0};
    std::promise<void> begun;
    std::promise<void> go;
    {
        Pool pool(1, 2);
        ASSERT_TRUE(pool.submit([&] {
            begun.set_value();
            go.get_future().wait();
            ++done;
        }));
        begun.get_future().wait();
        EXPECT_TRUE(pool.submit([&] { ++done; }));
        EXPECT_TRUE(pool.submit([&] { ++done; }));
        EXPECT_FALSE(pool.submit([&] { ++done; }));
        go.set_value();
    }
    EXPECT_EQ(done, 3);
}

TEST(Pool, tells_whether_all_was_done_by_a_deadline) {
    using Clock = std::chrono::steady_clock;
    std::promise<void> go;
    std::shared_future<void> gone = go.get_future();
    http::Metrics metrics;
    Pool pool(1, 10, &metrics);
    EXPECT_TRUE(pool.is_idle_by(Clock::now()));
    EXPECT_TRUE(pool.submit([gone] { gone.wait(); }));
    EXPECT_TRUE(pool.submit([] {}));
    EXPECT_FALSE(pool.is_idle_by(Clock::now()));
    EXPECT_EQ(metrics.desk_jobs_waiting + metrics.desk_jobs_running, 2U);
    go.set_value();
    EXPECT_TRUE(pool.is_idle_by(Clock::now() + std::chrono::seconds(30)));
    EXPECT_EQ(metrics.desk_jobs_waiting + metrics.desk_jobs_running, 0U);
}

TEST(Pool, outlives_a_job_that_throws) {
    std::atomic<int> done{0};
    {
        Pool pool(2, 10);
        EXPECT_TRUE(pool.submit([] { throw std::runtime_error("a broken job"); }));
        EXPECT_TRUE(pool.submit([&] { ++done; }));
    }
    EXPECT_EQ(done, 1);
}

}  // namespace
