#include "surveys/survey.h"

#include <gtest/gtest.h>

namespace {

using surveys::Survey;
using surveys::SurveyState;

TEST(Survey, takes_answers_from_its_opening_until_just_before_its_closing) {
    const Survey survey{.id = "citizens", .version = 1, .mode = surveys::Mode::open,
                        .state = SurveyState::open, .opened_ms = 1'000, .closes_ms = 2'000,
                        .closed_ms = {}};
    EXPECT_FALSE(survey.takes_answers_at(999));
    EXPECT_TRUE(survey.takes_answers_at(1'000));
    EXPECT_TRUE(survey.takes_answers_at(1'999));
    EXPECT_FALSE(survey.takes_answers_at(2'000));
}

TEST(Survey, takes_none_as_a_draft_or_once_closed) {
    Survey survey{.id = "citizens", .version = 1, .mode = surveys::Mode::open,
                  .state = SurveyState::draft, .opened_ms = {}, .closes_ms = {}, .closed_ms = {}};
    EXPECT_FALSE(survey.takes_answers_at(5));
    survey.state = SurveyState::closed;
    EXPECT_FALSE(survey.takes_answers_at(5));
    survey.state = SurveyState::open;
    EXPECT_TRUE(survey.takes_answers_at(5));
}

TEST(Survey, belongs_to_the_series_before_its_year) {
    EXPECT_EQ(surveys::series_of("hotline-staff-2026"), "hotline-staff");
    EXPECT_EQ(surveys::run_year_of("hotline-staff-2026"), 2026);
    for (const char* own : {"citizens", "-2026", "plan-202", "plan2026", "plan-20x6", "a-1226"}) {
        EXPECT_EQ(surveys::series_of(own), own);
        EXPECT_FALSE(surveys::run_year_of(own)) << own;
    }
}

}  // namespace
