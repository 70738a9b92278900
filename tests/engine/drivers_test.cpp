#include "engine/quality/drivers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace {

using engine::CrossSums;
using engine::DriverAnalysis;
using engine::DriverProblem;
using engine::Drivers;
using engine::drivers_of;
using engine::Quadrant;
using engine::quadrant_of;
using Rows = std::vector<std::vector<std::int64_t>>;

// Data of R: Swiss districts about 1888 (Mosteller & Tukey 1977): agriculture, examination,
// education, Catholic, infant mortality, fertility; in whole tenths and hundredths.
const Rows swiss{
    {170, 15, 12, 996, 222, 802}, {451, 6, 9, 8484, 222, 831}, {397, 5, 5, 9340, 202, 925},
    {365, 12, 7, 3377, 203, 858}, {435, 17, 15, 516, 206, 769}, {353, 9, 7, 9057, 266, 761},
    {702, 16, 7, 9285, 236, 838}, {678, 14, 8, 9716, 249, 924}, {533, 12, 7, 9767, 210, 824},
    {452, 16, 13, 9138, 244, 829}, {645, 14, 6, 9861, 245, 871}, {620, 21, 12, 852, 165, 641},
    {675, 14, 7, 227, 191, 669}, {607, 19, 12, 443, 227, 689}, {693, 22, 5, 282, 187, 617},
    {726, 18, 2, 2420, 212, 683}, {340, 17, 8, 330, 200, 717}, {194, 26, 28, 1211, 202, 557},
    {152, 31, 20, 215, 108, 543}, {730, 19, 9, 284, 200, 651}, {598, 22, 10, 523, 180, 655},
    {551, 14, 3, 452, 224, 650}, {509, 22, 12, 1514, 167, 566}, {541, 20, 6, 420, 153, 574},
    {712, 12, 1, 240, 210, 725}, {581, 14, 8, 523, 238, 742}, {635, 6, 3, 256, 180, 720},
    {608, 16, 10, 772, 163, 605}, {268, 25, 19, 1846, 209, 583}, {495, 15, 8, 610, 225, 654},
    {859, 3, 2, 9971, 151, 755}, {849, 7, 6, 9968, 198, 693}, {897, 5, 2, 10000, 183, 773},
    {782, 12, 6, 9896, 194, 705}, {649, 7, 3, 9822, 202, 794}, {759, 9, 9, 9906, 178, 650},
    {846, 3, 3, 9946, 163, 922}, {631, 13, 13, 9683, 181, 793}, {384, 26, 12, 562, 203, 704},
    {77, 29, 11, 1379, 205, 657}, {167, 22, 13, 1122, 189, 727}, {176, 35, 32, 1692, 230, 644},
    {376, 15, 7, 497, 200, 776}, {187, 25, 7, 865, 195, 676}, {12, 37, 53, 4234, 180, 350},
    {466, 16, 29, 5043, 182, 447}, {277, 22, 29, 5833, 193, 428}};

// Data of R: cars of 1974 (Henderson & Velleman 1981): cylinders, displacement, power, gears, miles
// per gallon; in whole tenths.
const Rows cars{
    {6, 1600, 110, 4, 210}, {6, 1600, 110, 4, 210}, {4, 1080, 93, 4, 228}, {6, 2580, 110, 3, 214},
    {8, 3600, 175, 3, 187}, {6, 2250, 105, 3, 181}, {8, 3600, 245, 3, 143}, {4, 1467, 62, 4, 244},
    {4, 1408, 95, 4, 228}, {6, 1676, 123, 4, 192}, {6, 1676, 123, 4, 178}, {8, 2758, 180, 3, 164},
    {8, 2758, 180, 3, 173}, {8, 2758, 180, 3, 152}, {8, 4720, 205, 3, 104},
    {8, 4600, 215, 3, 104}, {8, 4400, 230, 3, 147}, {4, 787, 66, 4, 324}, {4, 757, 52, 4, 304},
    {4, 711, 65, 4, 339}, {4, 1201, 97, 3, 215}, {8, 3180, 150, 3, 155}, {8, 3040, 150, 3, 152},
    {8, 3500, 245, 3, 133}, {8, 4000, 175, 3, 192}, {4, 790, 66, 4, 273}, {4, 1203, 91, 5, 260},
    {4, 951, 113, 5, 304}, {8, 3510, 264, 5, 158}, {6, 1450, 175, 5, 197}, {8, 3010, 335, 5, 150},
    {4, 1210, 109, 4, 214}};

DriverAnalysis analysis_of(const Rows& rows) {
    CrossSums sums(rows.front().size());
    for (const auto& row : rows) sums.add(row);
    return drivers_of(sums);
}

void expect_near(const std::vector<double>& found, const std::vector<double>& wanted) {
    ASSERT_EQ(found.size(), wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], wanted[i], 1e-9) << i;
}

