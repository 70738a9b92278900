#include "reports/charts/of_quality.h"

#include "reports/quality_words.h"

namespace reports {

using engine::Quadrant;
using surveys::Words;

Quadrants quadrants_of(const ItemQuality& quality, std::string_view id, surveys::Locale locale) {
    const Words title{"各题的重要性与评分：", "Importance and rating of the questions: "};
    Quadrants chart{.id = std::string(id), .title = title.in(locale)};
    chart.nothing_yet = Words{"没有可以比较的题", "No questions to compare"}.in(locale);
    chart.importance_words = Words{"↑ 重要性（%）", "↑ importance, %"}.in(locale);
    chart.performance_words = Words{"评分（分）→", "rating, points →"}.in(locale);
    chart.importance = {quality.crosshair.importance, quality.crosshair.importance_band};
    chart.performance = {quality.crosshair.performance, quality.crosshair.performance_band};
    constexpr std::array corners{Quadrant::improve_first, Quadrant::keep_up,
                                 Quadrant::low_priority, Quadrant::possible_overkill};
    for (std::size_t corner = 0; corner < corners.size(); ++corner)
        chart.corners.at(corner) = words(corners.at(corner)).in(locale);
    const std::string between = Words{"，", ", "}.in(locale);
    for (const QuestionStanding& standing : quality.standings) {
        const std::string number = std::to_string(chart.dots.size() + 1);
        chart.title += (chart.dots.empty() ? "" : between) + number + " " +
                       words(standing.quadrant).in(locale);
        chart.dots.push_back({.number = number,
                              .importance = standing.importance,
                              .performance = standing.performance,
                              .is_first = standing.quadrant == Quadrant::improve_first});
    }
    return chart;
}

}  // namespace reports
