#include "engine/appraisal.h"

#include <gtest/gtest.h>

#include "engine/figures/decimal.h"

namespace {

using engine::appraise;
using engine::decimal;
using engine::Points;
using engine::Rational;

struct Row {
    const char* target;
    Rational value;
    const char* earned;
};

// Domain: the rule the fiscal system executes, with its worked figures.
TEST(Appraisal, follows_the_annual_form) {
    for (const Row& row : {Row{"100%", {2600, 27}, "9.63"}, Row{"100%", {8800, 89}, "9.89"},
                           Row{"≥90分", {35'880, 384}, "10.00"}, Row{"≥95%", {95}, "10.00"},
                           Row{"≥95%", {0}, "0.00"}, Row{"=100%", {2600, 27}, "9.63"},
                           Row{"=95%", {96}, "10.00"}, Row{"=0次", {0}, "10.00"},
                           Row{"=0次", {1}, "0.00"}, Row{"≤200万元", {200}, "10.00"},
                           Row{"≤200万元", {220}, "9.00"}, Row{"≤200万元", {399}, "0.05"},
                           Row{"≤200万元", {400}, "0.00"}, Row{"≤200万元", {900}, "0.00"},
                           Row{"≤480元", {480'015, 1000}, "10.00"}})
        EXPECT_EQ(decimal(appraise(row.value, engine::read_target(row.target).target, 10).earned),
                  row.earned)
            << row.target << " " << approximate(row.value);
}

// 94.996 % earns "10.00" of 10 and is missed all the same: the unrounded points say so.
TEST(Appraisal, keeps_the_points_before_rounding) {
    const Points points =
        appraise({94'996, 1000}, engine::read_target("≥95%").target, 10);
    EXPECT_EQ(decimal(points.earned), "10.00");
    EXPECT_EQ(points.unrounded, (Rational{949'960, 95'000}));
    EXPECT_EQ(decimal(points.unrounded, 4), "9.9996");
    EXPECT_LT(points.unrounded, Rational{10});
}

}  // namespace
