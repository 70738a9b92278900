#include <ostream>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"
#include "http/commands/origin.h"
#include "http/commands/private_file.h"
#include "http/desk/paper.h"
#include "http/public/public_site.h"
#include "surveys/store/store.h"

namespace http {
namespace {

surveys::Problems check(const CodesOptions& options) {
    const auto ending = options.out.extension();
    if (ending == ".html") return read_origin(options.origin).problems;
    if (ending == ".csv") return {};
    return {{"--out", {"码表写成 .csv 文件，小票写成 .html 文件",
                       "Codes are written to a .csv file, slips to a .html file"}}};
}

// Asked before any code is made: what leads nowhere need not be printed.
surveys::Problems check_slips(const surveys::Store& store, const CodesOptions& options) {
    auto problems = slip_problems(store, options.survey);
    for (surveys::Problem& problem : problems) problem.place = options.survey;
    return problems;
}

std::string ask_body(const CodesOptions& options) {
    nlohmann::ordered_json body{{"survey", options.survey}, {"count", options.count}};
    if (!options.unit.empty()) body["unit"] = options.unit;
    return body.dump();
}

std::string as_text(const World& world, const surveys::Store& store, const CodesOptions& options,
                    const std::vector<std::string>& codes) {
    if (options.out.extension() == ".csv")
        return code_table(store,
                          {.survey = options.survey, .count = options.count, .unit = options.unit},
                          codes);
    const PaperRoom room{.store = store,
                         .bureau = PublicOptions{}.bureau,
                         .origin = options.origin,
                         .locale = world.locale};
    return to_html(slips_of(room, options.survey, codes));
}

}  // namespace

Exit make_codes(const World& world, const CodesOptions& options) {
    if (const auto problems = check(options); !problems.empty()) return refuse(world, problems);
    // Opened before any code is made: a batch is shown once.
    PrivateFile file(options.out);
    if (!file.is_open())
        return refuse(world, {{options.out.string(),
                               {"这个文件已经存在，或无法写入", "This file exists, or cannot be "
                                                              "written"}}});
    DeskClient desk(world);
    const auto store = open_for_reading(world);
    if (options.out.extension() == ".html") {
        const auto problems = check_slips(*store, options);
        if (!problems.empty()) return refuse(world, problems);
    }
    const auto reply = desk.ask("POST", "/api/v1/codes", ask_body(options));
    if (!reply.is_good()) return explain(world, reply);
    const auto codes =
        nlohmann::json::parse(reply.body).at("codes").get<std::vector<std::string>>();
    file.write(as_text(world, *store, options, codes));
    world.out << codes.size()
              << surveys::Words{" 个码已写入 ", " codes written to "}.in(world.locale)
              << options.out.string() << '\n';
    if (const auto ballot = store->ballot(options.survey))
        world.out << surveys::Words{"码表校验值 ", "Hash of the list "}.in(world.locale)
                  << ballot->list_hash << '\n';
    return Exit::done;
}

}  // namespace http
