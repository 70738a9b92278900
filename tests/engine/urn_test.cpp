#include "engine/inference/urn.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "engine/inference/quantiles.h"

namespace {

using engine::endless_urn_quantile;
using engine::UrnBalls;
using engine::urn_quantile;

using Urn = std::vector<UrnBalls>;

// Every way to deal out the draws, with its Dirichlet-multinomial chance by lgamma.
void deal(const Urn& urn, std::size_t j, int draws, std::int64_t sum, double log_chance,
          std::map<std::int64_t, double>& chances) {
    const auto ways = [&](int t) {
        const auto a = static_cast<double>(urn[j].balls);
        return std::lgamma(a + t) - std::lgamma(a) - std::lgamma(t + 1.0);
    };
    if (j + 1 == urn.size()) {
        chances[sum + draws * urn[j].worth] += std::exp(log_chance + ways(draws));
        return;
    }
    for (int t = 0; t <= draws; ++t)
        deal(urn, j + 1, draws - t, sum + t * urn[j].worth, log_chance + ways(t), chances);
}

// Oracle: all outcomes one by one.
TEST(Urn, counts_every_outcome) {
    for (const Urn& urn : {Urn{{100, 7}, {80, 3}, {60, 2}, {30, 1}, {0, 2}},
                           Urn{{100, 1}, {80, 1}, {60, 1}, {30, 1}, {0, 1}},
                           Urn{{0, 4}, {-35, 2}, {-100, 5}}, Urn{{9, 3}, {2, 3}}})
        for (int draws = 0; draws <= 9; ++draws) {
            std::map<std::int64_t, double> chances;
            deal(urn, 0, draws, 0, 0, chances);
            double total = 0;
            for (const auto& [sum, chance] : chances) total += chance;
            for (const double tail : {0.0123, 0.05, 0.31, 0.77}) {
                double below = 0;
                std::int64_t expected = 0;
                for (const auto& [sum, chance] : chances) {
                    expected = sum;
                    below += chance / total;
                    if (below >= tail) break;
                }
                EXPECT_EQ(urn_quantile(urn, draws, tail), expected) << draws << ' ' << tail;
            }
        }
}

// Oracle: the exact count of the same draws. Fixed seed, so this cannot waver.
TEST(Urn, simulates_what_it_would_count) {
    const Urn urn{{100, 60}, {80, 25}, {60, 10}, {30, 3}, {0, 3}};
    constexpr std::int64_t draws = 200;
    for (const double tail : {0.01, 0.05, 0.5}) {
        const auto exact = static_cast<double>(urn_quantile(urn, draws, tail)) / draws;
        const auto drawn =
            static_cast<double>(engine::simulated_urn_quantile(urn, draws, tail)) / draws;
        EXPECT_NEAR(drawn, exact, 0.1) << tail;  // 0.04 standard deviations
    }
}

// Oracle: Boost's beta quantile, for a worth of all or nothing.
TEST(Urn, of_two_worths_is_a_beta_however_many_balls) {
    for (const std::int64_t n : {1, 2, 3, 10, 100, 10'000, 1'000'000})
        for (const std::int64_t k : {std::int64_t{1}, (n + 1) / 2, n - n / 10, n})
            for (const double tail : {1e-6, 0.05, 0.5, 0.95}) {
                const Urn urn{{100, k}, {0, n - k + 1}};
                const double beta = engine::beta_lower_quantile(
                    static_cast<double>(k), static_cast<double>(n - k + 1), tail);
                EXPECT_NEAR(endless_urn_quantile(urn, tail), 100 * beta, 1e-6)
                    << k << " of " << n << " at " << tail;
            }
}

// Oracle: by hand. Three worths of a ball each are uniform on a triangle: below the middle worth
// the chance is t²/(50 × 100).
TEST(Urn, of_three_balls_is_a_triangle) {
    const Urn urn{{100, 1}, {50, 1}, {0, 1}};
    for (const double tail : {0.001, 0.05, 0.4})
        EXPECT_NEAR(endless_urn_quantile(urn, tail), std::sqrt(5000 * tail), 1e-6);
}

// Oracle: Imhof's own integral along the imaginary axis, by midpoints in log u.
TEST(Urn, agrees_with_the_plain_integral_of_imhof) {
    for (const Urn& urn : {Urn{{100, 20}, {80, 6}, {60, 3}, {30, 1}, {0, 1}},
                           Urn{{100, 900'000}, {80, 60'000}, {60, 30'000}, {30, 9'999}, {0, 2}},
                           Urn{{100, 1}, {80, 1}, {60, 1}, {30, 1}, {0, 1}}})
        for (const double tail : {0.01, 0.05, 0.9}) {
            const double t = endless_urn_quantile(urn, tail);
            constexpr double step = 1.0 / 512;
            double sum = 0;
            for (double v = -40; v < 40; v += step) {
                double angle = 0;
                double fall = 0;
                for (const UrnBalls& part : urn) {
                    const double r = (static_cast<double>(part.worth) - t) * std::exp(v);
                    angle += static_cast<double>(part.balls) * std::atan(r);
                    fall += static_cast<double>(part.balls) * std::log1p(r * r) / 2;
                }
                sum += std::sin(angle) * std::exp(-fall) * step;
            }
            EXPECT_NEAR(0.5 - sum / std::numbers::pi, tail, 1e-8);
        }
}

}  // namespace
