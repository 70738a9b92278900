#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "surveys/migrations.h"
#include "surveys/questionnaires/indicator.h"
#include "surveys/shipped.h"
#include "tests/support/file_content.h"
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

// Something of everything a release could keep.
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
    store->audit().append({.at_ms = noon_ms, .who = "li", .act = "login", .object = ""});
}

// A store as an earlier release left it: the schema from its migrations alone, and every row of
// `filled` that it had a table for.
Counts write_release(std::size_t version, const std::filesystem::path& file,
                     const std::filesystem::path& filled) {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (std::size_t step = 0; step < version; ++step)
        old.exec(std::string(surveys::migrations::all.at(step).text));
    old.exec("pragma user_version = " + std::to_string(version));
    old.exec("attach '" + filled.string() + "' as filled");
    for (const auto& [table, count] : rows_of(old)) {
        old.exec("delete from main." + table);
        old.exec("insert into main." + table + " select * from filled." + table);
    }
    return rows_of(old);
}

class EveryRelease : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryRelease, opens_without_a_loss_and_with_all_it_lacked) {
    tests::FilledStore filled;
    fill(filled);
    const auto whole = filled->verify();
    filled.shut();
    const tests::TemporaryFolder folder;
    const auto file = folder / "manyidu.db";
    auto key = filled.file();
    std::filesystem::copy(key.replace_extension(".key"), folder / "manyidu.key");
    const Counts before = write_release(GetParam(), file, filled.file());
    ASSERT_THAT(before, Each(Pair(testing::_, testing::Ge(1)))) << "every table has a row";

    EXPECT_THAT([&] { (void)surveys::open_store(file, surveys::Access::read); },
                testing::ThrowsMessage<std::runtime_error>(HasSubstr("older than this program")));
    {
        const auto store = surveys::open_store(file, surveys::Access::write);
        const auto verification = store->verify();
        EXPECT_THAT(verification.disagreements, IsEmpty());
        EXPECT_EQ(verification.responses, whole.responses);
        EXPECT_EQ(verification.cells, whole.cells);
        EXPECT_EQ(verification.audit_entries, before.contains("audit") ? 1 : 0);
        EXPECT_EQ(store->comments({.survey = "citizens",
                                   .grade_question = "overall",
                                   .unit = std::nullopt,
                                   .last_day = 40'000,
                                   .before = std::nullopt})
                      .comments.size(), 1U);
        EXPECT_EQ(store->accounts().session({1})->account, "li");
        store->audit().append({.at_ms = noon_ms, .who = "li", .act = "login", .object = ""});
        EXPECT_THAT(store->verify().disagreements, IsEmpty());
    }
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    Counts after = rows_of(database);
    EXPECT_EQ(after["audit"], before.contains("audit") ? 2 : 1);
    std::erase_if(after, [&](const auto& table) { return !before.contains(table.first); });
    after.erase("audit");
    Counts expected = before;
    expected.erase("audit");
    EXPECT_EQ(after, expected);
    EXPECT_NO_THROW((void)surveys::open_store(file, surveys::Access::read));
}

INSTANTIATE_TEST_SUITE_P(Migration, EveryRelease,
                         testing::Range(1UL, surveys::migrations::all.size()));

// Its log too: what a newer program left there, this one does not understand.
TEST(Migration, of_a_newer_release_is_refused_and_touches_no_byte) {
    const tests::TemporaryFolder folder;
    const auto file = folder / "manyidu.db";
    {
        tests::FilledStore store;
        fill(store);
        SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE)
            .exec("pragma user_version = 1000");
        for (const char* name : {"manyidu.db", "manyidu.db-wal", "manyidu.key"})
            std::filesystem::copy(store.file().parent_path() / name, folder / name);
    }
    const std::string before = tests::content(file);
    const std::string log_before = tests::content(file.string() + "-wal");
    ASSERT_GT(log_before.size(), 0U);
    for (const auto access : {surveys::Access::read, surveys::Access::write})
        EXPECT_THAT([&] { (void)surveys::open_store(file, access); },
                    testing::ThrowsMessage<std::runtime_error>(HasSubstr("newer program")));
    EXPECT_EQ(tests::content(file), before);
    EXPECT_EQ(tests::content(file.string() + "-wal"), log_before);
}

TEST(Migration, of_another_programs_file_is_refused_whatever_its_number) {
    const tests::TemporaryFolder folder;
    surveys::open_store(folder / "mine.db", surveys::Access::write);
    std::filesystem::copy(folder / "mine.key", folder / "theirs.key");
    const auto file = folder / "theirs.db";
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("create table theirs (x); pragma user_version = 2");
    const std::string before = tests::content(file);
    EXPECT_THAT([&] { (void)surveys::open_store(file, surveys::Access::write); },
                testing::ThrowsMessage<std::runtime_error>(HasSubstr("is missing")));
    EXPECT_EQ(tests::content(file), before);
}

}  // namespace
