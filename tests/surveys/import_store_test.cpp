// Imports into a store on disk: what the fake of tests/support cannot show.
#include "surveys/calendar.h"
#include "surveys/import/importer.h"
#include "surveys/limits.h"
#include "tests/support/import_questionnaire.h"

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <sodium.h>
#include <unistd.h>

namespace surveys {
namespace {

constexpr int chunk = limits.import_chunk_rows;
constexpr int two_chunks = 2 * chunk;
constexpr std::int64_t noon = 1'795'406'400'000;  // 2026-11-23 12:00 in Shanghai

std::string definition(std::string_view mode) {
    return R"({"id":"small","version":1,"title":{"zh-CN":"小问卷"},"mode":")" + std::string(mode) +
           R"(","questions":[
        {"id":"overall","type":"grade","text":{"zh-CN":"总的来说"},"required":true},
        {"id":"comment","type":"text","text":{"zh-CN":"想说的话"},"required":false}]})";
}

class ImportIntoStore : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_GE(sodium_init(), 0);
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("manyidu_import_" + std::string(test->name()) + std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::unique_ptr<Store> store_of(std::string_view mode) const {
        auto store = open_store(folder_ / "test.db", Access::write);
        store->add(small_units());
        const auto reading = read_questionnaire(definition(mode));
        EXPECT_TRUE(reading.questionnaire && store->add(*reading.questionnaire).empty());
        return store;
    }

    static std::string paper(int rows) {
        std::string csv = "overall,comment,unit\n";
        for (int row = 0; row < rows; ++row) {
            csv += row % 5 == 0 ? "," : row % 2 == 0 ? "满意," : "不满意,";
            csv += "第" + std::to_string(row) + (row % 2 == 0 ? "张,xz01\n" : "张,xz02\n");
        }
        return csv;
    }

    static engine::Tally counted(const Store& store, Source source) {
        engine::Tally tally;
        for (const TallyGroup& group :
             store.tallies({"small", "overall", 0, day_of(noon), {source}, GroupBy::nothing})) {
            tally += group.tally;
        }
        return tally;
    }

    std::filesystem::path folder_;
};

const ImportOrder order{"small", "paper.csv", {}, {}};

// Of ten rows two are divisible by 5 and blank; of the rest half are even.
TEST_F(ImportIntoStore, counts_every_paper_once_also_after_an_interruption) {
    const auto store = store_of("open");
    std::istringstream file(paper(two_chunks));
    const ImportWatch unplugged{
        .progress = [](const ImportProgress&) { throw std::runtime_error("the plug"); },
        .rejected = {}};
    EXPECT_THROW((void)import_file(*store, order, file, noon, unplugged), std::runtime_error);
    EXPECT_EQ(store->batches().at(0).rows_seen, chunk);

    const ImportReport report = import_file(*store, order, file, noon + 1);
    EXPECT_EQ(report.resumed_behind, chunk);
    EXPECT_EQ(report.accepted, two_chunks);
    engine::Tally wanted;
    wanted.add(engine::Grade::satisfied, two_chunks / 10 * 4);
    wanted.add(engine::Grade::dissatisfied, two_chunks / 10 * 4);
    wanted.blank = two_chunks / 10 * 2;
    EXPECT_EQ(counted(*store, Source::paper), wanted);
    EXPECT_EQ(store->batches().at(0).state, Batch::State::done);
    EXPECT_EQ(store->batches().at(0).rows_accepted, two_chunks);
    EXPECT_TRUE(store->verify().disagreements.empty());

    EXPECT_EQ(import_file(*store, order, file, noon).problems.size(), 1U);
    EXPECT_EQ(counted(*store, Source::paper), wanted);
}

TEST_F(ImportIntoStore, takes_an_undone_batch_out_of_the_figure) {
    const auto store = store_of("open");
    std::istringstream file(paper(10));
    const ImportReport report = import_file(*store, order, file, noon);
    ASSERT_TRUE(report.batch);
    EXPECT_TRUE(store->undo_import(*report.batch, "录错了一摞", noon).empty());
    EXPECT_EQ(counted(*store, Source::paper), engine::Tally{});
    EXPECT_TRUE(store->verify().disagreements.empty());
}

ImportOrder coded(std::string_view one) {
    return {"small", "coded.csv",
            R"({"questions":{"overall":{"column":"Q","codes":{"1":")" + std::string(one) +
                R"("}}}})",
            {}};
}
const ImportOrder wrong_way_round = coded("very_dissatisfied");
const ImportOrder right_way_round = coded("very_satisfied");

std::string ones(int rows) {
    std::string csv = "Q\n";
    for (int row = 0; row < rows; ++row) csv += "1\n";
    return csv;
}

