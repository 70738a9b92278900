#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/stores.h"

namespace {

using engine::Grade;
using testing::HasSubstr;
using testing::Property;
using tests::FilledStore;
using tests::noon_ms;

TEST(StoreFile, keeps_everything_over_a_restart) {
    FilledStore store;
    const auto codes = store->make_codes("citizens", 1, "xz01", noon_ms);
    const auto outcome = store.take(tests::graded(Grade::satisfied, "k"));
    const auto before = store->response("citizens", outcome.id);
    store.reopen();
    EXPECT_EQ(store->response("citizens", outcome.id)->answers, before->answers);
    EXPECT_EQ(store.tally().n(), 1);
    EXPECT_EQ(store->surveys().size(), 1U);
    EXPECT_EQ(store->units().size(), 2U);
    EXPECT_EQ(store.take(tests::graded(Grade::satisfied, "k")).kind,
              surveys::Outcome::Kind::repeated);
    auto coded = tests::graded(Grade::satisfied);
    coded.code = codes.at(0);
    EXPECT_EQ(store.take(coded).kind, surveys::Outcome::Kind::stored)
        << "the key file still opens the codes";
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(StoreFile, of_a_newer_program_is_refused_with_clear_words) {
    FilledStore store;
    store.shut();
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE)
        .exec("pragma user_version = 1000");
    for (const auto access : {surveys::Access::read, surveys::Access::write})
        EXPECT_THAT([&] { (void)surveys::open_store(store.file(), access); },
                    testing::ThrowsMessage<std::runtime_error>(HasSubstr("newer program")));
}

TEST(StoreFile, of_another_program_is_left_alone) {
    const tests::TemporaryFolder folder;
    SQLite::Database(folder / "other.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("create table theirs (x)");
    surveys::open_store(folder / "mine.db", surveys::Access::write);
    std::filesystem::copy(folder / "mine.key", folder / "other.key");
    EXPECT_THAT([&] { (void)surveys::open_store(folder / "other.db", surveys::Access::write); },
                testing::ThrowsMessage<std::runtime_error>(HasSubstr("not a store")));
}

TEST(StoreFile, has_its_secret_beside_it_for_its_owner_only) {
    FilledStore store;
    auto key = store.file();
    key.replace_extension(".key");
    struct stat facts{};
    ASSERT_EQ(::stat(key.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    EXPECT_EQ(facts.st_size, 65);
    store.shut();
    std::filesystem::remove(key);
    EXPECT_THAT([&] { (void)surveys::open_store(store.file(), surveys::Access::write); },
                testing::ThrowsMessage<std::runtime_error>(HasSubstr("manyidu.key")));
    EXPECT_FALSE(std::filesystem::exists(key)) << "no new secret for an old store";
}

TEST(StoreFile, is_made_though_the_making_of_its_secret_was_cut_off) {
    const tests::TemporaryFolder folder;
    std::ofstream(folder / "mine.key.new") << "00112233";
    (void)surveys::open_store(folder / "mine.db", surveys::Access::write);
    EXPECT_EQ(std::filesystem::file_size(folder / "mine.key"), 65U);
    EXPECT_FALSE(std::filesystem::exists(folder / "mine.key.new"));
    (void)surveys::open_store(folder / "mine.db", surveys::Access::read);
}

TEST(StoreFile, is_not_made_by_a_reader) {
    const tests::TemporaryFolder folder;
    EXPECT_THROW((void)surveys::open_store(folder / "none.db", surveys::Access::read),
                 std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
}

TEST(StoreFile, is_read_beside_its_writer_and_refuses_the_readers_writing) {
    FilledStore store;
    const auto reader = surveys::open_store(store.file(), surveys::Access::read);
    const auto outcome = store.take(tests::graded(Grade::satisfied));
    EXPECT_TRUE(reader->response("citizens", outcome.id));
    EXPECT_THROW(reader->add(std::vector<surveys::Unit>{}), std::logic_error);
    EXPECT_TRUE(store->can_store());
}

TEST(StoreLock, is_held_by_one_and_freed_with_it) {
    const tests::TemporaryFolder folder;
    const auto file = folder / "manyidu.db";
    {
        const auto lock = surveys::StoreLock::try_lock(file);
        ASSERT_TRUE(lock);
        EXPECT_FALSE(surveys::StoreLock::try_lock(file));
    }
    EXPECT_TRUE(surveys::StoreLock::try_lock(file));
}

TEST(Accounts, sessions_and_tokens_are_kept) {
    FilledStore store;
    auto& book = store->accounts();
    surveys::Account account{.name = "li", .password_hash = "$argon2id$", .created_ms = 7};
    account.role = surveys::Role::officer;
    book.save(account);
    account.failed_logins = 3;
    account.locked_until_ms = 9;
    book.save(account);
    book.save(surveys::Session{.hash = {1}, .account = "li", .started_ms = 1, .seen_ms = 2});
    book.save(surveys::Session{.hash = {2}, .account = "li", .started_ms = 3, .seen_ms = 4});
    book.save(surveys::Token{.hash = {3}, .account = "li", .created_ms = 5});
    store.reopen();
    auto& kept = store->accounts();
    ASSERT_EQ(kept.accounts().size(), 1U);
    EXPECT_EQ(kept.account("li")->failed_logins, 3);
    EXPECT_EQ(kept.account("li")->role, surveys::Role::officer);
    EXPECT_FALSE(kept.account("wang"));
    EXPECT_EQ(kept.session({1})->seen_ms, 2);
    kept.end_session({1});
    EXPECT_FALSE(kept.session({1}));
    EXPECT_TRUE(kept.session({2}));
    kept.end_sessions_of("li");
    EXPECT_FALSE(kept.session({2}));
    EXPECT_EQ(kept.token({3})->account, "li");
    EXPECT_FALSE(kept.token({4}));
}

TEST(Accounts, go_with_their_sessions_and_tokens_and_leave_the_others) {
    FilledStore store;
    auto& book = store->accounts();
    for (const char* name : {"li", "wang"}) {
        const auto first = static_cast<std::uint8_t>(name[0]);
        book.save(surveys::Account{.name = name, .password_hash = "$argon2id$"});
        book.save(surveys::Session{.hash = {first, 1}, .account = name});
        book.save(surveys::Session{.hash = {first, 2}, .account = name});
        book.save(surveys::Token{.hash = {first}, .account = name});
    }
    EXPECT_EQ(book.sessions_of("li").size(), 2U);
    EXPECT_EQ(book.sessions_of("li").at(0).account, "li");
    book.remove_account("li");
    EXPECT_FALSE(book.account("li"));
    EXPECT_TRUE(book.sessions_of("li").empty());
    EXPECT_FALSE(book.token({'l'}));
    EXPECT_TRUE(book.account("wang"));
    EXPECT_EQ(book.sessions_of("wang").size(), 2U);
    EXPECT_TRUE(book.token({'w'}));
}

}  // namespace
