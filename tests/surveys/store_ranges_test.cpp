// Tallies of any stretch of days, however the answers lie in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "surveys/calendar.h"
#include "tests/support/stores.h"

namespace {

using tests::FilledStore;
using tests::noon_ms;

constexpr std::int64_t days = 100;  // from the middle of a month into another's

// Half of the days have none: so do whole ends of months, in some draws.
std::vector<std::int64_t> draw(unsigned seed) {
    std::mt19937 dice(seed);
    std::vector<std::int64_t> answers(days);
    std::int64_t in_a_row = 0;
    bool is_quiet = false;
    for (std::int64_t& of_day : answers) {
        if (in_a_row-- <= 0) {
            is_quiet = dice() % 2 == 0;
            in_a_row = static_cast<std::int64_t>(dice() % 20);
        }
        of_day = is_quiet ? 0 : static_cast<std::int64_t>(dice() % 3);
    }
    return answers;
}

TEST(TalliesOfAnyRange, count_every_day_in_it_and_no_other) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        FilledStore store;
        const auto answers = draw(seed);
        for (std::int64_t day = 0; day < days; ++day)
            for (std::int64_t i = 0; i < answers[static_cast<std::size_t>(day)]; ++i)
                store.take(tests::graded(engine::Grade::satisfied),
                           noon_ms + day * tests::day_ms);
        const std::int64_t begin = surveys::day_of(noon_ms);
        for (std::int64_t from = -40; from < days + 5; from += 4) {
            std::int64_t expected = 0;
            for (std::int64_t to = from - 1; to < days + 40; ++to) {
                if (to >= std::max<std::int64_t>(from, 0) && to < days)
                    expected += answers[static_cast<std::size_t>(to)];
                std::int64_t n = 0;
                for (const auto& group : store->tallies({.survey = "citizens",
                                                         .question = "overall",
                                                         .first_day = begin + from,
                                                         .last_day = begin + to,
                                                         .sources = tests::all_sources,
                                                         .by = surveys::GroupBy::month}))
                    n += group.tally.n();
                ASSERT_EQ(n, expected) << "seed " << seed << ", " << from << " to " << to;
            }
        }
    }
}

}  // namespace
