#include "http/desk/accounts/accounts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/memory_account_book.h"

namespace {

using http::account_limits;
using surveys::Role;

constexpr std::int64_t noon_ms = 1'795'406'400'000;  // a fixed day in 2026
constexpr const char* good_password = "correct horse battery";

class Accounts : public testing::Test {
protected:
    std::filesystem::path file_ =
        std::filesystem::path(testing::TempDir()) / "manyidu-accounts-test-password";
    std::int64_t now_ms_ = noon_ms;
    tests::MemoryAccountBook book_;
    http::Accounts accounts_{book_, file_, [this] { return now_ms_; }};

    void SetUp() override { std::filesystem::remove(file_); }
    void add_zhang() { ASSERT_TRUE(accounts_.add("zhang", good_password, Role::officer).empty()); }
};

TEST_F(Accounts, make_one_administrator_and_no_second) {
    const auto password = accounts_.make_first_administrator();
    ASSERT_TRUE(password);
    EXPECT_GE(password->size(), account_limits.password_characters_min);
    EXPECT_FALSE(accounts_.make_first_administrator());
    EXPECT_TRUE(accounts_.log_in("admin", *password));
}

TEST_F(Accounts, keep_no_password_and_no_secret_as_it_is) {
    add_zhang();
    EXPECT_EQ(book_.account("zhang")->password_hash.rfind("$argon2id$", 0), 0U);
    const auto secret = accounts_.log_in("zhang", good_password);
    EXPECT_EQ(secret->size(), 43U);  // 256 bits in base64url
    EXPECT_NE(*secret, accounts_.log_in("zhang", good_password));
}

TEST_F(Accounts, leave_the_first_password_to_its_owner_until_the_first_login) {
    const auto password = accounts_.make_first_administrator();
    accounts_.leave_first_password(*password);
    const auto rights = std::filesystem::status(file_).permissions();
    EXPECT_EQ(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::string line;
    std::getline(std::ifstream(file_), line);
    EXPECT_EQ(line, *password);
    EXPECT_TRUE(accounts_.log_in("admin", *password));
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(Accounts, lock_after_five_wrong_passwords_for_a_quarter_of_an_hour) {
    add_zhang();
    for (int i = 0; i < account_limits.failed_logins_max; ++i)
        EXPECT_FALSE(accounts_.log_in("zhang", "wrong wrong wrong"));
    EXPECT_FALSE(accounts_.log_in("zhang", good_password));
    now_ms_ += account_limits.lock_ms + 1;
    EXPECT_TRUE(accounts_.log_in("zhang", good_password));
}

TEST_F(Accounts, end_a_session_that_idles_or_grows_old) {
    add_zhang();
    const auto idle = accounts_.log_in("zhang", good_password);
    now_ms_ += account_limits.idle_ms + 1;
    EXPECT_FALSE(accounts_.by_session(*idle));

    const auto busy = accounts_.log_in("zhang", good_password);
    const std::int64_t started_ms = now_ms_;
    while (now_ms_ - started_ms <= account_limits.session_ms) {
        EXPECT_TRUE(accounts_.by_session(*busy));
        now_ms_ += account_limits.idle_ms - 1;
    }
    EXPECT_FALSE(accounts_.by_session(*busy));
}

TEST_F(Accounts, end_every_session_when_the_password_changes) {
    add_zhang();
    const auto secret = accounts_.log_in("zhang", good_password);
    EXPECT_TRUE(accounts_.change_password("zhang", "another good password").empty());
    EXPECT_FALSE(accounts_.by_session(*secret));
    EXPECT_FALSE(accounts_.log_in("zhang", good_password));
}

TEST_F(Accounts, know_who_brings_a_token) {
    add_zhang();
    const auto token = accounts_.make_token("zhang");
    const auto visitor = accounts_.by_token(*token);
    ASSERT_TRUE(visitor);
    EXPECT_EQ(visitor->name, "zhang");
    EXPECT_EQ(visitor->role, Role::officer);
    EXPECT_FALSE(visitor->by_cookie);
    EXPECT_FALSE(accounts_.by_token("not a token"));
    EXPECT_FALSE(accounts_.make_token("nobody"));
}

TEST_F(Accounts, name_every_problem_of_a_new_account) {
    const auto problems = accounts_.add("Zhang San", "short", Role::viewer);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].place, "name");
    EXPECT_EQ(problems[1].place, "password");
    EXPECT_TRUE(book_.accounts().empty());
}

}  // namespace
