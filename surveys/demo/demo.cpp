#include "surveys/demo/demo.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "engine/expects.h"
#include "surveys/demo/season.h"
#include "surveys/import/importer.h"
#include "surveys/library.h"
#include "surveys/store/store.h"

namespace surveys {

void fill_demo(Store& store, std::int64_t now_ms) {
    const std::int64_t yesterday = day_of(now_ms) - 1;
    const int year = civil(yesterday + 1).year;
    const std::int64_t new_year = day_number({year, 1, 1});
    const std::array seasons{
        Season{day_number({year - 1, 1, 1}), std::min(yesterday, new_year - 1), true},
        Season{new_year, yesterday, false}};
    constexpr std::int64_t opening = 8 * 60;
    store.become_demo();
    install_library(store, time_at(seasons.front().first_day, opening));
    for (const Season& season : seasons) {
        if (season.last_day < season.first_day) continue;  // on the first of January
        fill_citizens(store, season);
        fill_enterprises(store, season);
        hold_ballots(store, season);
    }
}

void expect_accepted(const Problems& problems) {
    if (problems.empty()) return;
    const std::string first = problems.front().place + ": " + problems.front().words.en;
    engine::expects(false, ("what a demo makes up is acceptable; " + first).c_str());
}

std::int64_t import_paper(Store& store, const PaperFile& file, std::int64_t now_ms) {
    std::istringstream csv(file.csv);
    const auto report = import_file(store,
                                    {.survey = file.survey,
                                     .file_name = file.name,
                                     .map_json = std::nullopt,
                                     .encoding = Encoding::utf_8},
                                    csv, now_ms);
    expect_accepted(report.problems);
    engine::expects(report.rejected == 0 && report.batch, "a made-up form can be read");
    return *report.batch;
}

}  // namespace surveys
