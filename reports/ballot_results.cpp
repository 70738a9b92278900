#include "reports/ballot_results.h"

#include "surveys/limits.h"

namespace reports {
namespace {

std::vector<surveys::Source> every_source() {
    return {surveys::sources.begin(), surveys::sources.end()};
}

engine::Tally tally_of(const surveys::Store& store, const surveys::Survey& ballot,
                       const std::string& question, std::vector<surveys::Source> sources) {
    const Period whole = all_days();
    engine::Tally tally;
    for (const surveys::TallyGroup& group : store.tallies({.survey = ballot.id,
                                                           .question = question,
                                                           .first_day = whole.first_day,
                                                           .last_day = whole.last_day,
                                                           .sources = std::move(sources)}))
        tally += group.tally;
    return tally;
}

}  // namespace

bool is_sealed(const surveys::Survey& survey, std::int64_t answers) {
    return survey.mode == surveys::Mode::ballot &&
           (survey.state != surveys::SurveyState::closed ||
            answers < surveys::limits.ballot_answers_min);
}

std::int64_t received_in_steps(std::int64_t answers) {
    return answers / received_step * received_step;
}

std::int64_t answers_in(const engine::Tally& tally) {
    return tally.n() + tally.not_applicable + tally.blank;
}

std::optional<engine::Tally> ballot_tally(const surveys::Store& store,
                                          const surveys::Survey& ballot,
                                          const std::string& question,
                                          const std::vector<surveys::Source>& sources) {
    if (ballot.state != surveys::SurveyState::closed) return std::nullopt;
    const engine::Tally counted = tally_of(store, ballot, question, sources);
    const std::int64_t left_out =
        answers_in(tally_of(store, ballot, question, every_source())) - answers_in(counted);
    if (is_sealed(ballot, answers_in(counted))) return std::nullopt;
    if (left_out > 0 && left_out < surveys::limits.ballot_answers_min) return std::nullopt;
    return counted;
}

}  // namespace reports
