#include <algorithm>
#include <fstream>
#include <ostream>
#include <stdexcept>

#include "http/commands/commands.h"
#include "http/commands/origin.h"
#include "http/public/public_site.h"
#include "http/public/visit.h"
#include "reports/paper/sheets.h"
#include "surveys/store/store.h"

namespace http {
namespace {

surveys::Problems check(const PosterOptions& options) {
    auto problems = read_origin(options.origin).problems;
    if (options.out.extension() != ".html")
        problems.push_back({"--out", {"海报写成 .html 文件", "A poster is written to a .html "
                                                            "file"}});
    return problems;
}

// A poster hangs where anybody reads it: it can lead only to a survey that asks for no code.
surveys::Problems check(const std::optional<surveys::Survey>& survey, const std::string& id) {
    if (!survey) return {{id, {"没有这项调查", "There is no such survey"}}};
    if (survey->mode == surveys::Mode::coded)
        return {{id, {"这项调查凭码作答，没有海报：请用 codes 印小票",
                      "This survey is answered with codes and has no poster: print slips with "
                      "codes"}}};
    if (survey->mode == surveys::Mode::ballot)
        return {{id, {"无记名测评没有海报", "A secret ballot has no poster"}}};
    if (survey->state == surveys::SurveyState::closed)
        return {{id, {"这项调查已结束", "This survey is closed"}}};
    return {};
}

void write_file(const World& world, const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        throw std::runtime_error(
            surveys::Words{"文件写不进去：", "Cannot write "}.in(world.locale) + path.string());
}

}  // namespace

Exit make_poster(const World& world, const PosterOptions& options) {
    if (const auto problems = check(options); !problems.empty()) return refuse(world, problems);
    const auto store = open_for_reading(world);
    const auto problems = check(store->survey(options.survey), options.survey);
    if (!problems.empty()) return refuse(world, problems);
    reports::Poster poster{.locale = world.locale,
                           .bureau = PublicOptions{}.bureau.in(world.locale),
                           .link = "",
                           .unit = std::nullopt,
                           .is_demo = store->is_demo()};
    if (!options.unit.empty()) {
        const auto units = store->units();
        const auto unit = std::find_if(units.begin(), units.end(), [&](const auto& known) {
            return known.code == options.unit;
        });
        if (unit == units.end())
            return refuse(world, {{options.unit, {"没有这个单位", "There is no such unit"}}});
        poster.unit = *unit;
    }
    const Came came{.survey = options.survey,
                    .unit = poster.unit ? &*poster.unit : nullptr,
                    .code = ""};
    poster.link = options.origin + address_of(came);
    write_file(world, options.out, to_html(poster));
    world.out << surveys::Words{"海报已写入 ", "Poster written to "}.in(world.locale)
              << options.out.string() << '\n';
    return Exit::done;
}

}  // namespace http
