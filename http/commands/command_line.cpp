#include "http/commands/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "http/commands/commands.h"
#include "http/settings/settings.h"
#include "http/watch/build.h"
#include "http/watch/log.h"
#include "surveys/calendar.h"

namespace http {
namespace {

using surveys::Words;

// Chinese first: English only for those whose terminal asks for it.
surveys::Locale locale_of_terminal() {
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value != '\0')
            return std::string_view(value).rfind("en", 0) == 0 ? surveys::Locale::en
                                                               : surveys::Locale::zh_cn;
    }
    return surveys::Locale::zh_cn;
}

std::int64_t system_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// What was typed, and the command it chose.
class Line {
public:
    Line() : app_("manyidu 满意度", "manyidu") {
        app_.require_subcommand(1);
        app_.add_option("--store", store_, say("数据库文件", "the store's file"))
            ->capture_default_str();
        app_.add_option("--lang", lang_, say("界面语言 zh-CN|en", "language zh-CN|en"))
            ->check(CLI::IsMember({"zh-CN", "en"}));
        app_.add_option("--clock", clock_, say("固定时钟（测试用）", "a fixed clock (tests)"));
        offer_serving();
        offer_surveys();
        offer_indicators();
        offer_paper();
        offer_collecting();
        offer_reports();
        offer_backups();
        offer_users();
    }

    int run(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& mistake) {
            const int code = app_.exit(mistake, std::cout, std::cerr);
            return code == 0 ? 0 : static_cast<int>(Exit::wrong_use);
        }
        return static_cast<int>(run_chosen());
    }