// Oracle: R package relaimpo (Groemping 2006, Journal of Statistical Software 17(1)),
// calc.relimp(lm(Fertility ~ ., swiss), type = "lmg"), in the digits another project's public tests
// quote of it.
TEST(Drivers, agree_with_groemping_2006) {
    const Drivers found = *analysis_of(swiss).drivers;
    EXPECT_NEAR(found.r_squared, 0.706735001593, 1e-11);
    expect_near(found.shapley, {0.0570912207681, 0.1711730289002, 0.2601346786244,
                                0.1055701503735, 0.1127659229265});
}

// Oracle: the example of R package rwa, rwa(mtcars, "mpg", c("cyl", "disp", "hp", "gear")), in the
// digits another project's public tests quote of it.
TEST(Drivers, agree_with_the_relative_weights_of_rwa) {
    const Drivers found = *analysis_of(cars).drivers;
    EXPECT_NEAR(found.r_squared, 0.779189638983, 1e-11);
    expect_near(found.relative_weights,
                {0.228479725928, 0.222146870540, 0.232174439299, 0.096388603215});
}

// Oracle: by hand. Two questions at right angles and an outcome that is 2 a + b.
TEST(Drivers, share_out_what_does_not_overlap_by_squares) {
    const Drivers found = *analysis_of({{1, 1, 3}, {1, -1, 1}, {-1, 1, -1}, {-1, -1, -3}}).drivers;
    EXPECT_NEAR(found.r_squared, 1, 1e-12);
    EXPECT_NEAR(found.condition, 1, 1e-12);
    expect_near(found.shapley, {0.8, 0.2});
    expect_near(found.relative_weights, {0.8, 0.2});
}

TEST(Drivers, refuse_what_cannot_be_told_apart) {
    EXPECT_EQ(analysis_of({{1, 2, 1}, {2, 4, 3}, {3, 6, 2}}).problem,
              DriverProblem::questions_alike);
    EXPECT_EQ(analysis_of({{1, 1, 1}, {2, 0, 1}}).problem, DriverProblem::outcome_constant);
    EXPECT_EQ(analysis_of({{1, 7, 1}, {2, 7, 2}}).problem, DriverProblem::question_constant);
    EXPECT_EQ(analysis_of({{1, 7, 1}, {2, 7, 2}}).constant_question, 1U);
    EXPECT_FALSE(analysis_of({{1, 7, 1}, {2, 7, 2}}).drivers);
}

TEST(Drivers, put_a_question_into_its_quadrant) {
    const engine::Crosshair middle{.importance = 0.2,
                                   .importance_band = 0.02,
                                   .performance = 4.2,
                                   .performance_band = 0.1};
    EXPECT_EQ(quadrant_of(0.3, 4.0, middle), Quadrant::improve_first);
    EXPECT_EQ(quadrant_of(0.3, 4.5, middle), Quadrant::keep_up);
    EXPECT_EQ(quadrant_of(0.1, 4.0, middle), Quadrant::low_priority);
    EXPECT_EQ(quadrant_of(0.1, 4.5, middle), Quadrant::possible_overkill);
    EXPECT_EQ(quadrant_of(0.21, 3.0, middle), Quadrant::on_a_line);
    EXPECT_EQ(quadrant_of(0.3, 4.25, middle), Quadrant::on_a_line);
}

// Both shares sum to R², no Shapley value is negative, and a scale in other units changes nothing.
RC_GTEST_PROP(Drivers, share_out_exactly_what_is_explained, ()) {
    const std::size_t questions = *rc::gen::inRange(1, 7);
    Rows rows(*rc::gen::inRange(10, 60), std::vector<std::int64_t>(questions + 1));
    for (auto& row : rows)
        for (auto& score : row) score = *rc::gen::inRange(1, 6);
    const DriverAnalysis first = analysis_of(rows);
    RC_PRE(first.problem == DriverProblem::none);
    const Drivers& found = *first.drivers;
    const auto sum = [](const std::vector<double>& parts) {
        return std::accumulate(parts.begin(), parts.end(), 0.0);
    };
    RC_ASSERT(std::abs(sum(found.shapley) - found.r_squared) < 1e-9);
    RC_ASSERT(std::abs(sum(found.relative_weights) - found.r_squared) < 1e-9);
    for (auto& row : rows) row[0] = 1000 - 25 * row[0];
    const Drivers other = *analysis_of(rows).drivers;
    for (std::size_t i = 0; i < questions; ++i) {
        RC_ASSERT(found.shapley[i] > -1e-12);
        RC_ASSERT(std::abs(found.shapley[i] - other.shapley[i]) < 1e-9);
        RC_ASSERT(std::abs(found.relative_weights[i] - other.relative_weights[i]) < 1e-9);
    }
}

}  // namespace
