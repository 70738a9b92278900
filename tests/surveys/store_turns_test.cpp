#include <gtest/gtest.h>

#include <mutex>
#include <thread>
#include <vector>

#include "surveys/store/turns.h"

namespace {

TEST(Turns, go_to_whoever_has_waited_longest) {
    surveys::Turns turns;
    std::vector<int> came;
    std::vector<std::jthread> threads;
    {
        const std::lock_guard turn(turns);
        for (int number = 1; number <= 8; ++number) {
            threads.emplace_back([&, number] {
                const std::lock_guard mine(turns);
                came.push_back(number);
            });
            while (turns.waiting() < static_cast<std::uint64_t>(number)) std::this_thread::yield();
        }
    }
    threads.clear();
    EXPECT_EQ(came, (std::vector{1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(turns.waiting(), 0U);
}

}  // namespace
