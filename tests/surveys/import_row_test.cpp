#include "surveys/import/row_reader.h"

#include "surveys/calendar.h"
#include "surveys/import/cell.h"
#include "tests/support/import_questionnaire.h"

#include <sstream>

#include <gtest/gtest.h>

namespace surveys {
namespace {

constexpr std::int64_t noon = 1'795'406'400'000;  // 2026-11-23 12:00 in Shanghai

// Reads the first row below the header of `csv`.
struct Sheet {
    explicit Sheet(std::string text, std::string_view map_json = "", Mode mode = Mode::open)
        : csv(std::move(text)), questionnaire(small_questionnaire(mode)), units(small_units()) {
        std::istringstream bytes(csv);
        CsvReader cut(bytes);
        const CsvRecord* record = cut.next();
        header.assign(record->cells.begin(), record->cells.end());
        ImportMapReading map = map_json.empty()
                                   ? read_header_map(header, questionnaire)
                                   : read_import_map(map_json, questionnaire, units);
        EXPECT_TRUE(map.map) << csv;
        RowReader reader({*map.map, questionnaire, units, header}, Encoding::utf_8, noon);
        reading = reader.read(*cut.next(), 1);
    }

    std::string csv;
    Questionnaire questionnaire;
    std::vector<Unit> units;
    std::vector<std::string> header;
    RowReading reading;
};

TEST(RowReader, reads_every_kind_of_answer_as_it_stands) {
    const Sheet sheet(
        "overall,place,reasons,recommend,again,waited,comment,visited,unit,date\n"
        "不满意,网上,材料多; slow,7,是,-012.50,\" 排队太久,不好 \",2026-11-20,xz02,2026-11-21\n");
    ASSERT_TRUE(sheet.reading.row);
    const ImportedRow& row = *sheet.reading.row;
    const Answers wanted{{"overall", engine::Grade::dissatisfied},
                         {"place", Choice{"net"}},
                         {"reasons", Choices{{"slow", "papers"}}},
                         {"recommend", Score{7}},
                         {"again", YesNo{true}},
                         {"waited", Number{"-12.5"}},
                         {"comment", FreeText{"排队太久,不好"}},
                         {"visited", Date{*parse_date("2026-11-20")}}};
    EXPECT_EQ(row.submission.answers, wanted);
    EXPECT_EQ(row.submission.unit, "xz02");
    EXPECT_EQ(row.submission.version, 3);
    EXPECT_EQ(row.submission.channel, Channel::paper);
    EXPECT_EQ(row.received_ms, parse_instant("2026-11-21"));
    EXPECT_EQ(row.row, 1);
}

TEST(RowReader, takes_a_row_without_any_answer) {
    const Sheet sheet("overall,recommend\n,\n");
    ASSERT_TRUE(sheet.reading.row);
    EXPECT_TRUE(sheet.reading.row->submission.answers.empty());
    EXPECT_EQ(sheet.reading.row->received_ms, noon);
}

TEST(RowReader, reads_codes_not_applicable_and_blanks_by_the_map) {
    constexpr std::string_view map = R"({"unit": {"column": "W", "codes": {"1": "xz01"}},
        "weight": "G", "stratum": "S", "questions": {
        "overall": {"column": "Q1", "codes": {"1": "very_dissatisfied"},
                    "not_applicable": ["6"], "blank": ["0"]},
        "reasons": {"column": "Q2", "codes": {"a": "slow", "b": "rude"}}}})";
    const Sheet coded("W,Q1,Q2,G,S\n1, 1 ,b;a,0.2847177143,north\n", map);
    ASSERT_TRUE(coded.reading.row);
    const Answers wanted{{"overall", engine::Grade::very_dissatisfied},
                         {"reasons", Choices{{"slow", "rude"}}}};
    EXPECT_EQ(coded.reading.row->submission.answers, wanted);
    EXPECT_EQ(coded.reading.row->submission.unit, "xz01");
    EXPECT_EQ(coded.reading.row->weight_micros, 284'718);
    EXPECT_EQ(coded.reading.row->stratum, "north");

    const Sheet blank("W,Q1,Q2,G,S\n,0,,1,\n", map);
    ASSERT_TRUE(blank.reading.row);
    EXPECT_TRUE(blank.reading.row->submission.answers.empty());
    EXPECT_EQ(blank.reading.row->submission.unit, std::nullopt);

    const Sheet not_applicable("W,Q1,Q2,G,S\nxz02,6,,1,\n", map);
    ASSERT_TRUE(not_applicable.reading.row);
    EXPECT_EQ(not_applicable.reading.row->submission.answers.at("overall"),
              Answer(NotApplicable{}));
    EXPECT_EQ(not_applicable.reading.row->submission.unit, "xz02");
}

TEST(RowReader, names_column_and_cell_of_every_problem) {
    struct Case {
        std::string header;
        std::string row;
        std::vector<std::string> columns;
    };
    const std::vector<Case> cases{
        {"overall", "a,b", {""}},
        {"overall,unit", "满意", {""}},
        {"overall", "\"满意\"x", {""}},
        {"overall", "6", {"overall"}},
        {"overall,unit", "满意,xz99", {"unit"}},
        {"overall,date", "满意,2026-02-30", {"date"}},
        {"overall,date", "满意,", {"date"}},
        {"overall,date", "满意,2026-11-24", {"date"}},
        {"overall,place", "满意,moon", {"place"}},
        {"overall,reasons", "不满意,slow;moon", {"reasons"}},
        {"overall,reasons", "满意,slow", {"reasons"}},  // shown to the dissatisfied only
        {"overall,recommend", "满意,11", {"recommend"}},
        {"overall,recommend", "满意,7.5", {"recommend"}},
        {"overall,again", "满意,maybe", {"again"}},
        {"overall,waited", "满意,1x3", {"waited"}},
        {"overall,waited", "满意,5.", {"waited"}},
        {"overall,visited", "满意,23.11.2026", {"visited"}},
        {"overall,comment", "满意," + std::string(2001, 'x'), {"comment"}},
        {"overall,comment", "满意,\xC2\xFA", {"comment"}},
        {"overall,recommend,unit", "6,11,xz99", {"overall", "recommend", "unit"}},
    };
    for (const Case& each : cases) {
        const Sheet sheet(each.header + "\n" + each.row + "\n");
        EXPECT_FALSE(sheet.reading.row) << each.row;
        std::vector<std::string> columns;
        for (const CellProblem& problem : sheet.reading.problems) {
            EXPECT_FALSE(problem.words.zh_cn.empty() || problem.words.en.empty()) << each.row;
            columns.push_back(problem.column);
        }
        EXPECT_EQ(columns, each.columns) << each.row;
    }
}

TEST(RowReader, refuses_a_cell_that_the_map_does_not_list) {
    const Sheet sheet("Q\n满意\n", R"({"questions": {"overall": {"column": "Q",
        "codes": {"1": "satisfied"}}}})");
    ASSERT_EQ(sheet.reading.problems.size(), 1U);
    EXPECT_EQ(sheet.reading.problems[0].column, "Q");
    EXPECT_EQ(sheet.reading.problems[0].cell, "满意");
}

