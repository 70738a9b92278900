#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "surveys/calendar.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using engine::Tally;
using surveys::Submission;
using tests::FilledStore;
using tests::noon_ms;

// What happens to a store, in any order.
enum class Step { answer, answer_with_key, second_page, batch, import, undo };

surveys::Answer any_rating() {
    const int value = *rc::gen::inRange(0, 6);
    if (value == 5) return surveys::NotApplicable{};
    return engine::grades.at(static_cast<std::size_t>(value));
}

Submission any_submission() {
    Submission given = tests::submission({{"overall", any_rating()}});
    if (*rc::gen::arbitrary<bool>()) given.answers["speed"] = any_rating();
    if (*rc::gen::inRange(0, 4) == 0) given.answers["comment"] = surveys::FreeText{"意见"};
    const int unit = *rc::gen::inRange(0, 3);
    if (unit > 0) given.unit = unit == 1 ? "hall" : "xz01";
    given.channel = *rc::gen::element(surveys::Channel::web, surveys::Channel::qr,
                                      surveys::Channel::tablet);
    return given;
}

std::int64_t any_time() { return noon_ms + *rc::gen::inRange(-40, 40) * tests::day_ms; }

// Counts rows as a reader of exports would: no cell, no tally.
Tally recount(surveys::Store& store, const std::string& question) {
    Tally tally;
    store.each_response("citizens", [&](const surveys::StoredResponse& row) {
        if (row.undone) return true;
        const auto given = row.answers.find(question);
        if (given == row.answers.end()) tally.blank += row.supplements ? 0 : 1;
        else if (const auto* grade = std::get_if<Grade>(&given->second)) tally.add(*grade);
        else ++tally.not_applicable;
        if (given != row.answers.end() && row.supplements) --tally.blank;
        return true;
    });
    return tally;
}

std::int64_t first_rows(surveys::Store& store) {
    std::int64_t rows = 0;
    store.each_response("citizens", [&](const surveys::StoredResponse& row) {
        if (!row.supplements && !row.undone) ++rows;
        return true;
    });
    return rows;
}

class Walk {
public:
    void step() {
        switch (*rc::gen::element(Step::answer, Step::answer_with_key, Step::second_page,
                                  Step::batch, Step::import, Step::undo)) {
            case Step::answer: return take(any_submission());
            case Step::answer_with_key: {
                Submission given = any_submission();
                given.key = "key-" + std::to_string(*rc::gen::inRange(0, 4));
                return take(given);
            }
            case Step::second_page: return second_page();
            case Step::batch: return batch();
            case Step::import: return import();
            case Step::undo: return undo();
        }
    }
    FilledStore store;

private:
    void take(const Submission& given) {
        const auto outcome = store.take(given, any_time());
        if (outcome.kind == surveys::Outcome::Kind::stored) ids_.push_back(outcome.id);
    }
    void second_page() {
        if (ids_.empty()) return;
        Submission given = tests::submission({{"speed", any_rating()}});
        given.supplements =
            ids_.at(*rc::gen::inRange<std::size_t>(0, ids_.size()));
        take(given);
    }
    void batch() {
        std::vector<Submission> given;
        for (int i = *rc::gen::inRange(1, 9); i > 0; --i) given.push_back(any_submission());
        for (const auto& outcome : store->take("citizens", given, any_time()))
            ids_.push_back(outcome.id);
    }
    void import() {
        const std::string sha256(64, static_cast<char>('a' + *rc::gen::inRange(0, 5)));
        const auto batch = store->begin_import("citizens", "forms.csv", sha256, "{}", 8, noon_ms);
        if (batch.state != surveys::Batch::State::running) return;
        std::vector<surveys::ImportedRow> rows;
        for (std::int64_t row = batch.rows_seen + 1; row <= batch.rows_seen + 4; ++row) {
            rows.push_back({.row = row, .submission = any_submission(), .received_ms = any_time(),
                            .weight_micros = 1'500'000, .stratum = "rural"});
            rows.back().submission.channel = surveys::Channel::paper;
        }
        store->import_rows(batch.number, rows, batch.rows_seen + 4);
        if (batch.rows_seen + 4 >= 8) store->finish_import(batch.number);
    }
    void undo() {
        const auto batches = store->batches();
        if (batches.empty()) return;
        const auto& batch = batches.at(*rc::gen::inRange<std::size_t>(0, batches.size()));
        const auto problems = store->undo_import(batch.number, "scanned twice", noon_ms);
        RC_ASSERT(problems.empty() == (batch.state != surveys::Batch::State::undone));
    }
    std::vector<surveys::ResponseId> ids_;
};

TEST(Tallies, equal_a_recount_after_any_sequence_of_events) {
    const bool held = rc::check([] {
        Walk walk;
        for (int steps = *rc::gen::inRange(1, 25); steps > 0; --steps) walk.step();
        for (const std::string question : {"overall", "speed"}) {
            const Tally tally = walk.store.tally(question);
            RC_ASSERT(tally == recount(*walk.store, question));
            RC_ASSERT(tally.n() + tally.not_applicable + tally.blank == first_rows(*walk.store));
        }
        const auto verification = walk.store->verify();
        for (const std::string& disagreement : verification.disagreements)
            RC_LOG() << disagreement << "\n";
        RC_ASSERT(verification.disagreements.empty());
        RC_ASSERT(verification.links == verification.responses);
    });
    EXPECT_TRUE(held);
}

}  // namespace
