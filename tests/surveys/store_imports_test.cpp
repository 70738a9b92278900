#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Batch;
using tests::FilledStore;
using tests::noon_ms;

const std::string file_hash(64, 'b');

std::vector<surveys::ImportedRow> paper_forms(std::int64_t first, std::int64_t last) {
    std::vector<surveys::ImportedRow> rows;
    for (std::int64_t row = first; row <= last; ++row) {
        rows.push_back({.row = row,
                        .submission = tests::graded(Grade::satisfied),
                        .received_ms = noon_ms,
                        .weight_micros = 1'250'000,
                        .stratum = "town"});
        rows.back().submission.channel = surveys::Channel::paper;
    }
    return rows;
}

Batch begin(FilledStore& store, const std::string& survey = "citizens") {
    return store->begin_import(survey, "forms.csv", file_hash, "{}", 6, noon_ms);
}

TEST(Import, goes_on_where_it_stopped_and_counts_nothing_twice) {
    FilledStore store;
    const Batch first = begin(store);
    store->import_rows(first.number, paper_forms(1, 4), 4);
    store.reopen();
    const Batch again = begin(store);
    EXPECT_EQ(again.number, first.number);
    EXPECT_EQ(again.state, Batch::State::running);
    EXPECT_EQ(again.rows_seen, 4);
    store->import_rows(again.number, paper_forms(5, 6), 6);
    store->finish_import(again.number);

    const Batch done = begin(store);
    EXPECT_EQ(done.state, Batch::State::done);
    EXPECT_EQ(done.rows_accepted, 6);
    EXPECT_EQ(store.tally(), (engine::Tally{.times = {0, 6, 0, 0, 0}}));
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

// Two runs of one file: whoever comes second adds nothing, whole chunk or part of one.
TEST(Import, refuses_rows_that_were_counted_already) {
    FilledStore store;
    const Batch batch = begin(store);
    store->import_rows(batch.number, paper_forms(1, 4), 4);
    struct Late {
        std::int64_t first, last, rows_seen;
    };
    for (const Late& late : {Late{1, 4, 4}, Late{1, 2, 2}, Late{3, 6, 6}, Late{5, 6, 4},
                             Late{5, 6, 5}}) {
        const auto forms = paper_forms(late.first, late.last);
        EXPECT_THAT([&] { store->import_rows(batch.number, forms, late.rows_seen); },
                    testing::ThrowsMessage<std::runtime_error>(testing::HasSubstr("forms.csv")))
            << late.first << ".." << late.last << " to " << late.rows_seen;
    }
    EXPECT_EQ(store.tally().n(), 4);
    EXPECT_EQ(store->batches().at(0).rows_accepted, 4);
    store->import_rows(batch.number, paper_forms(5, 6), 6);
    EXPECT_EQ(store.tally().n(), 6);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(Import, undone_may_come_again_as_another_batch) {
    FilledStore store;
    const Batch wrong = begin(store);
    store->import_rows(wrong.number, paper_forms(1, 4), 4);
    EXPECT_TRUE(store->undo_import(wrong.number, "columns mixed up", noon_ms).empty());
    EXPECT_THROW(store->import_rows(wrong.number, paper_forms(5, 6), 6), std::runtime_error);

    const Batch right = begin(store);
    EXPECT_NE(right.number, wrong.number);
    EXPECT_EQ(right.state, Batch::State::running);
    EXPECT_EQ(right.rows_seen, 0);
    store->import_rows(right.number, paper_forms(1, 6), 6);
    store->finish_import(right.number);
    EXPECT_EQ(store.tally().n(), 6);
    EXPECT_EQ(begin(store).number, right.number);
    EXPECT_EQ(begin(store).state, Batch::State::done);
    EXPECT_EQ(store->batches().at(0).state, Batch::State::undone);
    const auto verification = store->verify();
    EXPECT_THAT(verification.disagreements, testing::IsEmpty());
    EXPECT_EQ(verification.responses, 10) << "the undone rows are kept";
}

// The bytes of docs/journal.md; rows side by side in the file are side by side on the disk.
TEST(Import, numbers_its_rows_one_behind_the_other) {
    FilledStore store;
    const Batch batch = begin(store);
    store->import_rows(batch.number, paper_forms(1, 300), 300);
    const auto start =
        surveys::hex(surveys::id_from_key("citizens", "import/" + file_hash + "/1")).substr(0, 16);
    std::int64_t row = 0;
    store->each_response("citizens", [&](const surveys::StoredResponse& response) {
        const std::string id = surveys::hex(response.id);
        EXPECT_EQ(id.substr(0, 16), start);
        EXPECT_EQ(std::stoll(id.substr(16), nullptr, 16), ++row);
        return true;
    });
    EXPECT_EQ(row, 300);
}

TEST(Import, keeps_weight_stratum_and_source) {
    FilledStore store;
    const Batch batch = begin(store);
    store->import_rows(batch.number, paper_forms(1, 1), 1);
    int rows = 0;
    store->each_response("citizens", [&](const surveys::StoredResponse& row) {
        ++rows;
        EXPECT_EQ(row.weight_micros, 1'250'000);
        EXPECT_EQ(row.stratum, "town");
        EXPECT_EQ(row.source, surveys::Source::paper);
        EXPECT_EQ(row.batch, batch.number);
        return true;
    });
    EXPECT_EQ(rows, 1);
}

TEST(Import, undone_leaves_every_figure_but_not_the_rows) {
    FilledStore store;
    store.take(tests::graded(Grade::dissatisfied));
    const engine::Tally before = store.tally();
    const Batch batch = begin(store);
    store->import_rows(batch.number, paper_forms(1, 6), 6);
    store->finish_import(batch.number);
    EXPECT_TRUE(store->undo_import(batch.number, "scanned twice", noon_ms).empty());
    EXPECT_EQ(store.tally(), before);

    int undone = 0;
    store->each_response("citizens", [&](const surveys::StoredResponse& row) {
        undone += row.undone ? 1 : 0;
        return true;
    });
    EXPECT_EQ(undone, 6);
    EXPECT_EQ(store->batches().at(0).state, Batch::State::undone);
    EXPECT_EQ(store->batches().at(0).reason, "scanned twice");
    EXPECT_FALSE(store->undo_import(batch.number, "again", noon_ms).empty());
    EXPECT_FALSE(store->undo_import(99, "what", noon_ms).empty());
    EXPECT_EQ(store.tally(), before);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(Import, is_taken_in_any_state_of_the_survey) {
    FilledStore store;
    tests::expect_none(store->add(tests::questionnaire("draft")));
    tests::expect_none(store->close("citizens", noon_ms));
    for (const std::string survey : {"draft", "citizens"}) {
        const Batch batch = begin(store, survey);
        store->import_rows(batch.number, paper_forms(1, 2), 2);
        EXPECT_EQ(store->batches().back().rows_accepted, 2) << survey;
    }
}

TEST(Import, of_a_ballot_keeps_neither_order_nor_time) {
    FilledStore store("ballot");
    const Batch batch = begin(store);
    auto forms = paper_forms(1, 6);
    for (auto& form : forms) form.received_ms = noon_ms + form.row;
    store->import_rows(batch.number, forms, 6);
    store->each_response("citizens", [](const surveys::StoredResponse& row) {
        EXPECT_EQ(row.received_ms, noon_ms - 12 * 3'600'000) << "midnight of the day";
        return true;
    });
    EXPECT_EQ(store.take(tests::graded(Grade::satisfied)).kind, surveys::Outcome::Kind::not_open);
    EXPECT_EQ(store.tally().n(), 6);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(Import, of_a_few_forms_stays_in_a_closed_ballot) {
    FilledStore store("ballot");
    const Batch few = begin(store);
    store->import_rows(few.number, paper_forms(1, 4), 6);
    store->finish_import(few.number);
    tests::expect_none(store->close("citizens", noon_ms));
    const auto problems = store->undo_import(few.number, "scanned twice", noon_ms);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].place, "batch");
    EXPECT_EQ(store.tally().n(), 4);
}

}  // namespace
