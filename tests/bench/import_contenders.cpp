#include "tests/bench/import_contenders.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <span>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "surveys/import/importer.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t noon_ms = 1'795'406'400'000;  // 2026-11-23T12:00:00+08:00
constexpr int units = 24;
constexpr const char* definition = R"({"id":"bench","version":1,
 "title":{"zh-CN":"测速","en":"Benchmark"},"mode":"open",
 "scale":{"points":[100,80,60,30,0],"last_satisfied":"fairly_satisfied"},
 "questions":[
  {"id":"overall","type":"grade","required":true,"text":{"zh-CN":"总体","en":"Overall"}},
  {"id":"speed","type":"grade","text":{"zh-CN":"速度","en":"Speed"}},
  {"id":"manner","type":"grade","text":{"zh-CN":"态度","en":"Manner"}},
  {"id":"place","type":"grade","text":{"zh-CN":"环境","en":"Place"}},
  {"id":"recommend","type":"score","text":{"zh-CN":"推荐","en":"Recommend"}},
  {"id":"comment","type":"text","text":{"zh-CN":"意见","en":"Comment"}}]})";
const std::vector<std::string> grade_questions{"overall", "speed", "manner", "place"};
const std::vector<std::string> grade_names{"非常满意", "满意", "基本满意", "不满意", "非常不满意"};

surveys::Questionnaire questionnaire() {
    auto reading = surveys::read_questionnaire(definition);
    if (!reading.questionnaire) throw std::runtime_error("the benchmark's questions are wrong");
    return std::move(*reading.questionnaire);
}

std::string unit_code(std::int64_t unit) { return std::string("u") += std::to_string(unit); }

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::unique_ptr<surveys::Store> new_store(const std::filesystem::path& folder) {
    auto store = surveys::open_store(folder / "bench.db", surveys::Access::write);
    std::vector<surveys::Unit> made;
    for (int unit = 0; unit < units; ++unit) {
        made.push_back({.code = unit_code(unit), .name = "窗口", .parent = "", .kind = "window"});
    }
    store->add(made);
    if (!store->add(questionnaire()).empty()) throw std::runtime_error("the survey is refused");
    return store;
}

template <typename Work>
ImportMeasured in_chunks(const Papers& papers, std::size_t chunk, const Work& work) {
    ImportMeasured measured;
    const std::span<const surveys::ImportedRow> rows(papers.rows);
    const auto start = Clock::now();
    for (std::size_t from = 0; from < rows.size(); from += chunk) {
        const auto chunk_start = Clock::now();
        work(rows.subspan(from, std::min(chunk, rows.size() - from)));
        measured.chunk_ms.push_back(milliseconds_since(chunk_start));
    }
    measured.seconds = milliseconds_since(start) / 1e3;
    return measured;
}

// Of surveys/store/migrations/v001_first_schema.sql.
constexpr const char* response_table = R"(
create table response (
    survey integer not null, id blob not null check (length(id) = 16), version integer not null,
    unit integer not null, channel integer not null check (channel between 0 and 7),
    source integer not null check (source between 0 and 3),
    locale integer not null check (locale between 0 and 1), received_ms integer not null,
    answers blob not null, weight_micros integer, stratum text not null, batch integer,
    supplements blob check (length(supplements) = 16),
    primary key (survey, id)) strict, without rowid)";

void bind_row(SQLite::Statement& insert, const surveys::ImportedRow& row,
              std::string_view answers) {
    surveys::ResponseId id;
    for (std::size_t byte = 0; byte < 8; ++byte) {
        id.bytes.at(8 + byte) = static_cast<std::uint8_t>(row.row >> (56 - 8 * byte));
    }
    insert.reset();
    insert.bind(1, 1);
    insert.bind(2, id.bytes.data(), static_cast<int>(id.bytes.size()));
    insert.bind(3, 1);
    insert.bind(4, row.row % units + 1);
    insert.bind(5, 6);
    insert.bind(6, 2);
    insert.bind(7, 0);
    insert.bind(8, row.received_ms);
    insert.bindNoCopy(9, answers.data(), static_cast<int>(answers.size()));
    insert.bind(10);
    insert.bindNoCopy(11, row.stratum);
    insert.bind(12, 1);
    insert.bind(13);
}

}  // namespace

