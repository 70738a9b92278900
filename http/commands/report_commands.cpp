#include <algorithm>
#include <ostream>

#include "http/commands/commands.h"
#include "reports/formats/json.h"
#include "reports/formats/text.h"
#include "reports/review/review.h"
#include "reports/score.h"
#include "surveys/calendar.h"
#include "surveys/store/store.h"

namespace http {
namespace {

std::string shown(const ScoreOptions& options, const std::vector<reports::Score>& scores,
                  surveys::Locale locale) {
    if (options.indicator)
        return options.json ? reports::to_json(scores.front()) + "\n"
                            : reports::to_text(scores.front(), locale);
    return options.json ? reports::to_json(scores) + "\n" : reports::to_text(scores, locale);
}

}  // namespace

Exit score(const World& world, const ScoreOptions& options) {
    std::int64_t as_of_day = surveys::day_of(world.now_ms());
    if (options.as_of) {
        const auto day = surveys::parse_date(*options.as_of);
        if (!day)
            return refuse(world, {{"--as-of", {"日期应写作 2026-12-31",
                                               "Write a date as 2026-12-31"}}});
        as_of_day = *day;
    }
    const auto by = reports::group_by_named(options.by.value_or(""))
                        .value_or(surveys::GroupBy::nothing);
    const auto store = open_for_reading(world);
    const auto period = reports::year_to(as_of_day);
    std::vector<reports::Score> scores;
    if (options.indicator) {
        for (const auto& indicator : store->indicators())
            if (indicator.id == *options.indicator)
                scores.push_back(reports::make_score(*store, indicator, period, by));
        if (scores.empty())
            return refuse(world, {{*options.indicator,
                                   {"没有这个指标", "There is no such indicator"}}});
    } else {
        scores = reports::make_scores(*store, period, by);
    }
    world.out << shown(options, scores, world.locale);
    return Exit::done;
}

Exit review(const World& world, int year, const std::filesystem::path& folder) {
    const auto store = open_for_reading(world);
    const auto made = reports::make_review(*store, year, surveys::day_of(world.now_ms()));
    for (const auto& file : reports::write_review(made, folder, world.locale))
        world.out << file.string() << '\n';
    return Exit::done;
}

Exit verify(const World& world) {
    const auto store = open_for_reading(world);
    const auto found = store->verify();
    const bool english = world.locale == surveys::Locale::en;
    for (const std::string& disagreement : found.disagreements) world.err << disagreement << '\n';
    world.out << found.responses << (english ? " responses, " : " 份答卷，") << found.links
              << (english ? " links, " : " 个链环，") << found.cells
              << (english ? " cells, " : " 个计数格，") << found.audit_entries
              << (english ? " audit entries: " : " 条审计记录：");
    if (found.disagreements.empty()) {
        world.out << (english ? "all agree" : "全部一致") << '\n';
        return Exit::done;
    }
    world.out << found.disagreements.size()
              << (english ? " disagreements" : " 处不一致") << '\n';
    return Exit::answer_is_no;
}

}  // namespace http
