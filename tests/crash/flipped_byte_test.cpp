#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "surveys/questionnaires/indicator.h"
#include "surveys/shipped.h"
#include "tests/crash/disk.h"
#include "tests/crash/platter.h"
#include "tests/support/file_content.h"
#include "tests/support/stores.h"

namespace {

using tests::noon_ms;

// Every row of every table, as SQL would show it. Nothing where a table cannot be read.
std::map<std::string, std::set<std::string>> rows_of(const std::filesystem::path& file) {
    std::map<std::string, std::set<std::string>> rows;
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    SQLite::Statement tables(database, "select name from sqlite_schema where type = 'table'");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0).getString();
        SQLite::Statement all(database, "select * from " + table);
        while (all.executeStep()) {
            std::string row;
            for (int at = 0; at < all.getColumnCount(); ++at)
                row += all.getColumn(at).getString() + "\x1f";
            rows[table].insert(row);
        }
    }
    return rows;
}

// A store with something of everything in it, in one file.
void fill(tests::FilledStore& store) {
    const auto reading = surveys::read_indicator(surveys::shipped::indicator_citizens_json);
    tests::expect_none(store->add(reading.indicator.value()));
    const auto codes = store->make_codes("citizens", 20, "xz01", noon_ms);
    for (std::size_t number = 0; number < 60; ++number) {
        auto given = tests::graded(engine::grades.at(number % 5), "key-" + std::to_string(number));
        if (number % 3 == 0) given.answers["comment"] = surveys::FreeText{"窗口很快，谢谢"};
        if (number % 4 == 0) given.answers["contact"] = surveys::Contact{"13800000000"};
        if (number % 6 == 0) given.code = codes.at(number / 6);
        if (number % 2 == 0) given.unit = "xz01";
        store.take(given, noon_ms - static_cast<std::int64_t>(number) * tests::day_ms);
    }
    const auto batch =
        store->begin_import("citizens", "forms.csv", std::string(64, 'a'), "{}", 1, noon_ms);
    surveys::ImportedRow row;
    row.row = 1;
    row.submission = tests::graded(engine::Grade::satisfied);
    row.submission.channel = surveys::Channel::paper;
    row.received_ms = noon_ms;
    store->import_rows(batch.number, {&row, 1}, 1);
    for (int number = 0; number < 20; ++number)
        store->audit().append({.at_ms = noon_ms, .who = "li", .act = "look", .object = "citizens"});
    auto& book = store->accounts();
    book.save(surveys::Account{.name = "li", .password_hash = "$argon2id$"});
    book.save(surveys::Session{.hash = {1}, .account = "li", .started_ms = 1, .seen_ms = 2});
}

// Whose rows no hash guards, as docs/reliability.md says: no figure depends on them.
const std::vector<std::string> without_hash{"account", "session", "token"};

enum class Notice { at_opening, by_verify, none };

Notice notice_of(const std::filesystem::path& file) {
    try {
        const auto store = surveys::open_store(file, surveys::Access::write);
        return store->verify().disagreements.empty() ? Notice::none : Notice::by_verify;
    } catch (const std::exception&) {
        return Notice::at_opening;
    }
}

// FLIPPED_BYTES of them, always the same ones.
TEST(FlippedByte, is_noticed_wherever_it_is_counted) {
    const char* const words = std::getenv("FLIPPED_BYTES");
    const long flips = words == nullptr ? 150 : std::stol(words);
    const tests::Disk quick;
    tests::FilledStore store;
    fill(store);
    store.shut();
    const std::string whole = tests::content(store.file());
    const auto rows = rows_of(store.file());
    const tests::TemporaryFolder folder;
    auto key = store.file();
    std::filesystem::copy(key.replace_extension(".key"), folder / "manyidu.key");
    const auto file = folder / "manyidu.db";

    tests::Chance chance(1);
    std::map<Notice, int> noticed;
    std::set<std::string> missed;
    for (long flip = 0; flip < flips; ++flip) {
        std::string flipped = whole;
        const std::size_t offset = chance() % whole.size();
        flipped.at(offset) = static_cast<char>(flipped.at(offset) ^ (1 << chance() % 8));
        std::ofstream(file, std::ios::binary) << flipped;
        const Notice notice = notice_of(file);
        ++noticed[notice];
        for (const char* tail : {"-wal", "-shm"})
            std::filesystem::remove(file.string() + tail);
        if (notice != Notice::none) continue;
        std::ofstream(file, std::ios::binary) << flipped;
        try {
            for (const auto& [table, found] : rows_of(file))
                if (rows.at(table) != found) missed.insert(table);
        } catch (const SQLite::Exception& failure) {
            missed.insert("byte " + std::to_string(offset) + ": " + failure.what());
        }
    }
    for (const std::string& known : without_hash) missed.erase(known);
    EXPECT_THAT(missed, testing::IsEmpty()) << "tables whose rows changed and nobody noticed";
    std::printf("result: %ld bits of %zu bytes: %d refused at opening, %d found by verify, %d "
                "change nothing that is counted\n",
                flips, whole.size(), noticed[Notice::at_opening], noticed[Notice::by_verify],
                noticed[Notice::none]);
}

}  // namespace
