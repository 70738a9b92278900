#include <ostream>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"
#include "http/commands/progress.h"

namespace http {
namespace {

using Json = nlohmann::json;
using surveys::Words;

std::optional<std::string> rows_seen(DeskClient& desk) {
    const auto reply = desk.ask("GET", "/api/v1/imports");
    if (!reply.is_good()) return std::nullopt;
    const Json said = Json::parse(reply.body);
    for (const auto& batch : said.at("imports"))
        if (batch.at("state") == "running")
            return batch.at("seen").dump() + " / " + batch.at("rows").dump();
    return std::nullopt;
}

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
        const Progress progress(world, [&] { return rows_seen(desk); });
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
