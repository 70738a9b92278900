#include "engine/quality/reliability.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

using engine::CrossSums;
using engine::reliability;
using engine::Reliability;
using Rows = std::vector<std::vector<std::int64_t>>;

CrossSums sums_of(const Rows& rows) {
    CrossSums sums(rows.front().size());
    for (const auto& row : rows) sums.add(row);
    return sums;
}

// Oracle: by hand. Variances 1, 1 and of the sum 3, so alpha = 2 (1 - 2/3).
TEST(Reliability, is_cronbachs_alpha) {
    const Reliability found = reliability(sums_of({{1, 2}, {2, 1}, {3, 3}}));
    EXPECT_NEAR(*found.alpha, 2.0 / 3, 1e-15);
    EXPECT_NEAR(*found.mean_correlation, 0.5, 1e-15);
    EXPECT_NEAR(*found.standardised, 2.0 / 3, 1e-15);
    EXPECT_NEAR(*found.items[0].with_rest, 0.5, 1e-15);
    EXPECT_NEAR(*found.items[0].with_total, 1.5 / std::sqrt(3.0), 1e-15);
    EXPECT_FALSE(found.items[0].alpha_if_dropped);
}

TEST(Reliability, is_undefined_where_nothing_goes_together) {
    EXPECT_FALSE(reliability(sums_of({{1, 2, 3}})).alpha);
    EXPECT_EQ(reliability(sums_of({{1, 2, 3}})).constants.size(), 3U);
    EXPECT_FALSE(reliability(sums_of({{1}, {2}, {3}})).alpha);
    const Reliability opposed = reliability(sums_of({{1, 5}, {2, 4}, {5, 1}}));
    EXPECT_FALSE(opposed.alpha);  // the sum is always 6
    EXPECT_FALSE(opposed.standardised);
    EXPECT_FALSE(opposed.items[0].with_total);
    EXPECT_NEAR(*opposed.items[0].with_rest, -1, 1e-15);
    const Reliability same = reliability(sums_of({{1, 1, 1}, {2, 2, 2}, {5, 5, 5}}));
    EXPECT_NEAR(*same.alpha, 1, 1e-15);
    EXPECT_NEAR(*same.items[2].alpha_if_dropped, 1, 1e-15);
}

// Oracle: Feldt's own definition, (1 - parameter)/(1 - estimate) ~ F(n - 1, (n - 1)(q - 1)).
TEST(Reliability, has_feldts_interval) {
    const engine::Interval found = engine::feldt_interval(0.8, 40, 5, 0.1);
    const boost::math::fisher_f law(39, 39 * 4);
    EXPECT_NEAR(cdf(law, (1 - found.lower) / 0.2), 0.95, 1e-10);
    EXPECT_NEAR(cdf(law, (1 - found.upper) / 0.2), 0.05, 1e-10);
    EXPECT_LT(found.lower, 0.8);
    EXPECT_GT(found.upper, 0.8);
}

// Ten million rows of the largest scores, by doubling: nothing overflows, nothing rounds.
TEST(Reliability, is_exact_for_very_many_rows) {
    constexpr std::int64_t most = CrossSums::score_max;
    const CrossSums few = sums_of({{most, most - 1}, {most - 1, most}, {most, most}});
    CrossSums many = few;
    for (int doubling = 0; doubling < 21; ++doubling) many += CrossSums(many);
    EXPECT_EQ(many.rows(), 3 << 21);
    EXPECT_NEAR(*reliability(many).alpha, *reliability(few).alpha, 1e-15);
}

Rows some_rows() {
    const std::size_t items = *rc::gen::inRange(2, 6);
    const std::size_t rows = *rc::gen::inRange(2, 40);
    Rows table(rows, std::vector<std::int64_t>(items));
    for (auto& row : table)
        for (auto& score : row) score = *rc::gen::inRange(0, 11);
    return table;
}

bool agree(const std::optional<double>& left, const std::optional<double>& right) {
    return left.has_value() == right.has_value() && (!left || *left == *right);
}

RC_GTEST_PROP(Reliability, does_not_change_when_an_item_is_scored_higher, ()) {
    Rows rows = some_rows();
    const Reliability before = reliability(sums_of(rows));
    const std::int64_t higher = *rc::gen::inRange(-1000, 1000);
    for (auto& row : rows) row[0] += higher;
    const Reliability after = reliability(sums_of(rows));
    RC_ASSERT(agree(after.alpha, before.alpha));
    RC_ASSERT(agree(after.standardised, before.standardised));
    RC_ASSERT(after.constants == before.constants);
    for (std::size_t item = 0; item < before.items.size(); ++item)
        RC_ASSERT(agree(after.items[item].with_rest, before.items[item].with_rest));
}

RC_GTEST_PROP(Reliability, is_the_same_from_parts_and_after_a_part_was_taken_back, ()) {
    const Rows rows = some_rows();
    const CrossSums whole = sums_of(rows);
    CrossSums left(rows.front().size());
    CrossSums right(rows.front().size());
    for (const auto& row : rows) (*rc::gen::arbitrary<bool>() ? left : right).add(row);
    CrossSums one_way = left;
    one_way += right;
    CrossSums other_way = right;
    other_way += left;
    RC_ASSERT(one_way == whole);
    RC_ASSERT(other_way == whole);
    one_way -= left;
    RC_ASSERT(one_way == right);
}

}  // namespace
