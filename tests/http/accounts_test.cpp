#include "http/desk/accounts/accounts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "http/desk/accounts/password_rules.h"
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

TEST_F(Accounts, say_what_came_of_a_login) {
    using Kind = http::Accounts::Login::Kind;
    add_zhang();
    EXPECT_EQ(accounts_.try_login("li", good_password).kind, Kind::unknown);
    for (int i = 1; i < account_limits.failed_logins_max; ++i)
        EXPECT_EQ(accounts_.try_login("zhang", "wrong").kind, Kind::wrong);
    EXPECT_EQ(accounts_.try_login("zhang", "wrong").kind, Kind::locked);
    EXPECT_EQ(accounts_.try_login("zhang", good_password).kind, Kind::locked);
    EXPECT_TRUE(accounts_.unlock("zhang").empty());
    EXPECT_EQ(accounts_.try_login("zhang", good_password).kind, Kind::welcome);
}

TEST_F(Accounts, let_nobody_in_whose_password_changed_while_it_was_checked) {
    add_zhang();
    book_.after_next_account = [&] {
        EXPECT_TRUE(accounts_.change_password("zhang", "another good one 7").empty());
    };
    EXPECT_FALSE(accounts_.log_in("zhang", good_password));
    EXPECT_FALSE(accounts_.log_in("zhang", good_password)) << "the old password did not come back";
    EXPECT_TRUE(accounts_.log_in("zhang", "another good one 7"));
}

TEST_F(Accounts, bring_no_session_back_that_ended_while_it_was_looked_at) {
    add_zhang();
    const auto secret = accounts_.log_in("zhang", good_password);
    now_ms_ += account_limits.idle_ms / 2;  // the next visit is written down
    book_.after_next_account = [&] { accounts_.log_out(*secret); };
    EXPECT_FALSE(accounts_.by_session(*secret));
    EXPECT_FALSE(accounts_.by_session(*secret));
    EXPECT_EQ(accounts_.live_sessions_of("zhang"), 0U);
}

TEST_F(Accounts, sweep_out_old_sessions_at_the_next_login) {
    add_zhang();
    EXPECT_TRUE(accounts_.log_in("zhang", good_password));
    now_ms_ += account_limits.idle_ms + 1;
    EXPECT_EQ(accounts_.live_sessions_of("zhang"), 0U);
    EXPECT_TRUE(accounts_.log_in("zhang", good_password));
    EXPECT_EQ(accounts_.live_sessions_of("zhang"), 1U);
    EXPECT_EQ(book_.sessions_of("zhang").size(), 1U);
}

TEST_F(Accounts, change_their_own_password_with_the_present_one_and_go_on_under_a_new_secret) {
    add_zhang();
    const auto here = accounts_.log_in("zhang", good_password);
    const auto elsewhere = accounts_.log_in("zhang", good_password);
    const auto wrong = accounts_.change_own_password("zhang", "wrong", "another good one 7");
    ASSERT_EQ(wrong.problems.size(), 1U);
    EXPECT_EQ(wrong.problems[0].place, "present");
    EXPECT_TRUE(accounts_.by_session(*here)) << "nothing happened";

    const auto change =
        accounts_.change_own_password("zhang", good_password, "another good one 7");
    EXPECT_TRUE(change.problems.empty());
    EXPECT_FALSE(accounts_.by_session(*here));
    EXPECT_FALSE(accounts_.by_session(*elsewhere));
    EXPECT_TRUE(accounts_.by_session(change.session_secret));
    EXPECT_TRUE(accounts_.log_in("zhang", "another good one 7"));
}

TEST_F(Accounts, lock_whoever_guesses_the_present_password_in_an_open_session) {
    add_zhang();
    for (int i = 0; i < account_limits.failed_logins_max; ++i)
        EXPECT_FALSE(
            accounts_.change_own_password("zhang", "wrong", "another good one 7").problems.empty());
    EXPECT_FALSE(accounts_.change_own_password("zhang", good_password, "another good one 7")
                     .problems.empty());
    EXPECT_FALSE(accounts_.log_in("zhang", good_password));
}

TEST_F(Accounts, keep_one_administrator) {
    add_zhang();
    ASSERT_TRUE(accounts_.add("chief", good_password, Role::administrator).empty());
    EXPECT_FALSE(accounts_.remove("chief").empty());
    EXPECT_FALSE(accounts_.change_role("chief", Role::viewer).empty());
    EXPECT_TRUE(accounts_.change_role("chief", Role::administrator).empty());
    EXPECT_TRUE(accounts_.change_role("zhang", Role::administrator).empty());
    EXPECT_TRUE(accounts_.change_role("chief", Role::viewer).empty());
    EXPECT_FALSE(accounts_.remove("zhang").empty());
    EXPECT_TRUE(accounts_.remove("chief").empty());
    for (const auto& problems :
         {accounts_.remove("chief"), accounts_.change_role("chief", Role::viewer),
          accounts_.unlock("chief"), accounts_.change_password("chief", "another good one 7")})
        EXPECT_EQ(problems.at(0).words.en, "There is no such user");
}

TEST_F(Accounts, end_sessions_and_tokens_of_whoever_is_removed) {
    add_zhang();
    ASSERT_TRUE(accounts_.add("chief", good_password, Role::administrator).empty());
    const auto secret = accounts_.log_in("zhang", good_password);
    const auto token = accounts_.make_token("zhang");
    EXPECT_TRUE(accounts_.remove("zhang").empty());
    ASSERT_TRUE(accounts_.add("zhang", good_password, Role::viewer).empty());
    EXPECT_FALSE(accounts_.by_session(*secret)) << "a new account of the same name is another";
    EXPECT_FALSE(accounts_.by_token(*token));
}

TEST_F(Accounts, give_nobody_a_name_that_the_audit_log_uses) {
    for (const char* name : {"owner", "unknown"})
        EXPECT_EQ(accounts_.add(name, good_password, Role::viewer).at(0).place, "name");
}

TEST_F(Accounts, refuse_passwords_that_are_guessed_first) {
    for (const char* password :
         {"zhang-zhang-zhang", "Zhang2026!!!", "weixian123456", "WeiXian@2026!!",
          "xingzhengshenpiju", "manyidu-manyidu", "password1234", "Administrator1",
          "aaaaaaaaaaaa", "121212121212", "123456789012", "2026-11-24 12:00", "qwertyuiop123",
          "1qaz2wsx1qaz2wsx", "            ", "mimamima8888", "eleven char"}) {
        const auto problems = accounts_.add("zhang", password, Role::viewer);
        ASSERT_EQ(problems.size(), 1U) << password;
        EXPECT_EQ(problems[0].place, "password") << password;
    }
    for (const char* password : {"correct horse battery", "twelve chars", "漳河水库边的三只白鹭飞过来",
                                 "j7mkp2xq9wnd"})
        EXPECT_TRUE(http::check_password(password, "zhang").empty()) << password;
    EXPECT_FALSE(http::check_password("漳河水库边的三只白鹭", "zhang").empty()) << "ten characters";
    EXPECT_FALSE(http::check_password(std::string("correct\0horse", 13), "zhang").empty());
    EXPECT_FALSE(http::check_password("correct horse \xff", "zhang").empty());
}

TEST_F(Accounts, name_every_problem_of_a_new_account) {
    const auto problems = accounts_.add("Zhang San", "short", Role::viewer);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].place, "name");
    EXPECT_EQ(problems[1].place, "password");
    EXPECT_TRUE(book_.accounts().empty());
}

}  // namespace