Papers make_papers(std::int64_t rows, bool has_texts) {
    Papers papers;
    papers.csv = "overall,speed,manner,place,recommend,comment,unit\n";
    std::uint64_t drawn = 20'261'123;
    const auto draw = [&](std::uint64_t below) {
        drawn = drawn * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        return (drawn >> 33) % below;
    };
    for (std::int64_t row = 1; row <= rows; ++row) {
        surveys::ImportedRow paper{.row = row, .submission = {}, .received_ms = noon_ms,
                                   .weight_micros = {}, .stratum = {}};
        paper.submission.channel = surveys::Channel::paper;
        for (const std::string& question : grade_questions) {
            const auto grade = static_cast<std::size_t>(draw(5));
            paper.submission.answers[question] = engine::grades.at(grade);
            (papers.csv += grade_names.at(grade)) += ',';
        }
        const auto points = static_cast<int>(draw(11));
        paper.submission.answers["recommend"] = surveys::Score{points};
        (papers.csv += std::to_string(points)) += ',';
        if (has_texts && row % 10 == 0) {
            paper.submission.answers["comment"] = surveys::FreeText{"窗口太少,排队时间长"};
            papers.csv += "\"窗口太少,排队时间长\"";
        }
        paper.submission.unit = unit_code(row % units);
        (papers.csv += ',') += *paper.submission.unit;
        papers.csv += '\n';
        papers.rows.push_back(std::move(paper));
    }
    return papers;
}

ImportMeasured insert_bare(const Papers& papers, const std::filesystem::path& folder,
                           std::size_t chunk) {
    SQLite::Database database((folder / "bare.db").string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
    for (const char* pragma :
         {"pragma journal_mode = wal", "pragma synchronous = full", "pragma cache_size = -32000",
          response_table}) {
        database.exec(pragma);
    }
    const surveys::Questionnaire asked = questionnaire();
    std::vector<std::string> answers;
    for (const auto& row : papers.rows) {
        answers.push_back(surveys::encode(row.submission.answers, asked));
    }
    SQLite::Statement insert(database,
                             "insert into response values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return in_chunks(papers, chunk, [&](std::span<const surveys::ImportedRow> rows) {
        database.exec("begin immediate");
        for (const auto& row : rows) {
            bind_row(insert, row, answers[static_cast<std::size_t>(row.row - 1)]);
            insert.exec();
        }
        insert.reset();
        database.exec("commit");
    });
}

ImportMeasured import_rows(const Papers& papers, const std::filesystem::path& folder,
                           std::size_t chunk) {
    const auto store = new_store(folder);
    const auto total = static_cast<std::int64_t>(papers.rows.size());
    const auto batch =
        store->begin_import("bench", "bench.csv", std::string(64, 'b'), "{}", total, noon_ms);
    return in_chunks(papers, chunk, [&](std::span<const surveys::ImportedRow> rows) {
        store->import_rows(batch.number, rows, rows.back().row);
    });
}

ImportMeasured import_csv(const Papers& papers, const std::filesystem::path& folder, std::size_t) {
    const auto store = new_store(folder);
    std::istringstream file(papers.csv);
    ImportMeasured measured;
    const auto start = Clock::now();
    const surveys::ImportWatch watch{.progress = {},
                                     .rejected = {},
                                     .held = [&](std::chrono::microseconds held) {
                                         measured.chunk_ms.push_back(
                                             std::chrono::duration<double, std::milli>(held)
                                                 .count());
                                     }};
    const auto report =
        surveys::import_file(*store, {"bench", "bench.csv", {}, {}}, file, noon_ms, watch);
    measured.seconds = milliseconds_since(start) / 1e3;
    if (report.accepted != static_cast<std::int64_t>(papers.rows.size())) {
        throw std::runtime_error("the importer rejected rows of the benchmark");
    }
    return measured;
}

}  // namespace bench
