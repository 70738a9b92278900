#include "reports/ballot_results.h"

#include "surveys/calendar.h"
#include "surveys/limits.h"

namespace reports {
namespace {

std::vector<surveys::Source> every_source() {
    return {surveys::sources.begin(), surveys::sources.end()};
}

engine::Tally tally_of(const surveys::Store& store, const surveys::Survey& ballot,
                       const std::string& question, std::vector<surveys::Source> sources,
                       const Period& period = all_days()) {
    engine::Tally tally;
    for (const surveys::TallyGroup& group : store.tallies({.survey = ballot.id,
                                                           .question = question,
                                                           .first_day = period.first_day,
                                                           .last_day = period.last_day,
                                                           .sources = std::move(sources)}))
        tally += group.tally;
    return tally;
}

// None of a box on paper that lies in the period in part.
bool holds_all(const surveys::Store& store, const surveys::Survey& box,
               const std::string& question, const Period& period) {
    const std::int64_t all = answers_in(tally_of(store, box, question, every_source()));
    return all > 0 && all == answers_in(tally_of(store, box, question, every_source(), period));
}

bool is_few(std::int64_t answers) { return answers < surveys::limits.ballot_answers_min; }

}  // namespace

bool is_sealed(const surveys::Survey& survey, std::int64_t answers) {
    return survey.mode == surveys::Mode::ballot &&
           (survey.state != surveys::SurveyState::closed ||
            answers < surveys::limits.ballot_answers_min);
}

std::int64_t received_in_steps(std::int64_t answers) {
    return surveys::in_steps(answers);
}

std::int64_t votes_on_the_way(const surveys::Store& store, const surveys::Survey& survey) {
    if (survey.mode != surveys::Mode::ballot || survey.state == surveys::SurveyState::closed)
        return 0;
    const auto standing = store.ballot(survey.id);
    return standing ? standing->received : 0;
}

std::int64_t answers_in(const engine::Tally& tally) {
    return tally.n() + tally.not_applicable + tally.blank;
}

BallotCount count_ballot(const surveys::Store& store, const surveys::Survey& ballot,
                         const std::string& question, const std::vector<surveys::Source>& sources,
                         const Period& period) {
    using State = surveys::SurveyState;
    if (ballot.state == State::open) return {.is_sealed = true};
    if (ballot.state == State::draft && !holds_all(store, ballot, question, period)) return {};
    if (ballot.state == State::draft && store.ballot(ballot.id)) return {.is_sealed = true};
    if (ballot.closed_ms && !period.covers(surveys::day_of(*ballot.closed_ms))) return {};

    const engine::Tally counted = tally_of(store, ballot, question, sources);
    const std::int64_t left_out =
        answers_in(tally_of(store, ballot, question, every_source())) - answers_in(counted);
    if (is_few(answers_in(counted)) || (left_out > 0 && is_few(left_out)))
        return {.is_sealed = true};
    return {.tally = counted};
}

}  // namespace reports
