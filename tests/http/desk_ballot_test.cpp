#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/http/desk_visitor.h"

namespace {

using engine::Grade;
using surveys::Role;
using testing::HasSubstr;
using testing::Not;
using tests::Heard;
using tests::noon_ms;

// An officer who holds a ballot of ten.
class DeskBallot : public testing::Test {
protected:
    DeskBallot() {
        desk_.add("zhang", Role::officer);
        secret_ = desk_.accounts.log_in("zhang", tests::good_password).value();
        tests::expect_none(desk_.store->add(tests::questionnaire("staff", "ballot")));
    }
    std::string page(const std::string& path) {
        const Heard heard = desk_.get(path, tests::session_of(secret_));
        EXPECT_EQ(heard.status, 200) << path;
        return heard.body;
    }
    Heard submit(const std::string& path, const std::string& fields = "") {
        return desk_.submit(path, tests::session_of(secret_),
                            tests::token_field(secret_) + fields);
    }
    Heard order(const std::string& fields) {
        return submit("/desk/codes", "&survey=staff&language=zh-CN&count=10" + fields);
    }
    void vote(int first, int end) {
        for (int at = first; at < end; ++at) {
            auto given = tests::graded(Grade::satisfied);
            given.code = codes_.at(static_cast<std::size_t>(at));
            (void)desk_.store->take("staff", {&given, 1}, noon_ms);
        }
    }
    void open_with_codes() {
        codes_ = desk_.store->make_codes("staff", 10, "", noon_ms);
        ASSERT_EQ(submit("/desk/surveys/staff/open").status, 303);
    }

    tests::DeskRoom desk_;
    std::string secret_;
    std::vector<std::string> codes_;
};

TEST_F(DeskBallot, prints_its_slips_before_it_opens_and_never_after) {
    const Heard slips = order("&form=slips");
    ASSERT_EQ(slips.status, 200) << slips.body;
    const std::string hash = desk_.store->ballot("staff")->list_hash;
    EXPECT_THAT(slips.body, HasSubstr(hash));
    EXPECT_THAT(slips.body, HasSubstr("摇匀"));
    EXPECT_THAT(slips.body, HasSubstr("防不住"));
    const Heard again = order("&form=csv");
    EXPECT_THAT(again.body, Not(HasSubstr(hash))) << "made again is another list";
    EXPECT_THAT(again.body, HasSubstr("," + desk_.store->ballot("staff")->list_hash));
    EXPECT_EQ(order("&form=csv&unit=hall").status, 422);
    ASSERT_EQ(submit("/desk/surveys/staff/open").status, 303);
    const Heard late = order("&form=csv");
    EXPECT_EQ(late.status, 422);
    EXPECT_THAT(late.body, HasSubstr("开放后不能再加"));
    const std::string shown = page("/desk/codes?survey=staff");
    EXPECT_THAT(shown, HasSubstr(desk_.store->ballot("staff")->list_hash));
    EXPECT_THAT(shown, Not(HasSubstr("/desk/codes/staff/1/revoke")));
}

TEST_F(DeskBallot, shows_its_list_and_limits_and_the_fives_that_came) {
    open_with_codes();
    const std::string hash = desk_.store->ballot("staff")->list_hash;
    vote(0, 6);
    const char* const paths[] = {"/desk/surveys/staff", "/desk/surveys", "/desk/surveys/staff/run",
                                 "/desk/codes?survey=staff"};
    std::map<std::string, std::string> before;
    for (const char* const path : paths) before[path] = page(path);
    EXPECT_THAT(before["/desk/surveys/staff"], HasSubstr("已收到至少5份"));
    EXPECT_THAT(before["/desk/surveys"], HasSubstr("已收到至少5份"));
    EXPECT_THAT(before["/desk/surveys/staff"], HasSubstr(hash));
    EXPECT_THAT(before["/desk/surveys/staff"], HasSubstr("防不住"));
    EXPECT_THAT(before["/desk/surveys/staff/run"], HasSubstr(hash));
    vote(6, 9);
    for (const char* const path : paths)
        EXPECT_EQ(page(path), before[path]) << path << " tells 9 from 6";
    vote(9, 10);
    EXPECT_THAT(page("/desk/surveys/staff"), HasSubstr("已收到至少10份"));
    ASSERT_EQ(submit("/desk/surveys/staff/close").status, 303);
    EXPECT_THAT(page("/desk/surveys/staff"), HasSubstr("有效答卷 n = 10"));
}

TEST_F(DeskBallot, leaves_its_list_and_its_count_in_the_trail) {
    open_with_codes();
    vote(0, 7);
    ASSERT_EQ(submit("/desk/surveys/staff/close").status, 303);
    const std::string hash = desk_.store->ballot("staff")->list_hash;
    std::vector<std::string> said;
    for (const auto& entry : desk_.store->audit().entries({.entries_max = 10}))
        if (entry.act.starts_with("ballot.")) said.push_back(entry.act + " " + entry.object);
    EXPECT_THAT(said, testing::ElementsAre("ballot.count staff " + hash + " 7/10 agrees",
                                           "ballot.list staff " + hash));
}

}  // namespace
