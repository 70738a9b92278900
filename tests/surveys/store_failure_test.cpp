#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/file_size_limit.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using tests::FileSizeLimit;
using tests::FilledStore;

TEST(FailingDisk, keeps_nothing_of_the_call_and_everything_before_it) {
    FilledStore store;
    for (int i = 0; i < 20; ++i) store.take(tests::graded(Grade::satisfied));
    {
        const FileSizeLimit limit(std::filesystem::file_size(store.file().string() + "-wal"));
        EXPECT_THROW(store.take(tests::graded(Grade::satisfied, "k")), std::runtime_error);
        EXPECT_EQ(store.tally().n(), 20) << "reads go on";
    }
    EXPECT_FALSE(store->can_store());
    EXPECT_THROW(store.take(tests::graded(Grade::satisfied, "k")), std::runtime_error)
        << "after a failed write nobody knows what the disk holds";
    store.reopen();
    EXPECT_TRUE(store->can_store());
    EXPECT_EQ(store.take(tests::graded(Grade::satisfied, "k")).kind,
              surveys::Outcome::Kind::stored);
    EXPECT_EQ(store.tally().n(), 21);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());
}

TEST(FailingDisk, leaves_no_burned_code_behind_a_broken_rule) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 1, "", tests::noon_ms);
    auto coded = tests::graded(Grade::satisfied);
    coded.code = codes.at(0);
    const std::vector batch{coded, tests::graded(Grade::satisfied)};  // the second has no code
    EXPECT_THROW((void)store->take("citizens", batch, tests::noon_ms), std::logic_error);
    EXPECT_EQ(store.tally().n(), 0);
    EXPECT_EQ(store.take(coded).kind, surveys::Outcome::Kind::stored);
}

}  // namespace
