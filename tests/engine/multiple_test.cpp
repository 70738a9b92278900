#include "engine/comparison/multiple.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using std::vector;

auto at_most(const vector<double>& p, double error) {
    return std::ranges::count_if(p, [&](double each) { return each <= error; });
}

// Benjamini & Hochberg (1995), JRSS B 57:289–300, section 3.2: 15 comparisons of two treatments
// of a heart attack. Bonferroni's procedure at 0.05 rejects the first three, theirs four.
TEST(Multiple, agrees_with_benjamini_hochberg_1995) {
    const vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                           0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000};
    EXPECT_EQ(at_most(engine::bonferroni(p), 0.05), 3);
    EXPECT_EQ(at_most(engine::benjamini_hochberg(p), 0.05), 4);
}

// Oracle: by hand. Holm 3 × 0.01, 2 × 0.02, then the 0.04 before; Hochberg from the other end.
TEST(Multiple, multiplies_as_by_hand) {
    const vector<double> p{0.03, 0.01, 0.02};
    const auto near = [](const vector<double>& found, const vector<double>& wanted) {
        return std::ranges::equal(found, wanted,
                                  [](double a, double b) { return std::abs(a - b) < 1e-15; });
    };
    EXPECT_TRUE(near(engine::holm(p), {0.04, 0.03, 0.04}));
    EXPECT_TRUE(near(engine::hochberg(p), {0.03, 0.03, 0.03}));
    EXPECT_TRUE(near(engine::benjamini_hochberg(p), {0.03, 0.03, 0.03}));
    EXPECT_TRUE(near(engine::benjamini_yekutieli(p), {0.055, 0.055, 0.055}));
    EXPECT_TRUE(engine::holm({}).empty());
    EXPECT_THROW((void)engine::holm(vector{0.5, 1.5}), std::logic_error);
    EXPECT_THROW((void)engine::holm(vector{std::nan("")}), std::logic_error);
}

vector<double> some_p_values() {
    const auto thousandths = *rc::gen::nonEmpty(
        rc::gen::container<vector<int>>(rc::gen::inRange(0, 1001)));
    vector<double> p;
    for (const int each : thousandths) p.push_back(each / 1000.0);
    return p;
}

RC_GTEST_PROP(Multiple, promises_less_the_more_it_finds, ()) {
    const vector<double> p = some_p_values();
    const vector<vector<double>> careful{p, engine::benjamini_hochberg(p), engine::hochberg(p),
                                         engine::holm(p), engine::bonferroni(p)};
    for (std::size_t method = 1; method < careful.size(); ++method)
        for (std::size_t i = 0; i < p.size(); ++i) {
            RC_ASSERT(careful[method - 1][i] <= careful[method][i]);
            RC_ASSERT(careful[method][i] <= 1);
        }
    const vector<double> any = engine::benjamini_yekutieli(p);
    for (std::size_t i = 0; i < p.size(); ++i) RC_ASSERT(any[i] >= careful[1][i]);
}

RC_GTEST_PROP(Multiple, keeps_the_order_and_follows_every_permutation, ()) {
    const vector<double> p = some_p_values();
    vector<std::size_t> order(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) order[i] = i;
    for (std::size_t i = p.size(); i > 1; --i)
        std::swap(order[i - 1], order[*rc::gen::inRange(std::size_t{0}, i)]);
    vector<double> shuffled;
    for (const std::size_t from : order) shuffled.push_back(p[from]);
    for (auto* method : {engine::bonferroni, engine::holm, engine::hochberg,
                         engine::benjamini_hochberg, engine::benjamini_yekutieli}) {
        const vector<double> adjusted = method(p);
        const vector<double> moved = method(shuffled);
        for (std::size_t i = 0; i < p.size(); ++i) {
            RC_ASSERT(moved[i] == adjusted[order[i]]);
            for (std::size_t j = 0; j < p.size(); ++j)
                RC_ASSERT(p[i] > p[j] || adjusted[i] <= adjusted[j]);
        }
    }
}

}  // namespace
