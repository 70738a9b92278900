#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "surveys/migrations.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/shipped.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using tests::noon_ms;

using Counts = std::map<std::string, std::int64_t>;

Counts rows_of(SQLite::Database& database) {
    Counts counts;
    SQLite::Statement tables(database, "select name from sqlite_schema where type = 'table'");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0).getString();
        counts[table] = database.execAndGet("select count(*) from " + table).getInt64();
    }
    return counts;
}

// Something of everything the first release could keep.
void fill(tests::FilledStore& store) {
    const auto reading = surveys::read_indicator(surveys::shipped::indicator_citizens_json);
    tests::expect_none(store->add(reading.indicator.value()));
    auto given = tests::graded(Grade::satisfied, "k");
    given.code = store->make_codes("citizens", 2, "xz01", noon_ms).at(0);
    given.answers["comment"] = surveys::FreeText{"很快"};
    store.take(given);
    const auto batch =
        store->begin_import("citizens", "forms.csv", std::string(64, 'a'), "{}", 1, noon_ms);
    surveys::ImportedRow row;
    row.row = 1;
    row.submission = tests::graded(Grade::satisfied);
    row.submission.channel = surveys::Channel::paper;
    row.received_ms = noon_ms;
    store->import_rows(batch.number, {&row, 1}, 1);
    auto& book = store->accounts();
    book.save(surveys::Account{.name = "li", .password_hash = "$argon2id$"});
    book.save(surveys::Session{.hash = {1}, .account = "li", .started_ms = 1, .seen_ms = 2});
    book.save(surveys::Token{.hash = {3}, .account = "li", .created_ms = 5});
}

// A store as the first release left it: its schema from v001 alone, and every row of `filled`.
Counts write_first_release(const std::filesystem::path& file, const std::filesystem::path& filled) {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(std::string(surveys::migrations::v001_first_schema));
    old.exec("pragma user_version = 1");
    old.exec("attach '" + filled.string() + "' as filled");
    for (const auto& [table, count] : rows_of(old))
        old.exec("insert into main." + table + " select * from filled." + table);
    return rows_of(old);
}

TEST(Migration, of_a_first_release_loses_nothing_and_adds_the_audit_log) {
    tests::FilledStore filled;
    fill(filled);
    filled.shut();
    const tests::TemporaryFolder folder;
    const auto file = folder / "manyidu.db";
    auto key = filled.file();
    std::filesystem::copy(key.replace_extension(".key"), folder / "manyidu.key");
    const Counts before = write_first_release(file, filled.file());
    ASSERT_THAT(before, Each(Pair(testing::_, testing::Ge(1)))) << "every table has a row";

    EXPECT_THAT([&] { (void)surveys::open_store(file, surveys::Access::read); },
                testing::ThrowsMessage<std::runtime_error>(HasSubstr("older than this program")));
    {
        const auto store = surveys::open_store(file, surveys::Access::write);
        const auto verification = store->verify();
        EXPECT_THAT(verification.disagreements, IsEmpty());
        EXPECT_EQ(verification.responses, 2);
        EXPECT_EQ(verification.audit_entries, 0);
        EXPECT_EQ(store->accounts().session({1})->account, "li");
        store->audit().append({.at_ms = noon_ms, .who = "li", .act = "login", .object = ""});
        EXPECT_THAT(store->verify().disagreements, IsEmpty());
    }
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    Counts after = rows_of(database);
    EXPECT_EQ(after["audit"], 1);
    std::erase_if(after, [&](const auto& table) { return !before.contains(table.first); });
    EXPECT_EQ(after, before);
    EXPECT_NO_THROW((void)surveys::open_store(file, surveys::Access::read));
}

}  // namespace
