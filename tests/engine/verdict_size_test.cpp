#include "engine/inference/verdict_size.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/inference/hypergeometric.h"
#include "engine/inference/share.h"

namespace {

using engine::sizes_for_verdict;
using engine::VerdictQuestion;
using engine::VerdictSizes;

// The chance of the verdict "reached" of n answers: every outcome judged by the test itself.
double chance_of_verdict(const VerdictQuestion& question, std::int64_t n) {
    double chance = 0;
    for (std::int64_t k = 0; k <= n; ++k)
        if (engine::p_of_reached({k, n}, question.people, question.needed) <
            question.error * (1 - 1e-9))
            chance += engine::chance_of({question.people, question.satisfied, n}, k);
    return chance;
}

// Oracle: the definition, outcome by outcome, for 30 people and every target and truth.
TEST(VerdictSize, is_the_smallest_whose_verdict_comes_often_enough) {
    for (std::int64_t needed = 1; needed <= 30; needed += 3)
        for (std::int64_t satisfied = 0; satisfied <= 30; ++satisfied) {
            const VerdictQuestion question{.people = 30,
                                           .needed = needed,
                                           .satisfied = satisfied,
                                           .error = 0.05,
                                           .power = 0.8,
                                           .answers_max = 30};
            std::vector<std::int64_t> enough;
            for (std::int64_t n = 1; n <= 30; ++n)
                if (chance_of_verdict(question, n) >= 0.8 - 1e-12) enough.push_back(n);
            const VerdictSizes sizes = sizes_for_verdict(question);
            ASSERT_EQ(sizes.first.has_value(), !enough.empty()) << needed << ' ' << satisfied;
            if (enough.empty()) continue;
            EXPECT_EQ(sizes.first->answers, enough.front());
            EXPECT_NEAR(sizes.first->chance, chance_of_verdict(question, enough.front()), 1e-12);
            std::int64_t stable = 30;
            while (std::ranges::count(enough, stable - 1) == 1) --stable;
            EXPECT_EQ(sizes.stable->answers, stable);
        }
}

TEST(VerdictSize, of_a_target_of_everybody_is_everybody) {
    VerdictQuestion question{.people = 27,
                             .needed = 27,
                             .satisfied = 27,
                             .error = 0.05,
                             .power = 0.8,
                             .answers_max = 27,
                             .asks_for_everybody = true};
    EXPECT_EQ(sizes_for_verdict(question).first->answers, 27);
    EXPECT_EQ(sizes_for_verdict(question).if_all_satisfied, 27);
    question.satisfied = 26;
    EXPECT_FALSE(sizes_for_verdict(question).first);
    question.answers_max = 26;
    EXPECT_FALSE(sizes_for_verdict(question).if_all_satisfied);
}

// A true share below the target never gets the power; 10 answers cannot prove 95 % of 1042.
TEST(VerdictSize, is_unknown_where_none_is_found) {
    VerdictQuestion question{.people = 1042,
                             .needed = 990,
                             .satisfied = 989,
                             .error = 0.05,
                             .power = 0.8,
                             .answers_max = 1042};
    EXPECT_FALSE(sizes_for_verdict(question).first);
    EXPECT_FALSE(sizes_for_verdict(question).stable);
    EXPECT_EQ(sizes_for_verdict(question).if_all_satisfied, 56);
    question.satisfied = 1042;
    question.answers_max = 10;
    EXPECT_FALSE(sizes_for_verdict(question).if_all_satisfied);
}

// Statistics: a chance of exactly one in twenty is a tie, and a tie proves nothing. One answer,
// satisfied, of 20 people of whom one is: P = 1/20.
TEST(VerdictSize, does_not_take_a_tie_for_a_proof) {
    const VerdictSizes sizes = sizes_for_verdict({.people = 20,
                                                  .needed = 2,
                                                  .satisfied = 20,
                                                  .error = 0.05,
                                                  .power = 0.8,
                                                  .answers_max = 20});
    EXPECT_EQ(sizes.first->answers, 2);
}

}  // namespace
