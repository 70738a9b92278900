#include <fstream>
#include <ostream>
#include <stdexcept>

#include "http/commands/commands.h"
#include "http/commands/origin.h"
#include "http/desk/paper.h"
#include "http/public/public_site.h"
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
    auto reading = make_poster({.store = *store,
                                .bureau = PublicOptions{}.bureau,
                                .origin = options.origin,
                                .locale = world.locale},
                               options.survey, options.unit);
    // A person at the command line typed the survey's name, not a field of a form.
    for (surveys::Problem& problem : reading.problems)
        problem.place = problem.place == "unit" ? options.unit : options.survey;
    if (!reading.poster) return refuse(world, reading.problems);
    write_file(world, options.out, to_html(*reading.poster));
    world.out << surveys::Words{"海报已写入 ", "Poster written to "}.in(world.locale)
              << options.out.string() << '\n';
    return Exit::done;
}

}  // namespace http