TEST_F(ImportIntoStore, takes_an_undone_file_again_with_a_corrected_map) {
    const auto store = store_of("open");
    std::istringstream file(ones(3));
    const ImportReport wrong = import_file(*store, wrong_way_round, file, noon);
    ASSERT_TRUE(wrong.batch);
    EXPECT_TRUE(store->undo_import(*wrong.batch, "编码颠倒了", noon).empty());

    EXPECT_TRUE(plan_import(*store, right_way_round, file, noon).problems.empty());
    const ImportReport right = import_file(*store, right_way_round, file, noon);
    EXPECT_TRUE(right.problems.empty());
    EXPECT_EQ(right.resumed_behind, 0);
    EXPECT_EQ(counted(*store, Source::import), (engine::Tally{.times = {3, 0, 0, 0, 0}}));
    EXPECT_TRUE(store->verify().disagreements.empty());
    EXPECT_EQ(import_file(*store, right_way_round, file, noon).problems.size(), 1U);
}

TEST_F(ImportIntoStore, goes_on_only_with_the_map_it_began_with) {
    const auto store = store_of("open");
    std::istringstream file(ones(two_chunks));
    const ImportWatch unplugged{
        .progress = [](const ImportProgress&) { throw std::runtime_error("the plug"); },
        .rejected = {}};
    EXPECT_THROW((void)import_file(*store, right_way_round, file, noon, unplugged),
                 std::runtime_error);
    for (const ImportReport& report : {import_file(*store, wrong_way_round, file, noon),
                                       plan_import(*store, wrong_way_round, file, noon)}) {
        ASSERT_EQ(report.problems.size(), 1U);
        EXPECT_EQ(report.problems[0].place, "map");
        EXPECT_NE(report.problems[0].words.en.find("batch 1, \"coded.csv\""), std::string::npos);
    }
    EXPECT_TRUE(import_file(*store, right_way_round, file, noon).problems.empty());
    EXPECT_EQ(counted(*store, Source::import), (engine::Tally{.times = {two_chunks, 0, 0, 0, 0}}));
}

// The second run comes while the first is under way, overtakes it and finishes the file.
TEST_F(ImportIntoStore, counts_every_paper_once_when_two_runs_meet) {
    const auto store = store_of("open");
    std::istringstream file(paper(two_chunks));
    std::istringstream same_file(paper(two_chunks));
    bool has_met = false;
    const ImportWatch meeting{.progress =
                                  [&](const ImportProgress&) {
                                      if (std::exchange(has_met, true)) return;
                                      EXPECT_TRUE(import_file(*store, order, same_file, noon)
                                                      .problems.empty());
                                  },
                              .rejected = {}};
    EXPECT_THROW((void)import_file(*store, order, file, noon, meeting), std::runtime_error);
    EXPECT_EQ(counted(*store, Source::paper).n(), two_chunks / 10 * 8);
    EXPECT_EQ(counted(*store, Source::paper).blank, two_chunks / 10 * 2);
    EXPECT_EQ(store->batches().at(0).state, Batch::State::done);
    EXPECT_EQ(store->batches().at(0).rows_accepted, two_chunks);
    EXPECT_TRUE(store->verify().disagreements.empty());
}

TEST_F(ImportIntoStore, keeps_a_ballot_without_hour_and_order) {
    const auto store = store_of("ballot");
    std::istringstream file(paper(60));
    const ImportReport report = import_file(*store, order, file, noon);
    EXPECT_EQ(report.accepted, 60);
    std::set<std::string> texts;
    store->each_response("small", [&](const StoredResponse& response) {
        EXPECT_EQ(response.received_ms, midnight_ms(day_of(noon)));
        texts.insert(std::get<FreeText>(response.answers.at("comment")).text);
        return true;
    });
    EXPECT_EQ(texts.size(), 60U);
    EXPECT_TRUE(store->verify().disagreements.empty());
}

// 27 forms and then 28 are two figures whose difference is one form.
TEST_F(ImportIntoStore, adds_to_a_closed_ballot_only_as_many_forms_as_tell_nobody) {
    const auto store = store_of("ballot");
    EXPECT_TRUE(store->open("small", noon, std::nullopt).empty());
    EXPECT_TRUE(store->close("small", noon).empty());
    const auto import = [&](int forms) {
        std::istringstream file(paper(forms));
        return import_file(*store, order, file, noon);
    };
    const auto few = static_cast<int>(limits.ballot_answers_min) - 1;
    EXPECT_EQ(import(few).problems.at(0).place, "file");
    std::istringstream file(paper(few));
    EXPECT_EQ(plan_import(*store, order, file, noon).problems.size(), 1U);
    EXPECT_TRUE(store->batches().empty());
    EXPECT_EQ(import(few + 1).accepted, few + 1);
}

}  // namespace
}  // namespace surveys
