#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"

namespace http {
namespace {

using Json = nlohmann::json;
using surveys::Words;

// While a long import runs, says every second how far it is, in one line of the terminal.
class Progress {
public:
    Progress(const World& world, DeskClient& desk) : world_(world), desk_(desk) {
        if (world.on_terminal) watcher_ = std::jthread([this](std::stop_token stop) {
            watch(stop);
        });
    }

private:
    void watch(const std::stop_token& stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        bool shown = false;
        while (!wake_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; }) &&
               !stop.stop_requested())
            shown = show() || shown;
        if (shown) world_.err << '\n';
    }
    bool show() {
        const auto reply = desk_.ask("GET", "/api/v1/imports");
        if (!reply.is_good()) return false;
        const Json said = Json::parse(reply.body);
        for (const auto& batch : said.at("imports"))
            if (batch.at("state") == "running") {
                world_.err << '\r' << batch.at("seen") << " / " << batch.at("rows") << std::flush;
                return true;
            }
        return false;
    }

    const World& world_;
    DeskClient& desk_;
    std::condition_variable_any wake_;
    std::jthread watcher_;
};

void print_report(const World& world, const Json& report) {
    for (const auto& rejected : report.at("problems"))
        world.err << rejected.at("problem").get<std::string>() << '\n';
    const bool english = world.locale == surveys::Locale::en;
    world.out << report.at("rows") << (english ? " rows, " : " 行，")
              << report.at("accepted") << (english ? " accepted, " : " 行接受，")
              << report.at("rejected") << (english ? " rejected" : " 行拒绝");
    if (report.at("resumed_behind") > 0)
        world.out << (english ? ", went on behind row " : "，从此行之后继续：")
                  << report.at("resumed_behind");
    if (report.contains("batch"))
        world.out << (english ? "; batch " : "；批次 ") << report.at("batch");
    else
        world.out << (english ? "; nothing was stored" : "；没有入库");
    world.out << '\n';
}

}  // namespace

Exit import_answers(const World& world, const ImportOptions& options) {
    Json body{{"survey", options.survey},
              {"path", std::filesystem::absolute(options.file).string()},
              {"encoding", options.encoding},
              {"dry_run", options.dry_run}};
    if (options.map) {
        const auto map = read_file(world, *options.map);
        if (!map) return Exit::wrong_use;
        body["map"] = *map;
    }
    DeskClient desk(world);
    DeskReply reply;
    {
        const Progress progress(world, desk);
        reply = desk.ask("POST", "/api/v1/imports",
                         body.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    if (!reply.is_good()) return explain(world, reply);
    const auto report = Json::parse(reply.body);
    print_report(world, report);
    if (report.at("rejected") > 0 && report.at("accepted") == 0) return Exit::wrong_use;
    // A dry run answers a question: would every row be taken?
    return options.dry_run && report.at("rejected") > 0 ? Exit::answer_is_no : Exit::done;
}

Exit undo_import(const World& world, std::int64_t batch, const std::string& reason) {
    DeskClient desk(world);
    const auto reply =
        desk.ask("POST", "/api/v1/imports/" + std::to_string(batch) + "/undo",
                 Json{{"reason", reason}}.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!reply.is_good()) return explain(world, reply);
    world.out << Words{"已撤销，不再计入任何数字", "Undone: out of every figure"}.in(world.locale)
              << '\n';
    return Exit::done;
}

Exit list_imports(const World& world) {
    DeskClient desk(world);
    const auto reply = desk.ask("GET", "/api/v1/imports");
    if (!reply.is_good()) return explain(world, reply);
    const Json said = Json::parse(reply.body);
    for (const auto& batch : said.at("imports"))
        world.out << batch.at("number") << '\t' << batch.at("survey").get<std::string>() << '\t'
                  << batch.at("file").get<std::string>() << '\t' << batch.at("accepted") << '/'
                  << batch.at("rows") << '\t' << batch.at("state").get<std::string>() << '\t'
                  << batch.value("reason", "") << '\n';
    return Exit::done;
}

}  // namespace http
