#include "tests/crash/fifty_commits.h"

#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>

#include "tests/crash/disk.h"
#include "tests/support/stores.h"

namespace tests {
namespace {

using surveys::Outcome;
using surveys::Submission;

constexpr const char* survey = "citizens";
constexpr std::int64_t file_rows = 8;

constexpr const char* store_name = "manyidu.db";

// The store's one writing connection, the first that opens its file so: a checkpoint is its own to
// make, as it does by itself only after four megabytes.
sqlite3* writer_seen = nullptr;

int see_connection(sqlite3* connection, char**, const sqlite3_api_routines*) {
    const char* const file = sqlite3_db_filename(connection, "main");  // none: it is in memory
    const bool is_store =
        file != nullptr && std::filesystem::path(file).filename() == store_name;
    const bool writes = sqlite3_db_readonly(connection, "main") == 0;
    if (writer_seen == nullptr && is_store && writes) writer_seen = connection;
    return SQLITE_OK;
}

std::unique_ptr<surveys::Store> open_in(const std::filesystem::path& folder) {
    writer_seen = nullptr;
    using Entry = void (*)();
    const auto entry = reinterpret_cast<Entry>(&see_connection);
    sqlite3_auto_extension(entry);
    auto store = surveys::open_store(folder / store_name, surveys::Access::write);
    sqlite3_cancel_auto_extension(entry);
    return store;
}

engine::Grade grade_of(int number) {
    return engine::grades.at(static_cast<std::size_t>(number) % engine::grades.size());
}

Submission given(int step, int place, const std::string& comment = "") {
    Submission made = graded(grade_of(step + place),
                             "key-" + std::to_string(step) + "-" + std::to_string(place));
    if (!comment.empty()) made.answers["comment"] = surveys::FreeText{comment};
    if (place % 2 == 1) made.unit = "xz01";
    return made;
}

std::vector<surveys::ImportedRow> file_part(std::int64_t first, std::int64_t last) {
    std::vector<surveys::ImportedRow> rows;
    for (std::int64_t row = first; row <= last; ++row) {
        rows.push_back({.row = row,
                        .submission = graded(grade_of(static_cast<int>(row))),
                        .received_ms = noon_ms - row * day_ms,
                        .weight_micros = 1'500'000,
                        .stratum = "town"});
        rows.back().submission.channel = surveys::Channel::paper;
    }
    return rows;
}

}  // namespace

void FiftyCommits::prepare(const std::filesystem::path& folder) {
    const auto store = open_in(folder);
    store->add(std::vector<surveys::Unit>{
        {.code = "xz01", .name = "一镇", .parent = "", .kind = "township"}});
    expect_none(store->add(questionnaire(survey)));
    expect_none(store->open(survey, noon_ms - day_ms, std::nullopt));
}

FiftyCommits::FiftyCommits(Disk& disk, std::filesystem::path folder, Afterwards afterwards)
    : disk_(disk), folder_(std::move(folder)), afterwards_(afterwards) {}

void FiftyCommits::go(int last_step) {
    open();
    for (int number = 1; number <= last_step && !has_ended_; ++number) step(number);
    store_.reset();
}

void FiftyCommits::open() {
    try {
        store_ = open_in(folder_);
    } catch (const std::runtime_error&) {
        has_ended_ = afterwards_ == Afterwards::ends;
    }
}

// Whether it was heard of.
bool FiftyCommits::tried(const std::function<void()>& call) {
    if (!store_) open();
    if (!store_) return false;
    try {
        call();
        return true;
    } catch (const std::runtime_error&) {
        end_program();
        return false;
    }
}

void FiftyCommits::end_program() {
    has_ended_ = afterwards_ == Afterwards::ends;
    if (has_ended_) return;
    if (afterwards_ == Afterwards::is_killed) {
        const auto next = folder_ / "next" / "";
        std::filesystem::create_directory(next);
        disk_.move(folder_, next);
        folder_ = next;
    }
    store_.reset();
}

void FiftyCommits::step(int number) {
    switch (number % 10) {
        case 1: return answer({given(number, 0)});
        case 2:
            return answer({given(number, 0, "窗口很快"), given(number, 1), given(number, 2),
                           given(number, 3, std::string(900, 'x')), given(number, 4)});
        case 3: {
            if (ledger_.codes.empty()) return answer({given(number, 0)});
            Submission coded = given(number, 0);
            coded.code = ledger_.codes.back();
            ledger_.codes.pop_back();
            return answer({coded});
        }
        case 4: return import(number);
        case 5: {  // a replay, and another answer under the same key: nothing new
            if (ledger_.acknowledged.empty()) return;
            std::vector<Submission> again{ledger_.acknowledged.back().given};
            tried([&] { static_cast<void>(store_->take(survey, again, noon_ms + number)); });
            return;
        }
        case 6: {
            Submission called = given(number, 0, "请回电");
            called.answers["contact"] = surveys::Contact{"13800000000"};
            return answer({called});
        }
        case 7: {
            if (ledger_.acknowledged.empty()) return;
            const surveys::ResponseId first = ledger_.acknowledged.back().outcome.id;
            if (!with_second_page_.insert(first).second) return;
            Submission second = submission({{"speed", grade_of(number)}});
            second.supplements = first;
            return answer({second});
        }
        case 8: return number > 10 ? undo() : audit();
        case 9: return make_codes();
        default:
            if (number % 20 != 0) return check_point();
            store_.reset();
            return open();
    }
}

void FiftyCommits::answer(std::vector<Submission> batch) {
    std::vector<Outcome> outcomes;
    const std::int64_t now_ms = noon_ms + std::ssize(ledger_.acknowledged);
    if (!store_) open();
    if (!store_) return;  // nobody was asked
    if (!tried([&] { outcomes = store_->take(survey, batch, now_ms); })) {
        ledger_.doubtful.push_back(std::move(batch));
        return;
    }
    for (std::size_t at = 0; at < batch.size(); ++at) {
        if (outcomes.at(at).kind != Outcome::Kind::stored)
            throw std::logic_error("a first answer was not stored");
        ledger_.acknowledged.push_back({std::move(batch.at(at)), outcomes.at(at)});
    }
}

void FiftyCommits::import(int number) {
    const std::string sha256(64, static_cast<char>('a' + number / 10));
    surveys::Batch batch;
    if (!tried([&] {
            batch = store_->begin_import(survey, "forms.csv", sha256, "{}", file_rows, noon_ms);
        }))
        return;
    ledger_.imports.push_back({.batch = batch.number});
    ImportPromise& promise = ledger_.imports.back();
    for (const std::int64_t last : {file_rows / 2, file_rows}) {
        promise.rows_doubted = last;
        const auto rows = file_part(promise.rows_seen + 1, last);
        if (!tried([&] { store_->import_rows(batch.number, rows, last); })) return;
        promise.rows_seen = last;
    }
    tried([&] { store_->finish_import(batch.number); });
}

void FiftyCommits::undo() {
    if (ledger_.imports.empty() || ledger_.imports.back().may_be_undone) return;
    ImportPromise& promise = ledger_.imports.back();
    promise.may_be_undone = true;
    promise.is_undone = tried(
        [&] { expect_none(store_->undo_import(promise.batch, "scanned twice", noon_ms)); });
}

void FiftyCommits::audit() {
    const bool heard = tried([&] {
        store_->audit().append({.at_ms = noon_ms, .who = "li", .act = "codes.make", .object = ""});
    });
    ++(heard ? ledger_.audited : ledger_.audits_doubted);
}

void FiftyCommits::make_codes() {
    std::vector<std::string> made;
    if (tried([&] { made = store_->make_codes(survey, 3, "xz01", noon_ms); }))
        ledger_.codes.insert(ledger_.codes.end(), made.begin(), made.end());
    audit();
}

void FiftyCommits::check_point() {
    if (store_) sqlite3_wal_checkpoint_v2(writer_seen, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                          nullptr);
}

}  // namespace tests
