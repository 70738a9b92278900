#include "surveys/import/importer.h"

#include "surveys/calendar.h"
#include "surveys/import/limits.h"
#include "surveys/limits.h"
#include "tests/support/import_questionnaire.h"
#include "tests/support/import_store.h"

#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace surveys {
namespace {

constexpr std::int64_t noon = 1'795'406'400'000;  // 2026-11-23 12:00 in Shanghai
constexpr int chunk = limits.import_chunk_rows;
constexpr int rows_of_paper = 2 * chunk + 234;    // two whole chunks and a part

const ImportOrder order{"small", "paper.csv", {}, {}};

ImportStore small_store(Mode mode = Mode::open) {
    return ImportStore(small_questionnaire(mode), small_units());
}

// Every seventh row is wrong, every fifth is blank; comments tell the rows apart.
std::string paper(int rows = rows_of_paper) {
    std::string csv = "overall,comment,unit\n";
    for (int row = 1; row <= rows; ++row) {
        const char* grade = row % 7 == 0 ? "极好" : row % 5 == 0 ? "" : "满意";
        csv += std::string(grade) + ",第" + std::to_string(row) + "张,xz01\n";
    }
    return csv;
}

ImportReport import_text(ImportStore& store, const std::string& csv,
                         const ImportOrder& what = order, const ImportWatch& watch = {}) {
    std::istringstream file(csv);
    return import_file(store, what, file, noon, watch);
}

std::vector<std::string> comments(const ImportStore& store) {
    std::vector<std::string> comments;
    for (const ImportedRow& row : store.rows) {
        comments.push_back(std::get<FreeText>(row.submission.answers.at("comment")).text);
    }
    return comments;
}

TEST(Import, stores_good_rows_and_names_bad_ones) {
    ImportStore store = small_store();
    const ImportReport report = import_text(store, paper());
    EXPECT_TRUE(report.problems.empty());
    EXPECT_EQ(report.batch, 1);
    EXPECT_EQ(report.rows, rows_of_paper);
    EXPECT_EQ(report.rejected, rows_of_paper / 7);
    EXPECT_EQ(report.accepted, rows_of_paper - rows_of_paper / 7);
    EXPECT_EQ(static_cast<std::int64_t>(store.rows.size()), report.accepted);
    EXPECT_EQ(store.rows_seen, (std::vector<std::int64_t>{chunk, 2 * chunk, rows_of_paper}));
    EXPECT_EQ(store.batches().front().state, Batch::State::done);
    EXPECT_EQ(store.batches().front().rows_total, rows_of_paper);
    EXPECT_EQ(store.batches().front().file_name, "paper.csv");
    ASSERT_EQ(static_cast<std::int64_t>(report.rejected_rows.size()), report.rejected);
    EXPECT_EQ(report.rejected_rows[1].row, 14);
    EXPECT_EQ(report.rejected_rows[1].line, 15);
    EXPECT_EQ(report.rejected_rows[1].problems[0].column, "overall");
    EXPECT_EQ(report.rejected_rows[1].problems[0].cell, "极好");
}

TEST(Import, plans_what_it_will_do_and_stores_nothing) {
    ImportStore store = small_store();
    std::istringstream file(paper());
    std::vector<std::int64_t> done;
    const ImportWatch watch{.progress = [&](const ImportProgress& now) {
                                EXPECT_EQ(now.rows_total, rows_of_paper);
                                done.push_back(now.rows_done);
                            },
                            .rejected = {}};
    const ImportReport plan = plan_import(store, order, file, noon, watch);
    EXPECT_TRUE(store.rows.empty() && store.batches().empty());
    EXPECT_EQ(done, (std::vector<std::int64_t>{chunk, 2 * chunk, rows_of_paper}));

    const ImportReport report = import_text(store, paper());
    EXPECT_FALSE(plan.batch);
    EXPECT_EQ(plan.rows, report.rows);
    EXPECT_EQ(plan.accepted, report.accepted);
    EXPECT_EQ(plan.rejected, report.rejected);
    EXPECT_EQ(plan.file_sha256, report.file_sha256);
    EXPECT_EQ(plan.rejected_rows, report.rejected_rows);
}

// Three calls store the rows and one finishes the batch: the plug is pulled before each of them.
TEST(Import, goes_on_where_it_was_interrupted) {
    ImportStore whole = small_store();
    const ImportReport undisturbed = import_text(whole, paper());
    for (int calls = 0; calls < 4; ++calls) {
        ImportStore store = small_store();
        store.calls_until_failure = calls;
        EXPECT_THROW((void)import_text(store, paper()), std::runtime_error);
        store.calls_until_failure.reset();
        const ImportReport report = import_text(store, paper());
        EXPECT_EQ(comments(store), comments(whole)) << calls;
        EXPECT_EQ(report.batch, 1) << calls;
        EXPECT_EQ(report.resumed_behind, std::min(calls * chunk, rows_of_paper)) << calls;
        EXPECT_EQ(report.rows, undisturbed.rows) << calls;
        EXPECT_EQ(report.accepted, undisturbed.accepted) << calls;
        EXPECT_EQ(report.rejected, undisturbed.rejected) << calls;
        EXPECT_EQ(report.rejected_rows, undisturbed.rejected_rows) << calls;
        EXPECT_EQ(store.batches().front().state, Batch::State::done) << calls;
    }
}

TEST(Import, refuses_the_same_file_again_by_name) {
    ImportStore store = small_store();
    (void)import_text(store, paper());
    ImportOrder again = order;
    again.file_name = "renamed.csv";
    std::istringstream file(paper());
    for (const ImportReport& report :
         {import_text(store, paper(), again), plan_import(store, again, file, noon)}) {
        ASSERT_EQ(report.problems.size(), 1U);
        EXPECT_NE(report.problems[0].words.en.find("batch 1, \"paper.csv\""), std::string::npos);
        EXPECT_NE(report.problems[0].words.zh_cn.find("paper.csv"), std::string::npos);
    }
    EXPECT_EQ(store.batches().size(), 1U);
    EXPECT_TRUE(import_text(store, paper(10), again).problems.empty()) << "another file may come";
}

TEST(Import, refuses_a_file_as_a_whole_and_says_why) {
    struct Case {
        std::string csv;
        std::string survey;
        std::vector<std::string> places;
    };
    const std::vector<Case> cases{
        {"overall\n满意\n", "nobody", {"survey"}},
        {"", "small", {"file"}},
        {"PK\x03\x04", "small", {"file"}},
        {"overall\n", "small", {"file"}},
        {"comment\nx\n", "small", {"overall"}},
        {"overall,grade,contact\n满意,x,1\n", "small", {"grade", "contact"}},
        {"overall,overall\n满意,满意\n", "small", {"overall"}},
        {"overall,comment\n满意,好\n满意,\"好\n", "small", {"3"}},
        {"\"overall\n", "small", {"1", "overall"}},
    };
    for (const Case& each : cases) {
        ImportStore store = small_store();
        ImportOrder what = order;
        what.survey = each.survey;
        const ImportReport report = import_text(store, each.csv, what);
        std::vector<std::string> places;
        for (const Problem& problem : report.problems) places.push_back(problem.place);
        EXPECT_EQ(places, each.places) << each.csv;
        EXPECT_TRUE(store.batches().empty()) << each.csv;
    }
}

TEST(Import, refuses_more_rows_than_a_file_may_have) {
    std::string csv = "overall,comment\n";
    for (std::int64_t row = 0; row <= limits.import_rows_max; ++row) csv += "满意,\n";
    ImportStore store = small_store();
    const ImportReport report = import_text(store, csv);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0].place, "1000002");
    EXPECT_TRUE(store.batches().empty());
}

