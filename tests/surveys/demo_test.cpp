#include "surveys/demo/demo.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "surveys/calendar.h"
#include "surveys/library.h"
#include "tests/support/stores.h"

namespace {

using tests::noon_ms;

class Demo : public testing::Test {
protected:
    std::filesystem::path file() const { return folder_ / "demo.db"; }
    std::unique_ptr<surveys::Store> open(surveys::Access access = surveys::Access::write) const {
        return surveys::open_store(file(), access);
    }

private:
    tests::TemporaryFolder folder_;
};

TEST_F(Demo, is_a_store_marked_for_ever) {
    EXPECT_FALSE(open()->is_demo());
    open()->become_demo();
    EXPECT_TRUE(open()->is_demo());
    EXPECT_TRUE(open(surveys::Access::read)->is_demo());
    const auto store = open();
    surveys::install_library(*store, noon_ms);
    EXPECT_TRUE(store->is_demo());
}

TEST_F(Demo, never_comes_of_a_store_in_which_something_is_asked) {
    const auto store = open();
    surveys::install_library(*store, noon_ms);
    EXPECT_THROW(store->become_demo(), std::logic_error);
    EXPECT_THROW(surveys::fill_demo(*store, noon_ms), std::logic_error);
    EXPECT_FALSE(store->is_demo());
    EXPECT_FALSE(open(surveys::Access::read)->is_demo());
}

TEST_F(Demo, ends_the_day_before_and_agrees_with_its_recount) {
    const auto store = open();
    surveys::fill_demo(*store, noon_ms);
    EXPECT_TRUE(store->is_demo());
    std::int64_t first = noon_ms;
    std::int64_t last = 0;
    store->each_response("citizens", [&](const surveys::StoredResponse& row) {
        first = std::min(first, row.received_ms);
        last = std::max(last, row.received_ms);
        return true;
    });
    EXPECT_EQ(surveys::day_of(last), surveys::day_of(noon_ms) - 1);
    EXPECT_LT(first, noon_ms - 365 * tests::day_ms) << "of last year, too";
    const auto found = store->verify();
    EXPECT_TRUE(found.disagreements.empty());
    EXPECT_GT(found.responses, 6000);
}

TEST_F(Demo, has_codes_that_are_used_and_unused_and_a_batch_undone) {
    const auto store = open();
    surveys::fill_demo(*store, noon_ms);
    for (const auto& batch : store->code_batches("enterprises")) {
        EXPECT_GT(batch.used, 250);
        EXPECT_LT(batch.used, batch.made);
    }
    int undone = 0;
    for (const auto& batch : store->batches())
        if (batch.state == surveys::Batch::State::undone) ++undone;
    EXPECT_EQ(undone, 1);
    for (const char* run : {"hotline-staff-2025", "hotline-staff-2026", "office-staff-2026"})
        EXPECT_EQ(store->survey(run).value().state, surveys::SurveyState::closed) << run;
}

}  // namespace