private:
    using Command = std::function<Exit(const World&)>;

    std::string say(const char* zh, const char* en) const {
        return locale_of_terminal() == surveys::Locale::en ? en : zh;
    }

    CLI::App* word(CLI::App& parent, const char* name, const std::string& what,
                   Command command = {}) {
        CLI::App* sub = parent.add_subcommand(name, what);
        sub->fallthrough();
        if (command) sub->final_callback([this, command] { chosen_ = command; });
        return sub;
    }

    Exit run_chosen() {
        World world{.store = store_,
                    .locale = lang_.empty() ? locale_of_terminal()
                                            : surveys::locale_named(lang_).value(),
                    .out = std::cout,
                    .err = std::cerr,
                    .now_ms = system_ms,
                    .on_terminal = ::isatty(STDOUT_FILENO) == 1};
        if (!clock_.empty()) {
            const auto fixed = surveys::parse_instant(clock_);
            if (!fixed)
                return refuse(world, {{"--clock", {"写作 2026-11-23T08:00:00+08:00",
                                                   "Write it as 2026-11-23T08:00:00+08:00"}}});
            world.now_ms = [now = *fixed] { return now; };
        }
        try {
            return chosen_(world);
        } catch (const std::exception& failure) {
            std::cerr << failure.what() << '\n';
            return Exit::world_failed;
        }
    }

    void offer_serving() {
        auto* serve_word = word(app_, "serve", say("启动服务", "start the server"),
                                [this](const World& world) { return serve(world, serve_); });
        serve_word->add_option("--config", serve_.config,
                               say("设置文件（TOML）", "a file of settings (TOML)"));
        serve_word->add_flag("--check", serve_.check_only,
                             say("只检查设置，不启动", "check the settings and stop"));
        serve_word->add_option("--public", serve_.public_address,
                               say("评价页的地址", "where the phone page listens"))
            ->default_str(Settings{}.public_address);
        serve_word->add_option("--desk", serve_.desk_address,
                               say("办公端的地址", "where the desk listens"))
            ->default_str(Settings{}.desk_address);
        serve_word->add_option("--origin", serve_.origin,
                               say("二维码和链接的开头", "what links begin with"));
        serve_word->add_option("--desk-origin", serve_.desk_origin,
                               say("办公端经 TLS 代理后的网址 https://…",
                                   "where a TLS proxy shows the desk, https://…"));
        serve_word->add_option("--rate", serve_.rate,
                               say("每个地址的次数，写作 50/s 或 off",
                                   "of one address: 50/s, or off"))
            ->default_str("50/s");
        serve_word->add_flag_callback("--dev", [this] { serve_.dev_folder = "http"; },
                                      say("从源码目录读页面", "read pages from ./http"));
        word(app_, "demo",
             say("新建一个演示库（编造的数据）", "make a store of made-up answers"), make_demo);
        word(app_, "version", say("版本", "the version"), [](const World& world) {
            world.out << "manyidu " << build_version() << '\n';
            return Exit::done;
        });
    }

    void offer_surveys() {
        auto* survey = word(app_, "survey", say("调查", "surveys"));
        survey->require_subcommand(1);
        word(*survey, "list", say("列出", "list"), list_surveys);
        with_id(*survey, "show", say("显示问卷", "show the questionnaire"), show_survey);
        with_file(*survey, "check", say("检查问卷文件", "check a questionnaire file"),
                  check_survey);
        with_file(*survey, "add", say("加入问卷", "add a questionnaire"), add_survey);
        auto* open = with_id(*survey, "open", say("开放", "open"),
                             [this](const World& world, const std::string& id) {
                                 return open_survey(world, id, closes_);
                             });
        open->add_option("--closes", closes_, say("最后一天", "the last day, 2026-12-31"));
        with_id(*survey, "close", say("结束", "close"), close_survey);
    }

    void offer_indicators() {
        auto* indicator = word(app_, "indicator", say("指标", "indicators"));
        indicator->require_subcommand(1);
        word(*indicator, "list", say("列出", "list"), list_indicators);
        with_file(*indicator, "check", say("检查指标文件", "check an indicator file"),
                  check_indicator);
        with_file(*indicator, "add", say("加入指标", "add an indicator"), add_indicator);
        auto* units = word(app_, "units", say("单位", "units"));
        units->require_subcommand(1);
        with_file(*units, "import", say("导入单位表", "import a table of units"), import_units);
    }

    void offer_paper() {
        const std::string origin = say("链接的开头，如 https://pj.example.gov.cn",
                                       "what links begin with, https://pj.example.gov.cn");
        auto* codes = word(app_, "codes",
                           say("生成一批码：表格或小票", "make a batch of codes: table or slips"),
                           [this](const World& world) { return make_codes(world, codes_); });
        codes->add_option("survey", codes_.survey)->required();
        codes->add_option("--count", codes_.count)->required();
        codes->add_option("--unit", codes_.unit);
        codes->add_option("--origin", codes_.origin, origin);
        codes->add_option("--out", codes_.out, "FILE.csv|FILE.html")->required();

        auto* poster = word(app_, "poster", say("A4 海报", "an A4 poster"),
                            [this](const World& world) { return make_poster(world, poster_); });
        poster->add_option("survey", poster_.survey)->required();
        poster->add_option("--unit", poster_.unit);
        poster->add_option("--origin", poster_.origin, origin);
        poster->add_option("--out", poster_.out, "FILE.html")->required();
    }

    void offer_collecting() {
        auto* import = word(app_, "import", say("导入答卷", "import answers"),
                            [this](const World& world) { return run_import(world); });
        import->add_option("survey", import_.survey);
        import->add_option("file", import_.file);
        import->add_option("--map", import_.map, say("对照表", "the map of columns"));
        import->add_option("--encoding", import_.encoding, "auto|utf-8|gb18030")
            ->check(CLI::IsMember({"auto", "utf-8", "gb18030"}))->capture_default_str();
        import->add_flag("--dry-run", import_.dry_run, say("只检查，不入库", "check only"));
        import->add_option("--undo", undo_, say("撤销一批", "take a batch out again"));
        import->add_option("--reason", reason_, say("撤销原因", "why it is undone"));
        import->add_flag("--list", list_, say("列出各批", "list the batches"));
    }

    Exit run_import(const World& world) {
        if (list_) return list_imports(world);
        if (undo_) return undo_import(world, *undo_, reason_);
        if (import_.survey.empty() || import_.file.empty())
            return refuse(world, Words{"用法：import 调查 文件.csv [--map 对照表.json]",
                                       "Usage: import SURVEY FILE.csv [--map MAP.json]"});
        return import_answers(world, import_);
    }

    void offer_reports() {
        auto* score_word = word(app_, "score", say("评分", "the scores"),
                                [this](const World& world) { return score(world, score_); });
        score_word->add_option("indicator", score_.indicator);
        score_word->add_option("--by", score_.by, "unit|month|channel")
            ->check(CLI::IsMember({"unit", "month", "channel"}));
        score_word->add_option("--as-of", score_.as_of, say("截至日", "up to and with this day"));
        score_word->add_flag("--json", score_.json);
        auto* review_word = word(app_, "review", say("年度自评", "the annual review"),
                                 [this](const World& world) {
                                     return review(world, year_, out_);
                                 });
        review_word->add_option("year", year_)->required()->check(CLI::Range(2000, 2100));
        review_word->add_option("--out", out_)->required();
        word(app_, "verify", say("核对数据", "recount and recheck"), verify);
        word(app_, "compute",
             say("把统计方法当计算器用：每行一个 JSON", "the methods as a calculator: JSON lines"),
             [](const World& world) { return compute(world, std::cin); });
    }

    void offer_backups() {
        with_file(app_, "backup", say("备份到一个新文件", "back up to a new file"), back_up);
        auto* restore_word = word(app_, "restore", say("从备份恢复", "restore a backup"),
                                  [this](const World& world) { return restore(world, restore_); });
        restore_word->add_option("file", restore_.backup)->required();
        restore_word->add_option("--key", restore_.key,
                                 say("密钥文件，默认用数据库旁边的",
                                     "the key file, else the one beside the store"));
        restore_word->add_flag("--replace", restore_.replace,
                               say("换掉已有的数据库（改名保留）",
                                   "take the place of a store, which is kept aside"));
    }

    void offer_users() {
        auto* user = word(app_, "user", say("账户", "accounts"));
        user->require_subcommand(1);
        auto* add = with_id(*user, "add", say("新增", "add"),
                            [this](const World& world, const std::string& id) {
                                return add_user(world, id, role_);
                            });
        add->add_option("--role", role_, "viewer|officer|administrator")->capture_default_str();
        with_id(*user, "password", say("换新密码", "set a new password"), change_password);
        with_id(*user, "token", say("签发令牌", "issue a token"), make_token);
    }

    CLI::App* with_id(CLI::App& parent, const char* name, const std::string& what,
                      std::function<Exit(const World&, const std::string&)> command) {
        CLI::App* sub = word(parent, name, what, [this, command](const World& world) {
            return command(world, id_);
        });
        sub->add_option("id", id_)->required();
        return sub;
    }
    void with_file(CLI::App& parent, const char* name, const std::string& what,
                   std::function<Exit(const World&, const std::filesystem::path&)> command) {
        CLI::App* sub = word(parent, name, what, [this, command](const World& world) {
            return command(world, file_);
        });
        sub->add_option("file", file_)->required();
    }

    CLI::App app_;
    Command chosen_;
    std::filesystem::path store_ = "data/manyidu.db";
    std::string lang_, clock_, id_, closes_, reason_, role_ = "officer";
    std::filesystem::path file_, out_;
    ServeOptions serve_;
    CodesOptions codes_;
    PosterOptions poster_;
    ImportOptions import_;
    std::optional<std::int64_t> undo_;
    bool list_ = false;
    ScoreOptions score_;
    RestoreOptions restore_;
    int year_ = 0;
};

}  // namespace

int run_command_line(int argc, char** argv) {
    set_up_log({});
    return Line().run(argc, argv);
}

}  // namespace http
