#include "reports/score.h"

#include <gtest/gtest.h>

#include "reports/number.h"
#include "tests/support/bureau.h"

namespace {

using engine::Official;
using engine::Proof;
using reports::make_score;
using reports::year_to;
using reports::Score;
using surveys::GroupBy;
using tests::bureau_in_2026;
using tests::day;
using tests::FakeStore;

TEST(Score, covers_its_calendar_year_up_to_and_with_the_day) {
    FakeStore store = bureau_in_2026();
    store.cells.push_back({.survey = "citizens", .day = day(2025, 12, 31),
                           .tally = {.times = {0, 0, 0, 0, 999}}});
    store.cells.push_back({.survey = "citizens", .day = day(2027, 1, 1),
                           .tally = {.times = {0, 0, 0, 0, 999}}});
    EXPECT_EQ(make_score(store, tests::citizens(), year_to(day(2026, 12, 31))).n(), 384);
    EXPECT_EQ(make_score(store, tests::citizens(), year_to(day(2026, 12, 30))).n(), 256);
    EXPECT_EQ(make_score(store, tests::citizens(), year_to(day(2026, 3, 1))).n(), 0);
    EXPECT_EQ(make_score(store, tests::citizens(), year_to(day(2025, 12, 31))).n(), 999);
}

TEST(Score, covers_the_days_it_is_asked_for) {
    FakeStore store = bureau_in_2026();
    store.cells.push_back({.survey = "citizens", .day = day(2025, 12, 31),
                           .tally = {.times = {0, 0, 0, 0, 999}}});
    const reports::Period period{.first_day = day(2025, 12, 31), .last_day = day(2026, 12, 31)};
    EXPECT_EQ(make_score(store, tests::citizens(), period).n(), 384 + 999);
}

TEST(Score, adds_the_runs_of_a_series_that_closed_in_the_year) {
    FakeStore store = bureau_in_2026();
    surveys::Survey old_run = store.kept_surveys.back();
    old_run.id = "hotline-staff-2025";
    old_run.closed_ms = surveys::midnight_ms(day(2025, 11, 30));
    surveys::Survey other;
    other.id = "hotline-staff-extra";
    store.kept_surveys.push_back(old_run);
    store.kept_surveys.push_back(other);
    store.cells.push_back({.survey = "hotline-staff-2025", .day = day(2025, 11, 30),
                           .tally = {.times = {9}}});
    store.cells.push_back({.survey = "hotline-staff-extra", .day = day(2026, 11, 30),
                           .tally = {.times = {9}}});
    EXPECT_EQ(make_score(store, tests::hotline(), year_to(day(2026, 12, 31))).n(), 27);
}

TEST(Score, counts_only_the_indicators_sources) {
    surveys::Indicator paper_only = tests::citizens();
    paper_only.sources = {surveys::Source::paper};
    EXPECT_EQ(make_score(bureau_in_2026(), paper_only, year_to(day(2026, 12, 31))).n(), 128);
}

// Domain: 26 of 27 is 96.30 % and 9.63 of 10 points.
TEST(Score, of_the_hotline_misses_by_one_person) {
    const Score score = make_score(bureau_in_2026(), tests::hotline(), year_to(day(2026, 12, 31)));
    EXPECT_EQ(shown_value(score), "96.30");
    EXPECT_EQ(shown_points(score), "9.63");
    EXPECT_FALSE(shown_unrounded_points(score));
    EXPECT_EQ(score.judgement.official, Official::missed);
    EXPECT_EQ(score.judgement.assurance.verdict, Proof::proven_missed);
    EXPECT_TRUE(score.judgement.assurance.certain);
    EXPECT_EQ(shown_stricter(score), "92.59");
}

TEST(Score, shows_what_rounding_would_hide) {
    FakeStore store = bureau_in_2026();
    surveys::Indicator indicator = tests::an_indicator("enterprises", "企业满意度", "≥95%");
    surveys::Survey survey;
    survey.id = "enterprises";
    store.kept_surveys.push_back(survey);
    store.cells.push_back({.survey = "enterprises", .day = day(2026, 5, 1),
                           .tally = {.times = {94'996, 0, 0, 5'004, 0}}});
    const Score score = make_score(store, indicator, year_to(day(2026, 12, 31)));
    EXPECT_EQ(shown_value(score), "94.99");
    EXPECT_EQ(score.judgement.official, Official::missed);
    EXPECT_EQ(shown_points(score), "10.00");
    EXPECT_EQ(shown_unrounded_points(score), "9.9996");
}

TEST(Score, breaks_down_with_unknown_populations) {
    const FakeStore store = bureau_in_2026();
    for (const auto& [by, keys] :
         {std::pair{GroupBy::unit, std::vector<std::string>{"xz01", "xz02"}},
          std::pair{GroupBy::month, std::vector<std::string>{"2026-03", "2026-12"}},
          std::pair{GroupBy::channel, std::vector<std::string>{"paper", "web"}}}) {
        const Score score = make_score(store, tests::citizens(), year_to(day(2026, 12, 31)), by);
        ASSERT_EQ(score.groups.size(), 2u) << reports::name(by);
        engine::Tally sum;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            EXPECT_EQ(score.groups.at(i).key, keys.at(i));
            const Score& group = score.groups.at(i).score;
            EXPECT_FALSE(group.population || group.judgement.worst_case);
            EXPECT_FALSE(group.judgement.assurance.certain);
            sum += group.counts;
        }
        EXPECT_EQ(sum, score.counts);
    }
}

