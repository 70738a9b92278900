#include "reports/items.h"

#include "reports/ballot_results.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

constexpr double micro = 1e-6;

void add_points(std::vector<Item>& items, const surveys::StoredResponse& response) {
    const double weight =
        response.weight_micros ? static_cast<double>(*response.weight_micros) * micro : 1;
    if (weight <= 0) return;
    for (Item& item : items) {
        const auto answer = response.answers.find(item.question);
        if (answer == response.answers.end()) continue;
        if (const auto* score = std::get_if<surveys::Score>(&answer->second))
            item.points.add(score->points, weight);
    }
}

}  // namespace

std::vector<Item> score_items(const surveys::Store& store, std::string_view survey,
                              std::int64_t first_day, std::int64_t last_day) {
    const auto run = store.survey(survey);
    if (!run) return {};
    const bool is_ballot = run->mode == surveys::Mode::ballot;
    if (is_ballot && run->state != surveys::SurveyState::closed) return {};
    const Period days = is_ballot ? all_days() : Period{first_day, last_day};
    const auto questionnaire = store.questionnaire(run->id, run->version);
    if (!questionnaire) return {};

    std::vector<Item> items;
    for (const surveys::Question& question : questionnaire->questions)
        if (question.type == surveys::QuestionType::score)
            items.push_back({.question = question.id, .text = question.text, .points = {}});
    if (items.empty()) return items;
    std::int64_t counted = 0;
    store.each_response(survey, [&](const surveys::StoredResponse& response) {
        if (response.undone || !days.covers(surveys::day_of(response.received_ms))) return true;
        add_points(items, response);
        if (!response.supplements) ++counted;
        return true;
    });
    if (is_sealed(*run, counted)) return {};
    return items;
}

}  // namespace reports
