#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <SQLiteCpp/Database.h>

#include "tests/http/desk_visitor.h"

namespace {

using surveys::Role;
using testing::HasSubstr;
using testing::Not;

class DeskAccountPages : public testing::Test {
protected:
    tests::DeskRoom desk_;
    std::string chief_;

    void SetUp() override {
        desk_.add("zhang", Role::officer);
        desk_.add("chief", Role::administrator);
        chief_ = desk_.logged_in("chief");
    }
    tests::Heard get(const std::string& path) {
        return desk_.get(path, tests::session_of(chief_));
    }
    tests::Heard send(const std::string& path, const std::string& form,
                      const std::string& language = "zh-CN") {
        return desk_.submit(path,
                            "Cookie: __Host-manyidu=" + chief_ + "; __Host-manyidu-language=" +
                                language + "\r\n",
                            tests::token_field(chief_) + form);
    }
    static std::string shown_password(const tests::Heard& reply) {
        const auto from = reply.body.find("<code>") + 6;
        return reply.body.substr(from, reply.body.find("</code>", from) - from);
    }
    bool can_log_in(const std::string& name, const std::string& password) {
        return desk_.accounts.log_in(name, password).has_value();
    }
};

TEST_F(DeskAccountPages, say_who_somebody_is) {
    desk_.logged_in("chief");
    const auto page = get("/desk/account").body;
    EXPECT_THAT(page, HasSubstr("<dd>chief</dd>"));
    EXPECT_THAT(page, HasSubstr("<dd>管理员</dd>"));
    EXPECT_THAT(page, HasSubstr("<dd>2</dd>")) << "two sessions";
}

TEST_F(DeskAccountPages, change_the_own_password_only_with_the_present_one_and_twice_the_same) {
    struct Try {
        const char* form;
        const char* said;
    };
    for (const Try& bad :
         {Try{"&present=wrong&password=seven+white+egrets&again=seven+white+egrets",
              "现在的密码不对"},
          Try{"&present=correct+horse+battery&password=seven+white+egrets&again=seven",
              "两次输入的新密码不一样"},
          Try{"&present=correct+horse+battery&password=short&again=short", "密码至少 12 个字符"},
          Try{"&present=correct+horse+battery&password=chief-chief-1&again=chief-chief-1",
              "密码太容易猜到"},
          Try{"&present=correct+horse+battery&password=correct+horse+battery&again=correct+horse+"
              "battery",
              "新密码与现在的相同"},
          Try{"", "现在的密码不对"}}) {
        const auto reply = send("/desk/account/password", bad.form);
        EXPECT_EQ(reply.status, 422) << bad.form;
        EXPECT_THAT(reply.body, HasSubstr(bad.said)) << bad.form;
        EXPECT_THAT(reply.body, Not(HasSubstr("egrets"))) << "no password comes back";
    }
    EXPECT_EQ(get("/desk/account").status, 200) << "and the session goes on";
    const auto done = send("/desk/account/password", "&present=correct+horse+battery&password=seven"
                                                     "+white+egrets&again=seven+white+egrets");
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(tests::header(done, "Location"), "/desk/account?done=password");
    EXPECT_TRUE(can_log_in("chief", "seven white egrets"));
}

TEST_F(DeskAccountPages, add_a_user_whose_password_is_shown_once) {
    const auto added = send("/desk/users", "&name=li.wei&role=officer");
    EXPECT_EQ(added.status, 201);
    const std::string password = shown_password(added);
    EXPECT_EQ(password.size(), 20U);
    EXPECT_TRUE(can_log_in("li.wei", password));
    EXPECT_EQ(desk_.store->accounts().account("li.wei")->role, Role::officer);
    EXPECT_THAT(get("/desk/users").body, Not(HasSubstr(password)));
    EXPECT_THAT(get("/desk/users").body, HasSubstr("href=\"/desk/users/li.wei\""));
}

TEST_F(DeskAccountPages, keep_what_was_entered_beside_the_problem) {
    const auto taken = send("/desk/users", "&name=zhang&role=officer");
    EXPECT_EQ(taken.status, 422);
    EXPECT_THAT(taken.body, HasSubstr("这个用户名已经有人用"));
    EXPECT_THAT(taken.body, HasSubstr("value=\"zhang\""));
    EXPECT_THAT(taken.body, HasSubstr("value=\"officer\" selected"));
    EXPECT_EQ(send("/desk/users", "&name=li&role=king").status, 422);
    EXPECT_EQ(send("/desk/users", "&name=Li+Wei&role=viewer").status, 422);
    EXPECT_THAT(send("/desk/users", "&name=zhang&role=viewer", "en").body,
                HasSubstr("This name is taken"));
}

TEST_F(DeskAccountPages, reset_a_password_and_end_the_sessions_it_opened) {
    const std::string session = tests::session_of(desk_.logged_in("zhang"));
    const auto reset = send("/desk/users/zhang/password", "");
    EXPECT_EQ(reset.status, 200);
    EXPECT_TRUE(can_log_in("zhang", shown_password(reset)));
    EXPECT_EQ(desk_.get("/desk/account", session).status, 303);
    EXPECT_EQ(send("/desk/users/nobody/password", "").status, 404);
}

TEST_F(DeskAccountPages, change_a_role_at_once) {
    const std::string session = tests::session_of(desk_.logged_in("zhang"));
    EXPECT_EQ(desk_.get("/desk/users", session).status, 403);
    EXPECT_EQ(send("/desk/users/zhang/role", "&role=administrator").status, 303);
    EXPECT_EQ(desk_.get("/desk/users", session).status, 200);
    EXPECT_EQ(send("/desk/users/zhang/role", "&role=king").status, 422);
    EXPECT_EQ(send("/desk/users/nobody/role", "&role=viewer").status, 404);
}

TEST_F(DeskAccountPages, unlock_whoever_is_locked) {
    for (int i = 0; i < http::account_limits.failed_logins_max; ++i)
        EXPECT_FALSE(can_log_in("zhang", "wrong"));
    EXPECT_THAT(get("/desk/users").body, HasSubstr("锁定至 2026-11-23 12:15:00"));
    EXPECT_THAT(get("/desk/users/zhang").body, HasSubstr("action=\"/desk/users/zhang/unlock\""));
    EXPECT_EQ(send("/desk/users/zhang/unlock", "").status, 303);
    EXPECT_THAT(get("/desk/users/zhang?done=unlock").body, HasSubstr("已解除锁定"));
    EXPECT_TRUE(can_log_in("zhang", tests::good_password));
}

TEST_F(DeskAccountPages, remove_somebody_only_for_sure_and_never_the_last_administrator) {
    EXPECT_EQ(send("/desk/users/zhang/remove", "").status, 422);
    EXPECT_TRUE(desk_.store->accounts().account("zhang"));
    EXPECT_EQ(send("/desk/users/zhang/remove", "&sure=yes").status, 303);
    EXPECT_FALSE(desk_.store->accounts().account("zhang"));
    for (const char* form : {"/remove", "/role"}) {
        const auto last =
            send(std::string("/desk/users/chief") + form, "&sure=yes&role=viewer");
        EXPECT_EQ(last.status, 422) << form;
        EXPECT_THAT(last.body, HasSubstr("最后一位管理员")) << form;
    }
}

TEST_F(DeskAccountPages, tell_of_every_act_newest_first_page_by_page) {
    for (int i = 0; i < 120; ++i) send("/desk/users/zhang/unlock", "");
    const auto first = get("/desk/audit").body;
    EXPECT_THAT(first, HasSubstr("共 121 条，已逐条核对，全部相符"));
    EXPECT_THAT(first, HasSubstr("<td class=\"number\">121</td>"));
    EXPECT_THAT(first, HasSubstr("<td class=\"number\">72</td>"));
    EXPECT_THAT(first, Not(HasSubstr("<td class=\"number\">71</td>")));
    EXPECT_THAT(first, HasSubstr("<bdi>zhang</bdi>"));
    EXPECT_THAT(first, HasSubstr("解除锁定"));
    EXPECT_THAT(first, HasSubstr("2026-11-23 12:00:00"));
    EXPECT_THAT(first, HasSubstr("href=\"/desk/audit?who=&amp;act=&amp;before=72\""));
    const auto last = get("/desk/audit?before=22").body;
    EXPECT_THAT(last, HasSubstr("<td class=\"number\">1</td>"));
    EXPECT_THAT(last, Not(HasSubstr("rel=\"next\"")));
}

TEST_F(DeskAccountPages, filter_the_log_by_who_and_what) {
    send("/desk/users/zhang/unlock", "");
    desk_.logged_in("zhang");
    const auto zhang = get("/desk/audit?who=zhang").body;
    EXPECT_THAT(zhang, HasSubstr("<bdi>zhang</bdi></td>\n<td>登录</td>"));
    EXPECT_THAT(zhang, Not(HasSubstr("<bdi>chief</bdi>")));
    const auto unlocked = get("/desk/audit?act=user.unlock").body;
    EXPECT_THAT(unlocked, HasSubstr("本页 1 条"));
    EXPECT_THAT(unlocked, HasSubstr("value=\"user.unlock\" selected"));
    EXPECT_THAT(get("/desk/audit?who=nobody").body, HasSubstr("本页 0 条"));
    for (const char* bad : {"before=0", "before=-1", "before=x", "before=99999999999999999999",
                            "who=%FF"})
        EXPECT_EQ(get(std::string("/desk/audit?") + bad).status, 422) << bad;
}

TEST_F(DeskAccountPages, say_where_the_log_was_changed) {
    for (int i = 0; i < 4; ++i) send("/desk/users/zhang/unlock", "");
    SQLite::Database(desk_.store.file().string(), SQLite::OPEN_READWRITE)
        .exec("update audit set who = 'zhang' where number = 3;"
              "delete from audit where number = 4");
    const auto page = get("/desk/audit").body;
    EXPECT_THAT(page, HasSubstr("有 2 处不符"));
    EXPECT_THAT(page, HasSubstr("第 3 条与它的校验值不符"));
    EXPECT_THAT(page, HasSubstr("第 4 至 4 条缺失"));
    EXPECT_THAT(desk_.get("/api/v1/audit", tests::session_of(chief_)).body,
                HasSubstr("\"agrees\":false"));
}

}  // namespace
