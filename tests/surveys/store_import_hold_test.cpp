#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "surveys/limits.h"
#include "surveys/store/connections.h"
#include "surveys/store/definitions.h"
#include "surveys/store/imports.h"
#include "surveys/store/key_file.h"
#include "tests/support/stores.h"

namespace {

using tests::FilledStore;
using tests::noon_ms;

// Paper forms of one unit; `days_apart` spreads them over the calendar.
std::vector<surveys::ImportedRow> forms(std::int64_t count, std::int64_t days_apart = 0) {
    std::vector<surveys::ImportedRow> rows;
    for (std::int64_t row = 1; row <= count; ++row) {
        rows.push_back({.row = row,
                        .submission = tests::graded(engine::Grade::satisfied),
                        .received_ms = noon_ms - row * days_apart * tests::day_ms,
                        .weight_micros = std::nullopt,
                        .stratum = ""});
        rows.back().submission.channel = surveys::Channel::paper;
    }
    return rows;
}

// One transaction of an import, its time measured by hand.
class ImportHold : public testing::Test {
protected:
    void begin(const std::string& mode) {
        store_ = std::make_unique<FilledStore>(mode);
        batch_ = (*store_)->begin_import("citizens", "forms.csv", std::string(64, 'a'), "{}", 1000,
                                         noon_ms).number;
        store_->shut();
    }
    std::size_t take(std::span<const surveys::ImportedRow> rows, int looks_in_time) {
        auto key_file = store_->file();
        const auto keys = surveys::read_key_file(key_file.replace_extension(".key"));
        surveys::Connections connections(store_->file(), surveys::Access::write);
        surveys::Definitions definitions;
        return connections.write([&](surveys::Connection& connection) {
            return surveys::add_rows(connection, definitions, keys.value(),
                                     {.batch = batch_, .rows = rows, .rows_seen = 1000},
                                     [&] { return --looks_in_time <= 0; });
        });
    }
    void expect_kept(std::int64_t rows, std::int64_t seen) {
        store_->reopen();
        EXPECT_EQ((*store_)->batches().at(0).rows_accepted, rows);
        EXPECT_EQ((*store_)->batches().at(0).rows_seen, seen);
        EXPECT_EQ(store_->tally().n(), rows);
        EXPECT_THAT((*store_)->verify().disagreements, testing::IsEmpty());
    }

    std::unique_ptr<FilledStore> store_;
    std::int64_t batch_ = 0;
};

TEST_F(ImportHold, ends_with_its_time_and_the_rest_goes_on_behind_it) {
    begin("open");
    const auto rows = forms(40);
    EXPECT_EQ(take(rows, 2), 32U);
    expect_kept(32, 32);
    store_->shut();
    EXPECT_EQ(take(std::span(rows).subspan(32), 100), 8U);
    expect_kept(40, 1000);
}

TEST_F(ImportHold, goes_on_by_a_few_rows_where_there_is_no_time_at_all) {
    begin("open");
    EXPECT_EQ(take(forms(40), 0), 16U);
    expect_kept(16, 16);
}

// Each form of another day touches two cells of its own: one of each grade question.
TEST_F(ImportHold, ends_with_the_tallies_it_would_have_to_write) {
    begin("open");
    EXPECT_EQ(take(forms(400, 1), 10'000), surveys::limits.import_cells_max / 2);
}

TEST_F(ImportHold, of_a_ballot_takes_all_at_once) {
    begin("ballot");
    EXPECT_EQ(take(forms(20), 1), 20U);
    expect_kept(20, 1000);
}

}  // namespace
