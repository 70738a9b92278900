#include <ostream>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"
#include "http/commands/origin.h"
#include "http/commands/private_file.h"
#include "http/public/public_site.h"
#include "http/public/visit.h"
#include "reports/paper/sheets.h"
#include "reports/words.h"
#include "surveys/ballots/code.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

// Slips of a survey, still without their codes.
struct SheetReading {
    reports::SlipSheet sheet;
    surveys::Problems problems;
};

SheetReading begin_sheet(const World& world, const CodesOptions& options) {
    const auto store = open_for_reading(world);
    const auto survey = store->survey(options.survey);
    if (!survey)
        return {{}, {{options.survey, {"没有这项调查", "There is no such survey"}}}};
    if (survey->mode == surveys::Mode::ballot)
        return {{}, {{options.survey, {"无记名测评目前用纸质测评表，没有扫码的小票",
                                       "A secret ballot is held on paper forms for now: no slips "
                                       "lead to it"}}}};
    if (survey->state == surveys::SurveyState::closed)
        return {{}, {{options.survey, {"这项调查已结束", "This survey is closed"}}}};
    const auto asked = store->questionnaire(survey->id, survey->version);
    SheetReading reading;
    reading.sheet.is_demo = store->is_demo();
    reading.sheet.locale = world.locale;
    reading.sheet.bureau = PublicOptions{}.bureau.in(world.locale);
    reading.sheet.title = asked ? asked->title.in(world.locale) : survey->id;
    reading.sheet.code_page = options.origin + "/c";
    if (survey->closes_ms) reading.sheet.closing_day = surveys::day_of(*survey->closes_ms - 1);
    return reading;
}

// Of a demo with one column more: made-up codes must not be taken for real ones.
std::string as_table(const std::vector<std::string>& codes, const CodesOptions& options,
                     bool is_demo) {
    const std::string mark = is_demo ? "," + reports::demo_mark().zh_cn : "";
    std::string text = is_demo ? "code,survey,unit,demo\r\n" : "code,survey,unit\r\n";
    for (const std::string& code : codes)
        text += code + "," + options.survey + "," + options.unit + mark + "\r\n";
    return text;
}

std::string as_sheet(const std::vector<std::string>& codes, reports::SlipSheet sheet,
                     const CodesOptions& options) {
    for (const std::string& code : codes) {
        const Came came{.survey = options.survey, .unit = nullptr, .code = code};
        sheet.slips.push_back({.link = options.origin + address_of(came),
                               .code = surveys::code_for_people(code)});
    }
    return to_html(sheet);
}

surveys::Problems check(const CodesOptions& options) {
    const auto ending = options.out.extension();
    if (ending == ".html") return read_origin(options.origin).problems;
    if (ending == ".csv") return {};
    return {{"--out", {"码表写成 .csv 文件，小票写成 .html 文件",
                       "Codes are written to a .csv file, slips to a .html file"}}};
}

std::string ask_body(const CodesOptions& options) {
    nlohmann::ordered_json body{{"survey", options.survey}, {"count", options.count}};
    if (!options.unit.empty()) body["unit"] = options.unit;
    return body.dump();
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
    const bool is_sheet = options.out.extension() == ".html";
    const SheetReading begun = is_sheet ? begin_sheet(world, options) : SheetReading{};
    if (!begun.problems.empty()) return refuse(world, begun.problems);
    const bool is_demo = open_for_reading(world)->is_demo();
    const auto reply = desk.ask("POST", "/api/v1/codes", ask_body(options));
    if (!reply.is_good()) return explain(world, reply);
    const auto codes =
        nlohmann::json::parse(reply.body).at("codes").get<std::vector<std::string>>();
    file.write(is_sheet ? as_sheet(codes, begun.sheet, options)
                        : as_table(codes, options, is_demo));
    world.out << codes.size()
              << surveys::Words{" 个码已写入 ", " codes written to "}.in(world.locale)
              << options.out.string() << '\n';
    return Exit::done;
}

}  // namespace http
