// The worked example of examples/sfo-2017 on a cut of 200 rows of its real file.
#include "engine/figures/tally.h"
#include "surveys/import/importer.h"
#include "surveys/questionnaires/indicator.h"
#include "tests/support/import_store.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

namespace surveys {
namespace {

constexpr std::int64_t noon = 1'795'406'400'000;

std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string example(const std::string& name) {
    return file_text(std::string(PROJECT_DIR) + "/examples/sfo-2017/" + name);
}

std::string cut() { return file_text(std::string(TESTS_DIR) + "/data/sfo-2017-cut.csv"); }

ImportStore example_store() {
    const QuestionnaireReading questionnaire = read_questionnaire(example("questionnaire.json"));
    const UnitsReading units = read_units(example("units.csv"));
    EXPECT_TRUE(questionnaire.questionnaire && questionnaire.problems.empty());
    EXPECT_TRUE(units.problems.empty());
    return ImportStore(*questionnaire.questionnaire, units.units);
}

ImportOrder example_order() {
    return {"sfo-2017", "sfo-2017-cut.csv", example("map.json"), {}};
}

// Another route to the cells: quotes toggle, commas outside of them separate.
std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char character : line) {
        if (character == '"') quoted = !quoted;
        else if (character == ',' && !quoted) cells.emplace_back();
        else cells.back() += character;
    }
    return cells;
}

// How often each cell of `column` stands beside each cell of `beside`.
using Counts = std::map<std::string, std::map<std::string, std::int64_t>>;

Counts recount(const std::string& csv, const std::string& column, const std::string& beside) {
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> header = split(line);
    const auto place = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) -
                                        header.begin());
    };
    Counts counts;
    while (std::getline(lines, line)) {
        const std::vector<std::string> cells = split(line);
        ++counts[cells.at(place(beside))][cells.at(place(column))];
    }
    return counts;
}

std::map<std::string, std::int64_t> recount(const std::string& csv, const std::string& column) {
    std::map<std::string, std::int64_t> cells;
    for (const auto& [area, counts] : recount(csv, column, "BAREA")) {
        for (const auto& [cell, times] : counts) cells[cell] += times;
    }
    return cells;
}

engine::Tally tally_of(const std::vector<ImportedRow>& rows, const std::string& question,
                       const std::optional<std::string>& unit) {
    engine::Tally tally;
    for (const ImportedRow& row : rows) {
        if (unit && row.submission.unit != unit) continue;
        const auto answer = row.submission.answers.find(question);
        if (answer == row.submission.answers.end()) ++tally.blank;
        else if (std::holds_alternative<NotApplicable>(answer->second)) ++tally.not_applicable;
        else tally.add(std::get<engine::Grade>(answer->second));
    }
    return tally;
}

engine::Tally tally_of(std::map<std::string, std::int64_t> counts) {
    engine::Tally tally;
    tally.times = {counts["5"], counts["4"], counts["3"], counts["2"], counts["1"]};
    tally.not_applicable = counts["6"];
    tally.blank = counts["0"] + counts["Blank"] + counts[""];
    return tally;
}

TEST(SfoExample, agrees_with_a_recount_by_boarding_area) {
    ImportStore store = example_store();
    std::istringstream file(cut());
    const ImportReport report = import_file(store, example_order(), file, noon);
    ASSERT_TRUE(report.problems.empty()) << report.problems.front().words.en;
    EXPECT_EQ(report.rows, 200);
    EXPECT_EQ(report.accepted, 200);
    for (const auto& [question, column] : {std::pair{"overall", "Q7ALL"}, {"art", "Q7ART"},
                                           {"wifi", "Q7WIFI"}, {"rental", "Q7RENTAL"}}) {
        const Counts counts = recount(cut(), column, "BAREA");
        EXPECT_EQ(counts.size(), 7U);
        for (const auto& [area, cells] : counts) {
            const std::string unit(1, static_cast<char>(std::tolower(area.at(0))));
            EXPECT_EQ(tally_of(store.rows, question, unit), tally_of(cells))
                << question << " in " << area;
        }
    }
}

// awk -F, over the cut; column Q7ALL has no quoted cell before it in these rows.
TEST(SfoExample, counts_a_blank_overall_as_an_answer) {
    ImportStore store = example_store();
    std::istringstream file(cut());
    (void)import_file(store, example_order(), file, noon);
    engine::Tally wanted;
    wanted.times = {41, 110, 36, 4, 1};
    wanted.blank = 8;
    EXPECT_EQ(tally_of(store.rows, "overall", {}), wanted);
}

TEST(SfoExample, keeps_weights_scores_and_strata) {
    ImportStore store = example_store();
    std::istringstream file(cut());
    (void)import_file(store, example_order(), file, noon);
    std::map<std::string, std::int64_t> scores;
    std::map<std::string, std::int64_t> weights;
    std::map<std::string, std::int64_t> strata;
    for (const ImportedRow& row : store.rows) {
        const auto score = row.submission.answers.find("recommend");
        ++scores[score == row.submission.answers.end()
                     ? "11" : std::to_string(std::get<Score>(score->second).points)];
        ++weights[std::to_string(row.weight_micros.value_or(-1))];
        ++strata[row.stratum];
        EXPECT_EQ(row.submission.channel, Channel::import);
        EXPECT_EQ(row.received_ms, noon);
    }
    auto cells = recount(cut(), "NETPRO");
    cells["11"] += cells[""];
    cells.erase("");
    EXPECT_EQ(scores, cells);
    EXPECT_EQ(strata, recount(cut(), "STRATA"));
    EXPECT_EQ(weights.at("284718"), recount(cut(), "WEIGHT").at("0.2847177143"));
    EXPECT_EQ(weights.at("723116"), recount(cut(), "WEIGHT").at("0.723115625"));
}

TEST(SfoExample, refuses_a_file_without_the_column_by_name) {
    std::string csv = cut();
    csv.replace(csv.find("Q7ALL"), 5, "Q7XXX");
    ImportStore store = example_store();
    std::istringstream file(csv);
    const ImportReport report = import_file(store, example_order(), file, noon);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0].place, "Q7ALL");
    EXPECT_TRUE(store.rows.empty());
}

TEST(SfoExample, has_an_indicator_of_its_overall_question) {
    const IndicatorReading reading = read_indicator(example("indicator.json"));
    ASSERT_TRUE(reading.indicator);
    EXPECT_EQ(reading.indicator->survey, "sfo-2017");
    EXPECT_EQ(reading.indicator->question, "overall");
    EXPECT_EQ(reading.indicator->population.size, std::nullopt);
}

}  // namespace
}  // namespace surveys