TEST(Score, gives_no_groups_that_would_name_people) {
    const FakeStore store = bureau_in_2026();
    const Score ballot =
        make_score(store, tests::hotline(), year_to(day(2026, 12, 31)), GroupBy::channel);
    EXPECT_TRUE(ballot.is_breakdown_withheld && ballot.groups.empty());
    surveys::Indicator few = tests::citizens();
    few.population.size = 99;
    EXPECT_TRUE(make_score(store, few, year_to(day(2026, 12, 31)), GroupBy::unit)
                    .is_breakdown_withheld);
}

TEST(Score, of_a_ballot_waits_until_it_is_closed_and_enough_have_voted) {
    FakeStore store = bureau_in_2026();
    const auto score = [&] {
        return make_score(store, tests::hotline(), year_to(day(2026, 12, 31)));
    };
    EXPECT_FALSE(score().is_sealed);
    store.kept_surveys.back().state = surveys::SurveyState::open;
    store.kept_surveys.back().closed_ms.reset();
    EXPECT_TRUE(score().is_sealed);
    EXPECT_EQ(score().n(), 0);
    EXPECT_FALSE(score().judgement.value || score().judgement.official);

    store = bureau_in_2026();
    store.cells.back().tally = {.times = {3, 0, 0, 1, 0}};
    EXPECT_TRUE(score().is_sealed) << "four are too few";
    EXPECT_EQ(score().n(), 0);
    store.cells.back().tally.times.at(0) = 4;
    EXPECT_EQ(score().n(), 5);
}

// 27 answers up to the 30th and 26 up to the 29th would tell the last one's.
TEST(Score, of_a_ballot_is_all_or_nothing_in_every_range_of_days) {
    FakeStore store = bureau_in_2026();
    store.cells.back().tally = {.times = {19, 5, 1, 1, 0}};
    store.cells.push_back({.survey = "hotline-staff-2026", .day = day(2026, 11, 29),
                           .tally = {.times = {0, 0, 0, 0, 1}},
                           .source = surveys::Source::coded});
    for (std::int64_t first = day(2026, 11, 27); first <= day(2026, 12, 2); ++first)
        for (std::int64_t last = first; last <= day(2026, 12, 2); ++last) {
            const reports::Period days{.first_day = first, .last_day = last};
            EXPECT_EQ(make_score(store, tests::hotline(), days).n(),
                      days.covers(day(2026, 11, 30)) ? 27 : 0);
        }
}

// Paper forms that an officer counts: nobody votes, but a part of the box would tell, too.
TEST(Score, of_a_ballot_never_opened_counts_its_box_whole) {
    FakeStore store = bureau_in_2026();
    store.kept_surveys.back().state = surveys::SurveyState::draft;
    store.kept_surveys.back().closed_ms.reset();
    EXPECT_EQ(make_score(store, tests::hotline(), year_to(day(2026, 12, 31))).n(), 27);
    store.cells.push_back({.survey = "hotline-staff-2026", .day = day(2026, 12, 1),
                           .tally = {.times = {0, 0, 0, 0, 1}},
                           .source = surveys::Source::paper});
    EXPECT_EQ(make_score(store, tests::hotline(), year_to(day(2026, 11, 30))).n(), 0);
}

TEST(Score, of_a_ballot_never_leaves_out_so_few_that_another_figure_tells_them) {
    FakeStore store = bureau_in_2026();
    store.cells.push_back({.survey = "hotline-staff-2026", .day = day(2026, 11, 29),
                           .tally = {.times = {0, 0, 0, 4, 0}},
                           .source = surveys::Source::paper});
    surveys::Indicator by_code = tests::hotline();
    by_code.sources = {surveys::Source::coded};
    const auto score = [&] { return make_score(store, by_code, year_to(day(2026, 12, 31))); };
    EXPECT_TRUE(score().is_sealed);
    EXPECT_EQ(score().n(), 0);
    store.cells.back().tally.times.at(3) = 5;
    EXPECT_EQ(score().n(), 27);
    EXPECT_EQ(make_score(store, tests::hotline(), year_to(day(2026, 12, 31))).n(), 32);
}

TEST(Score, names_the_questionnaire_that_is_asked_that_year) {
    FakeStore store = bureau_in_2026();
    EXPECT_FALSE(make_score(store, tests::hotline(), year_to(day(2026, 12, 31))).asked);
    surveys::Questionnaire run;
    run.id = "hotline-staff-2026";
    store.kept_questionnaires.push_back(run);
    surveys::Survey series;
    series.id = "hotline-staff";
    store.kept_surveys.push_back(series);
    EXPECT_EQ(make_score(store, tests::hotline(), year_to(day(2026, 12, 31))).asked->id,
              "hotline-staff-2026");
    EXPECT_EQ(make_score(store, tests::citizens(), year_to(day(2026, 12, 31))).asked->id,
              "citizens");
}

TEST(Score, is_made_for_the_indicators_of_the_year_only) {
    FakeStore store = bureau_in_2026();
    store.kept_indicators.front().years = {2024, 2025};
    const auto scores = reports::make_scores(store, year_to(day(2026, 12, 31)));
    ASSERT_EQ(scores.size(), 1u);
    EXPECT_EQ(scores.front().indicator.id, "hotline-staff");
    EXPECT_EQ(reports::make_scores(store, year_to(day(2025, 12, 31))).size(), 2u);
}

}  // namespace
