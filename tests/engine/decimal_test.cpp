#include "engine/figures/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <stdexcept>
#include <string>

namespace {

using engine::decimal;
using engine::honest_decimal;
using engine::Rational;

TEST(Decimal, rounds_halves_away_from_zero) {
    struct Row {
        Rational number;
        const char* text;
    };
    for (const Row& row : {Row{{35'880, 384}, "93.44"}, Row{{2600, 27}, "96.30"},
                           Row{{8800, 89}, "98.88"}, Row{{12'345, 1000}, "12.35"},
                           Row{{12'355, 1000}, "12.36"}, Row{{-12'345, 1000}, "-12.35"},
                           Row{{5, 1000}, "0.01"}, Row{{0}, "0.00"}, Row{{100}, "100.00"},
                           Row{{-1, 3}, "-0.33"}})
        EXPECT_EQ(decimal(row.number), row.text);
    EXPECT_EQ(decimal({5, 2}, 0), "3");
    EXPECT_THROW((void)decimal({1}, 10), std::logic_error);
}

TEST(Decimal, never_lets_rounding_change_the_verdict) {
    struct Row {
        const char* target;
        Rational number;
        const char* text;
    };
    for (const Row& row :
         {Row{"≥95%", {94'996, 1000}, "94.99"}, Row{"≥95%", {95}, "95.00"},
          Row{"≥95%", {95'004, 1000}, "95.00"}, Row{"≥95%", {94'994, 1000}, "94.99"},
          Row{"≤3天", {3'004, 1000}, "3.01"}, Row{"≤3天", {2'996, 1000}, "3.00"},
          Row{">95%", {95'004, 1000}, "95.01"}, Row{"<3天", {2'996, 1000}, "2.99"},
          Row{"=95%", {95'004, 1000}, "95.01"}, Row{"=95%", {94'996, 1000}, "94.99"},
          Row{"≥93.3305%", {93'331, 1000}, "93.34"}})
        EXPECT_EQ(honest_decimal(row.number, {.target = engine::read_target(row.target).target}),
                  row.text)
            << row.target << " " << approximate(row.number);
}

TEST(Decimal, prints_the_maximum_only_for_the_maximum) {
    const engine::Honesty honesty{.maximum = Rational{100}};
    EXPECT_EQ(honest_decimal({99'999, 1000}, honesty), "99.99");
    EXPECT_EQ(honest_decimal({100}, honesty), "100.00");
}

RC_GTEST_PROP(Decimal, reads_back_with_the_same_verdict, ()) {
    const std::int64_t n = *rc::gen::inRange(1, 2'000'000);
    const std::int64_t k = *rc::gen::inRange<std::int64_t>(0, n + 1);
    const std::string text = std::to_string(*rc::gen::inRange(0, 101)) + "%";
    const engine::Target target = engine::read_target("≥" + text).target;
    const Rational value{100 * k, n};
    const Rational shown = engine::read_target(
        honest_decimal(value, {.target = target, .maximum = Rational{100}}) + "%").target.number;
    RC_ASSERT(target.is_met_by(shown) == target.is_met_by(value));
    RC_ASSERT((shown == Rational{100}) == (k == n));
}

TEST(Decimal, takes_as_many_places_as_a_text_had) {
    EXPECT_EQ(engine::shortest_decimal({3667, 10}), "366.7");
    EXPECT_EQ(engine::shortest_decimal({90}), "90");
    EXPECT_EQ(engine::shortest_decimal({1, 8}), "0.125");
    EXPECT_THROW((void)engine::shortest_decimal({1, 3}), std::logic_error);
}

}  // namespace
