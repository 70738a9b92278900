#include "reports/week.h"

#include <algorithm>
#include <map>

namespace reports {
namespace {

constexpr std::int64_t week_days = 7;

struct Days {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

using ByChannel = std::map<surveys::Channel, std::int64_t>;

// One indicator's question of each survey, so that no answer is counted twice.
std::map<std::string, std::string> questions_of(const surveys::Store& store) {
    std::map<std::string, std::string> questions;
    for (const surveys::Indicator& indicator : store.indicators())
        for (const surveys::Survey& survey : store.surveys()) {
            const bool is_its = survey.id == indicator.survey ||
                                surveys::series_of(survey.id) == indicator.survey;
            if (is_its && survey.mode != surveys::Mode::ballot)
                questions.emplace(survey.id, indicator.question);
        }
    return questions;
}

ByChannel answers_in(const surveys::Store& store,
                     const std::map<std::string, std::string>& questions, const Days& days) {
    ByChannel answers;
    for (const auto& [survey, question] : questions) {
        const auto groups = store.tallies(
            {.survey = survey,
             .question = question,
             .first_day = days.first,
             .last_day = days.last,
             .sources = {surveys::sources.begin(), surveys::sources.end()},
             .by = surveys::GroupBy::channel});
        for (const surveys::TallyGroup& group : groups)
            if (const auto channel = surveys::channel_named(group.key))
                answers[*channel] +=
                    group.tally.n() + group.tally.not_applicable + group.tally.blank;
    }
    return answers;
}

std::int64_t sum_of(const ByChannel& answers) {
    std::int64_t sum = 0;
    for (const auto& [channel, count] : answers) sum += count;
    return sum;
}

}  // namespace

Week last_week(const surveys::Store& store, std::int64_t today) {
    const auto questions = questions_of(store);
    const ByChannel now = answers_in(store, questions, {today - week_days + 1, today});
    const ByChannel before =
        answers_in(store, questions, {today - 2 * week_days + 1, today - week_days});
    Week week{.answers = sum_of(now), .before = sum_of(before), .channels = {}};
    for (const auto& [channel, answers] : now)
        if (answers > 0) week.channels.push_back({channel, answers});
    std::ranges::stable_sort(week.channels, std::ranges::greater{}, &ChannelAnswers::answers);
    return week;
}

}  // namespace reports
