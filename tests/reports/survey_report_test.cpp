#include "reports/survey_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/number.h"
#include "surveys/calendar.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using reports::make_survey_report;
using reports::SurveyReport;
using tests::FilledStore;
using tests::noon_ms;

reports::Period this_year() { return reports::year_to(surveys::day_of(noon_ms)); }

SurveyReport report_of(FilledStore& store) {
    return make_survey_report(*store, store->survey("citizens").value(), this_year());
}

void import_papers(FilledStore& store, int count, const std::string& hash) {
    const auto batch =
        store->begin_import("citizens", hash + ".csv", std::string(64, hash.front()), "{}", count,
                            noon_ms);
    std::vector<surveys::ImportedRow> rows;
    for (int number = 1; number <= count; ++number) {
        surveys::ImportedRow row;
        row.row = number;
        row.submission = tests::graded(Grade::satisfied);
        if (number == 1) row.submission.answers["overall"] = surveys::NotApplicable{};
        row.submission.channel = surveys::Channel::paper;
        row.received_ms = noon_ms;
        rows.push_back(row);
    }
    store->import_rows(batch.number, rows, count);
    store->finish_import(batch.number);
}

TEST(SurveyReport, counts_every_kind_of_answer) {
    FilledStore store;
    const auto codes = store->make_codes("citizens", 3, "xz01", noon_ms);
    auto coded = tests::graded(Grade::very_satisfied);
    coded.code = codes.at(0);
    store.take(coded);
    auto second = tests::submission({{"speed", Grade::dissatisfied}});
    second.supplements = store.take(tests::graded(Grade::satisfied)).id;
    store.take(second);
    import_papers(store, 4, "a");
    import_papers(store, 5, "b");
    tests::expect_none(store->undo_import(2, "twice", noon_ms));

    const SurveyReport report = report_of(store);
    const auto& counts = report.counts;
    EXPECT_EQ(counts.answers, 6);
    EXPECT_EQ(counts.second_pages, 1);
    EXPECT_EQ(counts.imported, 4);
    EXPECT_EQ(counts.undone, 5);
    EXPECT_EQ(counts.codes_made, 3);
    EXPECT_EQ(counts.codes_used, 1);
    std::vector<std::int64_t> by_source;
    for (const auto& source : counts.by_source) by_source.push_back(source.answers);
    EXPECT_THAT(by_source, testing::ElementsAre(1, 1, 4, 0));
    EXPECT_EQ(report.whole().n(), 5);
    EXPECT_EQ(report.whole().counts.not_applicable, 1);
    ASSERT_EQ(report.others.size(), 1U);
    EXPECT_EQ(report.others.front().text.en, "Speed");
    EXPECT_EQ(report.others.front().score.counts.count(Grade::dissatisfied), 1);
    EXPECT_FALSE(report.others.front().score.judgement.official) << "nothing to reach";
}

TEST(SurveyReport, without_an_indicator_is_measured_on_its_own_scale) {
    FilledStore store;
    store.take(tests::graded(Grade::satisfied));
    const SurveyReport report = report_of(store);
    EXPECT_FALSE(report.has_indicator);
    EXPECT_EQ(reports::shown_value(report.whole()), "80.00");
    EXPECT_EQ(report.whole().indicator.question, "overall");
}

TEST(SurveyReport, breaks_its_answers_down_into_groups_that_add_up) {
    FilledStore store;
    for (int i = 0; i < 6; ++i) {
        auto given = tests::graded(i % 2 == 0 ? Grade::satisfied : Grade::dissatisfied);
        if (i % 3 != 0) given.unit = "xz01";
        given.channel = i < 2 ? surveys::Channel::qr : surveys::Channel::web;
        store.take(given, noon_ms + i * 3 * tests::day_ms);
    }
    const SurveyReport report =
        make_survey_report(*store, store->survey("citizens").value(),
                           reports::year_to(surveys::day_of(noon_ms) + 30));
    for (const reports::Score* const groups :
         {&report.by_unit, &report.by_month, &report.by_channel}) {
        engine::Tally sum;
        for (const auto& group : groups->groups) sum += group.score.counts;
        EXPECT_EQ(sum, report.whole().counts);
        EXPECT_EQ(groups->groups.size(), 2U) << reports::name(groups->by);
    }
}

TEST(SurveyReport, of_an_open_ballot_says_nothing_of_its_answers) {
    FilledStore store("ballot");
    import_papers(store, 23, "a");
    const SurveyReport open = report_of(store);
    EXPECT_TRUE(open.is_sealed);
    EXPECT_EQ(open.whole().n(), 0);
    EXPECT_TRUE(open.others.empty());
    EXPECT_TRUE(open.counts.by_source.empty());
    EXPECT_EQ(reports::received_in_steps(open.counts.answers), 20);

    tests::expect_none(store->close("citizens", noon_ms));
    const SurveyReport closed = report_of(store);
    EXPECT_FALSE(closed.is_sealed);
    EXPECT_EQ(closed.whole().n(), 22);
    EXPECT_TRUE(closed.whole().is_breakdown_withheld);
    for (const reports::Score* const groups :
         {&closed.by_unit, &closed.by_month, &closed.by_channel})
        EXPECT_TRUE(groups->groups.empty());
    EXPECT_TRUE(closed.counts.by_source.empty()) << "a source is a group, too";
}

TEST(SurveyReport, of_a_ballot_is_the_same_whatever_days_are_asked_for) {
    FilledStore store("ballot");
    import_papers(store, 23, "a");
    tests::expect_none(store->close("citizens", noon_ms));
    const auto survey = store->survey("citizens").value();
    for (const std::int64_t day : {std::int64_t{0}, surveys::day_of(noon_ms) - 1})
        EXPECT_EQ(make_survey_report(*store, survey, {.first_day = 0, .last_day = day}).whole().n(),
                  22);
}

TEST(SurveyReport, of_a_ballot_few_answered_stays_sealed) {
    FilledStore store("ballot");
    import_papers(store, 4, "a");
    tests::expect_none(store->close("citizens", noon_ms));
    EXPECT_TRUE(report_of(store).is_sealed);
}

}  // namespace
