#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "surveys/store/key_file.h"
#include "surveys/store/restore.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Access;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tests::graded;
using tests::noon_ms;

class Restore : public testing::Test {
protected:
    tests::FilledStore old_{"coded"};
    tests::TemporaryFolder folder_;
    std::filesystem::path backup_ = folder_ / "copy.db";
    std::filesystem::path store_ = folder_ / "data/manyidu.db";
    std::vector<std::string> codes_;
    surveys::Outcome first_;

    void SetUp() override {
        codes_ = old_->make_codes("citizens", 3, "", noon_ms);
        first_ = old_.take(coded(0, "k0"));
        old_->accounts().save(surveys::Account{.name = "li", .password_hash = "$argon2id$"});
        old_->accounts().save(surveys::Session{.hash = {1}, .account = "li"});
        ASSERT_THAT(old_->back_up(backup_).problems, IsEmpty());
        std::filesystem::create_directory(folder_ / "data");
    }
    surveys::Submission coded(std::size_t code, const char* key) {
        auto given = graded(Grade::satisfied, key);
        given.code = codes_.at(code);
        return given;
    }
    std::filesystem::path old_key() const { return surveys::key_file_of(old_.file()); }
    surveys::RestoreOrder order() const {
        return {.backup = backup_,
                .store = store_,
                .key = old_key(),
                .who = "owner",
                .now_ms = noon_ms};
    }
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(store_.parent_path()))
            names.push_back(entry.path().filename());
        return names;
    }
};

TEST_F(Restore, brings_back_every_answer_and_goes_on_from_there) {
    const auto restored = surveys::restore(order());
    EXPECT_THAT(restored.problems, IsEmpty());
    EXPECT_THAT(restored.verification.disagreements, IsEmpty());
    EXPECT_FALSE(restored.aside);
    EXPECT_THAT(names(), testing::UnorderedElementsAre("manyidu.db", "manyidu.key"));
    const auto store = surveys::open_store(store_, Access::write);
    const auto take = [&](const surveys::Submission& submission) {
        return store->take("citizens", {&submission, 1}, noon_ms + 1000).at(0);
    };
    const auto again = take(coded(0, "k0"));
    EXPECT_EQ(again.kind, surveys::Outcome::Kind::repeated);
    EXPECT_EQ(again.id, first_.id);
    EXPECT_EQ(again.received_ms, first_.received_ms);
    EXPECT_EQ(take(coded(0, "k1")).kind, surveys::Outcome::Kind::code_refused);
    EXPECT_EQ(take(coded(1, "k2")).kind, surveys::Outcome::Kind::stored);
    EXPECT_THAT(store->verify().disagreements, IsEmpty());
    EXPECT_FALSE(store->accounts().session({1})) << "everybody logs in again";
    const auto last = store->audit().entries({.entries_max = 1}).at(0);
    EXPECT_EQ(last.who + " " + last.act + " " + last.object, "owner store.restore copy.db");
}

TEST_F(Restore, keeps_the_store_that_was_there_aside_with_its_key) {
    {
        const auto there = surveys::open_store(store_, Access::write);
        there->add(std::vector<surveys::Unit>{{"only-there", "x", "", ""}});
    }
    const auto refused = surveys::restore(order());
    ASSERT_THAT(refused.problems, SizeIs(1));
    EXPECT_THAT(refused.problems.at(0).words.en, HasSubstr("--replace"));

    auto replacing = order();
    replacing.replace = true;
    const auto restored = surveys::restore(replacing);
    EXPECT_THAT(restored.problems, IsEmpty());
    ASSERT_TRUE(restored.aside);
    EXPECT_EQ(restored.aside->filename(), "manyidu.before-20261123-120000.db");
    EXPECT_EQ(surveys::open_store(*restored.aside, Access::write)->units().size(), 1U);
    EXPECT_EQ(surveys::open_store(store_, Access::write)->verify().responses, 1);
}

TEST_F(Restore, with_another_stores_key_is_refused_and_changes_nothing) {
    surveys::make_key_file(folder_ / "other.key");
    auto wrong = order();
    wrong.key = folder_ / "other.key";
    const auto refused = surveys::restore(wrong);
    ASSERT_THAT(refused.problems, SizeIs(1));
    EXPECT_THAT(refused.problems.at(0).words.en, HasSubstr("does not open the backup"));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Restore, without_a_key_says_where_it_belongs) {
    auto keyless = order();
    keyless.key.reset();
    const auto refused = surveys::restore(keyless);
    ASSERT_THAT(refused.problems, SizeIs(1));
    EXPECT_EQ(refused.problems.at(0).place, (folder_ / "data/manyidu.key").string());
    std::filesystem::copy(old_key(), folder_ / "data/manyidu.key");
    EXPECT_THAT(surveys::restore(keyless).problems, IsEmpty());
}

TEST_F(Restore, refuses_what_does_not_verify) {
    SQLite::Database(backup_.string(), SQLite::OPEN_READWRITE)
        .exec("update response set received_ms = received_ms + 1");
    EXPECT_THAT(surveys::restore(order()).verification.disagreements,
                Contains(HasSubstr("does not match its journal link")));
    EXPECT_THAT(names(), IsEmpty());
    std::ofstream(backup_, std::ios::trunc) << "not a database at all, but long enough to look at";
    EXPECT_THAT(surveys::restore(order()).verification.disagreements,
                Contains(HasSubstr("not a database")));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Restore, refuses_the_file_of_a_store_in_use) {
    auto live = order();
    live.backup = old_.file();
    ASSERT_TRUE(std::filesystem::exists(old_.file().string() + "-wal"));
    EXPECT_THAT(surveys::restore(live).problems.at(0).words.en, HasSubstr("in use"));
}

TEST_F(Restore, of_a_newer_programs_backup_is_refused_with_clear_words) {
    SQLite::Database(backup_.string(), SQLite::OPEN_READWRITE).exec("pragma user_version = 1000");
    EXPECT_THAT([&] { (void)surveys::restore(order()); },
                testing::ThrowsMessage<std::runtime_error>(HasSubstr("newer program")));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Restore, that_was_cut_off_is_run_again_before_anybody_opens_the_store) {
    std::filesystem::create_directory(surveys::restore_folder_of(store_));
    std::ofstream(store_.string() + "-wal") << "the log of a store that was there";
    for (const auto access : {Access::read, Access::write})
        EXPECT_THAT([&] { (void)surveys::open_store(store_, access); },
                    testing::ThrowsMessage<std::runtime_error>(HasSubstr("run it again")));
    EXPECT_THAT(surveys::restore(order()).problems, IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(store_.string() + "-wal")) << "it is not played back";
    EXPECT_EQ(surveys::open_store(store_, Access::write)->verify().responses, 1);
}

TEST(StoreKey, of_another_store_opens_nothing) {
    tests::FilledStore store;
    store.shut();
    const auto key = surveys::key_file_of(store.file());
    std::filesystem::remove(key);
    surveys::make_key_file(key);
    for (const auto access : {Access::read, Access::write})
        EXPECT_THROW((void)surveys::open_store(store.file(), access), surveys::WrongKey);
}

}  // namespace
