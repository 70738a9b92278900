#include "http/front/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>


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
