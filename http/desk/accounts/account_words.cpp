#include "http/desk/accounts/account_words.h"

#include <algorithm>
#include <array>
#include <string>

namespace http {
namespace {

using surveys::Words;

const std::array<ActWords, 23> acts{{
    {"login", {"登录", "Log in"}},
    {"logout", {"退出", "Log out"}},
    {"password.change", {"修改自己的密码", "Change one's own password"}},
    {"user.add", {"新增用户", "Add a user"}},
    {"user.role", {"更改角色", "Change a role"}},
    {"user.password", {"重置密码", "Reset a password"}},
    {"user.unlock", {"解除锁定", "Unlock a user"}},
    {"user.remove", {"移除用户", "Remove a user"}},
    {"user.token", {"生成令牌", "Make a token"}},
    {"survey.add", {"新增问卷", "Add a questionnaire"}},
    {"survey.open", {"开放调查", "Open a survey"}},
    {"ballot.list", {"无记名测评开放：码表校验值", "Ballot opened: hash of its list"}},
    {"ballot.count", {"无记名测评关闭：码表校验值、票数", "Ballot closed: hash of its list, count"}},
    {"survey.close", {"结束调查", "Close a survey"}},
    {"units.add", {"新增单位", "Add units"}},
    {"indicator.add", {"新增指标", "Add an indicator"}},
    {"codes.make", {"生成调查码", "Make codes"}},
    {"codes.revoke", {"作废调查码", "Revoke codes"}},
    {"import.plan", {"试导入", "Try an import"}},
    {"import.file", {"导入答卷", "Import answers"}},
    {"import.undo", {"撤销导入", "Undo an import"}},
    {"backup.make", {"备份", "Make a backup"}},
    {"store.restore", {"从备份恢复", "Restore a backup"}},
}};

}  // namespace

const Words& words(surveys::Role role) {
    static const Words viewer{"查看者", "Viewer"};
    static const Words officer{"业务员", "Officer"};
    static const Words administrator{"管理员", "Administrator"};
    switch (role) {
        case surveys::Role::viewer: return viewer;
        case surveys::Role::officer: return officer;
        case surveys::Role::administrator: return administrator;
    }
    return viewer;
}

const Words& words(surveys::AuditResult result) {
    static const Words done{"完成", "Done"};
    static const Words refused{"被拒绝", "Refused"};
    static const Words failed{"出错", "Failed"};
    switch (result) {
        case surveys::AuditResult::done: return done;
        case surveys::AuditResult::refused: return refused;
        case surveys::AuditResult::failed: return failed;
    }
    return failed;
}

std::span<const ActWords> known_acts() { return acts; }

Words words_of_act(std::string_view act) {
    const auto known = std::ranges::find(acts, act, &ActWords::act);
    return known == acts.end() ? Words{std::string(act), std::string(act)} : known->words;
}

}  // namespace http