TEST(Import, reads_gb18030_without_being_told) {
    ImportStore store = small_store();
    // "overall,comment / 满意,办事快 / 不满意,": GB 18030 by `iconv -t GB18030`.
    const ImportReport report = import_text(
        store, "overall,comment\n\xC2\xFA\xD2\xE2,\xB0\xEC\xCA\xC2\xBF\xEC\n"
               "\xB2\xBB\xC2\xFA\xD2\xE2,\n");
    EXPECT_EQ(report.encoding, Encoding::gb18030);
    ASSERT_EQ(report.accepted, 2);
    EXPECT_EQ(store.rows[0].submission.answers.at("comment"), Answer(FreeText{"办事快"}));
    EXPECT_EQ(store.rows[1].submission.answers.at("overall"),
              Answer(engine::Grade::dissatisfied));
}

TEST(Import, names_the_line_of_bytes_outside_the_encoding) {
    ImportStore store = small_store();
    ImportOrder what = order;
    what.encoding = Encoding::utf_8;
    const ImportReport report =
        import_text(store, "overall\n满意\n\xC2\xFA\xD2\xE2\n满意\n", what);
    EXPECT_EQ(report.accepted, 2);
    ASSERT_EQ(report.rejected_rows.size(), 1U);
    EXPECT_EQ(report.rejected_rows[0].line, 3);
    EXPECT_EQ(report.rejected_rows[0].problems[0].column, "overall");
}

