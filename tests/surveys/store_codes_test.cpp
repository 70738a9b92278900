#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "surveys/ballots/code.h"
#include "tests/support/stores.h"

namespace {

using engine::Grade;
using surveys::Submission;
using tests::FilledStore;
using tests::graded;
using tests::noon_ms;
using Kind = surveys::Outcome::Kind;

TEST(Codes, of_a_revoked_batch_are_refused_like_used_ones) {
    FilledStore store("coded");
    const auto kept = store->make_codes("citizens", 2, "", noon_ms);
    const auto lost = store->make_codes("citizens", 3, "xz01", noon_ms + 1);
    const auto answer = [&](const std::string& code) {
        Submission given = graded(Grade::satisfied);
        given.code = code;
        return store.take(given).kind;
    };
    EXPECT_EQ(answer(lost.at(0)), Kind::stored);
    EXPECT_EQ(store->revoke_codes("citizens", 2), 2);
    EXPECT_EQ(store->revoke_codes("citizens", 2), 0) << "nothing is left to revoke";
    EXPECT_EQ(answer(lost.at(0)), Kind::code_refused) << "used";
    EXPECT_EQ(answer(lost.at(1)), Kind::code_refused) << "revoked";
    EXPECT_EQ(answer(surveys::make_code()), Kind::code_refused) << "unknown";
    EXPECT_EQ(answer(kept.at(0)), Kind::stored) << "of the other batch";
    EXPECT_EQ(store.tally().n(), 2);
    EXPECT_THAT(store->verify().disagreements, testing::IsEmpty());

    const auto batches = store->code_batches("citizens");
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches.at(0).number, 1);
    EXPECT_EQ(batches.at(0).made_ms, noon_ms);
    EXPECT_EQ(batches.at(0).revoked, 0);
    EXPECT_EQ(batches.at(1).number, 2);
    EXPECT_EQ(batches.at(1).unit, "xz01");
    EXPECT_EQ(batches.at(1).made, 3);
    EXPECT_EQ(batches.at(1).used, 1);
    EXPECT_EQ(batches.at(1).revoked, 2);
}

TEST(Codes, of_no_batch_cannot_be_revoked) {
    FilledStore store("coded");
    const auto codes = store->make_codes("citizens", 1, "", noon_ms);
    EXPECT_EQ(store->revoke_codes("citizens", 2), std::nullopt);
    EXPECT_EQ(store->revoke_codes("citizens", 0), std::nullopt);
    EXPECT_EQ(store->revoke_codes("nothing", 1), std::nullopt);
    EXPECT_EQ(store->code_batches("citizens").at(0).revoked, 0);
}

struct Done {
    std::vector<std::string> statements;
    std::int64_t steps = 0;
};

// What SQLite does: every statement to its end, with the steps of its machine.
class Work {
public:
    Work() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&Work::overhear)); }
    ~Work() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&Work::overhear)); }

    Done of(const auto& act) {
        done_ = Done{};
        act();
        return std::exchange(done_, Done{});
    }

private:
    static int overhear(sqlite3* database, char**, const void*) {
        return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, &Work::write_down, nullptr);
    }
    static int write_down(unsigned, void*, void* statement, void*) {
        auto* const one = static_cast<sqlite3_stmt*>(statement);
        done_.statements.emplace_back(sqlite3_sql(one));
        done_.steps += sqlite3_stmt_status(one, SQLITE_STMTSTATUS_VM_STEP, 1);
        return 0;
    }
    static inline Done done_;
};

// Nobody learns from the time a refusal takes whether a code exists: it is the same work.
TEST(Codes, that_cannot_be_used_cost_the_same_work) {
    Work work;
    FilledStore store("coded");
    tests::expect_none(store->add(tests::questionnaire("other", "coded")));
    const std::string used = store->make_codes("citizens", 1, "", noon_ms).at(0);
    const std::string revoked = store->make_codes("citizens", 1, "", noon_ms).at(0);
    const std::string foreign = store->make_codes("other", 1, "", noon_ms).at(0);
    static_cast<void>(store->make_codes("citizens", 10'000, "", noon_ms));
    EXPECT_EQ(store->revoke_codes("citizens", 2), 1);
    const auto answer = [&](const std::string& code) {
        Submission given = graded(Grade::satisfied);
        given.code = code;
        return store.take(given).kind;
    };
    EXPECT_EQ(answer(used), Kind::stored);
    EXPECT_EQ(answer(surveys::make_code()), Kind::code_refused);  // every statement is prepared

    const auto cost_of = [&](const std::string& code) {
        return work.of([&] { EXPECT_EQ(answer(code), Kind::code_refused); });
    };
    const Done unknown = cost_of(surveys::make_code());
    EXPECT_GE(unknown.statements.size(), 3U);
    for (const std::string& code : {used, revoked, foreign, surveys::make_code()}) {
        const Done done = cost_of(code);
        EXPECT_EQ(done.statements, unknown.statements);
        // A code that is there costs the look at its `used`: steps, not statements or pages.
        EXPECT_LE(std::abs(done.steps - unknown.steps), 10) << unknown.steps << " steps";
    }
}

}  // namespace
