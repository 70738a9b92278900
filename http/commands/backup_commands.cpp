#include <ostream>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"
#include "http/commands/progress.h"
#include "http/desk/accounts/accounts.h"
#include "surveys/store/key_file.h"
#include "surveys/store/restore.h"

namespace http {
namespace {

using surveys::Words;

void print(const World& world, const std::string& zh_cn, const std::string& en) {
    world.out << Words{zh_cn, en}.in(world.locale) << '\n';
}

// "12 / 130 MB": the copy grows under another name; then it is verified.
std::optional<std::string> copied(const std::filesystem::path& store,
                                  const std::filesystem::path& file) {
    constexpr std::uintmax_t megabyte = 1'000'000;
    std::error_code none;
    const auto done = std::filesystem::file_size(file.string() + ".partial", none);
    if (none) return std::nullopt;
    const auto all = std::filesystem::file_size(store, none);
    if (none) return std::nullopt;
    return std::to_string(done / megabyte) + " / " + std::to_string(all / megabyte) + " MB";
}

}  // namespace

Exit back_up(const World& world, const std::filesystem::path& given) {
    const auto file = std::filesystem::absolute(given);
    if (!std::filesystem::exists(world.store)) (void)open_for_reading(world);  // says why not
    DeskClient desk(world);
    DeskReply reply;
    {
        const Progress progress(world, [&] { return copied(world.store, file); });
        reply = desk.ask("POST", "/api/v1/backups", nlohmann::json{{"path", file.string()}}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    if (!reply.is_good()) return explain(world, reply);
    const auto made = nlohmann::json::parse(reply.body);
    const std::string bytes = made.at("bytes").dump();
    const std::string answers = made.at("responses").dump();
    const std::string key = surveys::key_file_of(world.store).string();
    print(world, "已备份并核对：" + file.string() + "，" + bytes + " 字节，" + answers + " 份答卷",
          "Backed up and verified: " + file.string() + ", " + bytes + " bytes, " + answers +
              " responses");
    print(world, "备份不含密钥。请把 " + key + " 另存一份，放在别处：没有它，备份打不开",
          "The key is not in it. Keep a copy of " + key +
              " in another place: without it no backup opens");
    print(world, "进行中的无记名投票不进备份：投票期间磁盘损坏，只能重新投票",
          "Open ballots are not in it: a disk lost during a ballot means voting again");
    return Exit::done;
}

Exit restore(const World& world, const RestoreOptions& options) {
    const auto store = std::filesystem::absolute(world.store);
    std::filesystem::create_directories(store.parent_path());
    const auto lock = surveys::StoreLock::try_lock(store);
    if (!lock)
        return refuse(world, Words{"这个数据库正在使用：请先停止服务，再恢复",
                                   "This store is in use: stop the server first, then restore"});
    const auto restored = surveys::restore({.backup = std::filesystem::absolute(options.backup),
                                            .store = store,
                                            .key = options.key,
                                            .replace = options.replace,
                                            .who = owner_name,
                                            .now_ms = world.now_ms()});
    if (!restored.problems.empty()) return refuse(world, restored.problems);
    const auto& found = restored.verification;
    for (const std::string& disagreement : found.disagreements) world.err << disagreement << '\n';
    if (!found.disagreements.empty()) {
        print(world, "备份核对不上，没有恢复，一切如前",
              "The backup does not verify: nothing was restored, all is as it was");
        return Exit::answer_is_no;
    }
    const std::string answers = std::to_string(found.responses);
    print(world, "已恢复并核对：" + answers + " 份答卷，" + store.string(),
          "Restored and verified: " + answers + " responses, " + store.string());
    if (restored.aside)
        print(world, "原来的数据库改名为 " + restored.aside->string(),
              "The store that was there is now " + restored.aside->string());
    print(world, "所有人都需重新登录；备份之后作废的令牌又有效，请检查",
          "Everybody logs in again; tokens ended after the backup work again: look at them");
    return Exit::done;
}

}  // namespace http