TEST(Import, skips_empty_lines_unless_they_are_blank_answers) {
    ImportStore wide = small_store();
    EXPECT_EQ(import_text(wide, "overall,comment\n满意,\n\n满意,\n\n").rows, 2);
    ImportStore narrow = small_store();
    EXPECT_EQ(import_text(narrow, "overall\n满意\n\n满意\n").rows, 3);
    EXPECT_TRUE(narrow.rows[1].submission.answers.empty());
}

// 1/60! is the chance that shuffling keeps the order.
TEST(Import, shuffles_a_ballot_and_forgets_its_hours) {
    ImportStore ballot = small_store(Mode::ballot);
    ImportStore open = small_store();
    const ImportReport report = import_text(ballot, paper(70));
    (void)import_text(open, paper(70));
    EXPECT_EQ(report.accepted, 60);
    EXPECT_EQ(ballot.rows_seen, (std::vector<std::int64_t>{70})) << "one transaction for all";
    EXPECT_NE(comments(ballot), comments(open));
    auto shuffled = comments(ballot);
    auto original = comments(open);
    std::sort(shuffled.begin(), shuffled.end());
    std::sort(original.begin(), original.end());
    EXPECT_EQ(shuffled, original);
    for (std::size_t at = 0; at < ballot.rows.size(); ++at) {
        EXPECT_EQ(ballot.rows[at].received_ms, midnight_ms(day_of(noon)));
        EXPECT_EQ(ballot.rows[at].row, static_cast<std::int64_t>(at) + 1);
    }
}

// Each of the 3! orders of three papers 1,000 times expected; 5 standard deviations are 144.
TEST(Import, draws_every_order_of_a_ballot_equally_often) {
    std::map<std::vector<std::string>, int> times;
    for (int run = 0; run < 6'000; ++run) {
        ImportStore store = small_store(Mode::ballot);
        (void)import_text(store, "overall,comment\n满意,a\n满意,b\n满意,c\n");
        ++times[comments(store)];
    }
    EXPECT_EQ(times.size(), 6U);
    for (const auto& [drawn, often] : times) EXPECT_NEAR(often, 1'000, 144);
}

TEST(Import, finishes_an_interrupted_ballot_without_counting_twice) {
    for (int calls = 0; calls < 2; ++calls) {
        ImportStore store = small_store(Mode::ballot);
        store.calls_until_failure = calls;
        EXPECT_THROW((void)import_text(store, paper(70)), std::runtime_error);
        store.calls_until_failure.reset();
        const ImportReport report = import_text(store, paper(70));
        EXPECT_EQ(report.accepted, 60) << calls;
        EXPECT_EQ(store.rows.size(), 60U) << calls;
    }
}

TEST(Import, counts_more_rejected_rows_than_it_lists_and_shows_each) {
    std::string csv = "overall,comment\n";
    const auto rows = static_cast<std::int64_t>(import_limits.rejected_rows_listed_max) + 5;
    for (std::int64_t row = 0; row < rows; ++row) csv += "极好,\n";
    ImportStore store = small_store();
    std::int64_t shown = 0;
    const ImportReport report = import_text(
        store, csv, order, {.progress = {}, .rejected = [&](const RejectedRow&) { ++shown; }});
    EXPECT_EQ(report.rejected, rows);
    EXPECT_EQ(report.accepted, 0);
    EXPECT_EQ(shown, rows);
    EXPECT_EQ(report.rejected_rows.size(), import_limits.rejected_rows_listed_max);
}

TEST(Import, keeps_the_map_it_was_read_by) {
    const std::string map = R"({"questions":{"overall":{"column":"Q","codes":{"1":"satisfied"}}}})";
    ImportStore store = small_store();
    ImportOrder what = order;
    what.map_json = map;
    EXPECT_EQ(import_text(store, "Q\n1\n", what).accepted, 1);
    EXPECT_EQ(store.maps, (std::vector<std::string>{map}));
    EXPECT_EQ(store.rows[0].submission.channel, Channel::import);
}

}  // namespace
}  // namespace surveys
