#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "tests/support/file_size_limit.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Access;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::FilledStore;
using tests::graded;

std::string words_of(const surveys::Backup& backup) {
    return backup.problems.empty() ? std::string() : backup.problems.at(0).words.en;
}

// A backup opened where it lies, with no key beside it.
std::unique_ptr<surveys::Store> opened(const std::filesystem::path& file) {
    return surveys::open_store(file, Access::read);
}

TEST(Backup, is_one_private_file_that_verifies_and_holds_every_answer) {
    FilledStore store;
    for (int i = 0; i < 300; ++i) store.take(graded(Grade::satisfied));
    const tests::TemporaryFolder folder;
    const auto file = folder / "copy.db";
    const auto backup = store->back_up(file);
    EXPECT_THAT(backup.problems, IsEmpty());
    EXPECT_THAT(backup.verification.disagreements, IsEmpty());
    EXPECT_EQ(backup.verification.responses, 300);
    EXPECT_EQ(backup.file, file);
    EXPECT_EQ(backup.bytes, static_cast<std::int64_t>(std::filesystem::file_size(file)));
    struct stat facts{};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
        names.push_back(entry.path().filename());
    EXPECT_THAT(names, ElementsAre("copy.db")) << "no key, no log, nothing unfinished";
    EXPECT_THAT(opened(file)->verify().disagreements, IsEmpty());
}

TEST(Backup, holds_no_byte_of_the_key) {
    FilledStore store;
    store.take(graded(Grade::satisfied));
    const tests::TemporaryFolder folder;
    ASSERT_THAT(store->back_up(folder / "copy.db").problems, IsEmpty());
    auto key_file = store.file();
    std::string key;
    std::ifstream(key_file.replace_extension(".key")) >> key;
    ASSERT_EQ(key.size(), 64U);
    std::string raw;
    for (std::size_t at = 0; at < key.size(); at += 2)
        raw += static_cast<char>(std::stoi(key.substr(at, 2), nullptr, 16));
    std::ifstream stream(folder / "copy.db", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    EXPECT_EQ(bytes.find(key), std::string::npos);
    EXPECT_EQ(bytes.find(raw), std::string::npos);
}

TEST(Backup, beside_the_intake_holds_what_was_acknowledged_before_it_began) {
    FilledStore store;
    for (int i = 0; i < 5000; ++i) store.take(graded(Grade::satisfied));
    std::atomic<bool> stopping = false;
    std::atomic<int> taken = 5000;
    std::jthread intake([&] {
        while (!stopping) {
            store.take(graded(Grade::dissatisfied));
            ++taken;
        }
    });
    const tests::TemporaryFolder folder;
    for (int round = 0; round < 5; ++round) {
        const int before = taken;
        const auto file = folder / ("copy" + std::to_string(round) + ".db");
        const auto backup = store->back_up(file);
        const int after = taken + 1;  // one may be on its way
        EXPECT_THAT(backup.verification.disagreements, IsEmpty());
        EXPECT_GE(backup.verification.responses, before);
        EXPECT_LE(backup.verification.responses, after);
    }
    stopping = true;
    intake.join();
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
    EXPECT_EQ(store.tally().n(), taken);
}

TEST(Backup, replaces_nothing_and_says_what_is_wrong_with_its_name) {
    FilledStore store;
    const tests::TemporaryFolder folder;
    std::ofstream(folder / "there.db") << "mine";
    EXPECT_THAT(words_of(store->back_up(folder / "there.db")), HasSubstr("exists already"));
    EXPECT_EQ(std::filesystem::file_size(folder / "there.db"), 4U);
    EXPECT_THAT(words_of(store->back_up("copy.db")), HasSubstr("absolute"));
    EXPECT_THAT(words_of(store->back_up(folder / "none/copy.db")), HasSubstr("no such folder"));
    EXPECT_THAT(words_of(store->back_up(store.file().string() + "-wal2")), HasSubstr("keeps"));
    EXPECT_THAT(words_of(store->back_up(store.file())), HasSubstr("exists already"));
}

TEST(Backup, of_a_store_that_disagrees_is_kept_under_a_name_that_says_so) {
    FilledStore store;
    store.take(graded(Grade::satisfied));
    store.shut();
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE)
        .exec("update tally set satisfied = satisfied + 1");
    store.reopen();
    const tests::TemporaryFolder folder;
    const auto backup = store->back_up(folder / "copy.db");
    EXPECT_THAT(backup.verification.disagreements, Each(HasSubstr("tally says")));
    EXPECT_FALSE(std::filesystem::exists(folder / "copy.db"));
    EXPECT_TRUE(std::filesystem::exists(folder / "copy.db.unverified"));
}

TEST(Backup, to_a_disk_that_fails_leaves_nothing_and_does_the_intake_no_harm) {
    FilledStore store;
    for (int i = 0; i < 3000; ++i) store.take(graded(Grade::satisfied));
    store.reopen();  // its log goes into its file
    const tests::TemporaryFolder folder;
    {
        const tests::FileSizeLimit limit(std::filesystem::file_size(store.file()) / 2);
        EXPECT_THROW((void)store->back_up(folder / "copy.db"), std::runtime_error);
    }
    EXPECT_TRUE(std::filesystem::is_empty((folder / "copy.db").parent_path()));
    EXPECT_TRUE(store->can_store());
    store.take(graded(Grade::satisfied));
    EXPECT_EQ(store.tally().n(), 3001);
    EXPECT_THAT(store->back_up(folder / "copy.db").verification.disagreements, IsEmpty());
}

}  // namespace