TEST(RowReader, puts_a_ballot_at_the_midnight_before) {
    const Sheet sheet("overall\n满意\n", "", Mode::ballot);
    ASSERT_TRUE(sheet.reading.row);
    EXPECT_EQ(sheet.reading.row->received_ms, noon - 12 * 3'600'000);
}

TEST(RejectedRow, reads_as_a_sentence) {
    const RejectedRow row{17, 16, {{"Q7ALL", "9", {"不认识", "is unknown"}},
                                   {"", "", {"太长", "is too long"}}}};
    EXPECT_EQ(in_words(row, Locale::en), "line 17, Q7ALL \"9\": is unknown; is too long");
    EXPECT_EQ(in_words(row, Locale::zh_cn), "第 17 行，Q7ALL“9”：不认识；太长");
}

TEST(Columns, are_missed_by_name) {
    const ImportMapReading map = read_import_map(
        R"({"unit":{"column":"W"},"weight":"G","questions":{"overall":{"column":"Q"}}})",
        small_questionnaire(), small_units());
    ASSERT_TRUE(map.map);
    EXPECT_TRUE(check_columns(*map.map, {"G", "W", "Q", "more"}).empty());
    const Problems problems = check_columns(*map.map, {"W", "W", "Q"});
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].place, "W");
    EXPECT_EQ(problems[1].place, "G");
    EXPECT_EQ(problems[1].words.en, "the file has no column \"G\"");
}

// By hand; the seventh decimal decides.
TEST(Weight, is_exact_in_millionths) {
    struct Case {
        std::string_view cell;
        std::optional<std::int64_t> micros;
    };
    for (const Case& each : {Case{"1", 1'000'000}, Case{"0", 0}, Case{"1.6329600946", 1'632'960},
                             Case{"0.9440823789", 944'082}, Case{"0.4999995", 500'000},
                             Case{"0.49999949", 499'999}, Case{"0.1", 100'000},
                             Case{"1000000", 1'000'000'000'000}, Case{"1000000.000001", {}},
                             Case{"", {}}, Case{".5", {}}, Case{"5.", {}}, Case{"-1", {}},
                             Case{"1e3", {}}, Case{"1,5", {}}, Case{"99999999", {}},
                             Case{"1.2.3", {}}}) {
        EXPECT_EQ(read_weight_micros(each.cell), each.micros) << each.cell;
    }
}

TEST(Cell, is_shortened_between_characters) {
    EXPECT_EQ(shortened_cell("短"), "短");
    std::string forty;
    for (int times = 0; times < 40; ++times) forty += "满";
    EXPECT_EQ(shortened_cell(forty), forty);
    EXPECT_EQ(shortened_cell(forty + "满意"), forty + "…");
}

}  // namespace
}  // namespace surveys
