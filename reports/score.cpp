#include "reports/score.h"

#include <algorithm>
#include <array>
#include <map>

#include "reports/ballot_results.h"
#include "reports/checkpoints.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::GroupBy;
using surveys::Indicator;
using surveys::Survey;

constexpr std::array<std::string_view, 4> group_names{"", "unit", "month", "channel"};

engine::Sampling sampling_of(surveys::Design design) {
    switch (design) {
        case surveys::Design::census: return engine::Sampling::census;
        case surveys::Design::probability: return engine::Sampling::probability;
        case surveys::Design::volunteer: return engine::Sampling::volunteer;
    }
    return engine::Sampling::volunteer;
}

Score score_of(const Indicator& indicator, const engine::Tally& counts,
               std::optional<std::int64_t> population, engine::Looks looks) {
    Score score;
    score.looks = looks;
    score.indicator = indicator;
    score.counts = counts;
    score.population = population;
    const engine::Evidence evidence = evidence_of(score);
    score.judgement = engine::judge(evidence);
    if (score.judgement.value && evidence.target)
        score.points =
            engine::appraise(*score.judgement.value, *evidence.target, indicator.weight);
    score.has_stricter = indicator.measure == surveys::Measure::mean_score ||
                         indicator.scale.last_satisfied > engine::Grade::satisfied;
    return score;
}

std::vector<Survey> surveys_of(const surveys::Store& store, const Indicator& indicator) {
    std::vector<Survey> found = store.surveys();
    std::erase_if(found, [&](const Survey& survey) {
        return survey.id != indicator.survey &&
               surveys::series_of(survey.id) != indicator.survey;
    });
    return found;
}

// The run of that year, else the survey of the series' own name, else the last run.
std::optional<Asked> asked_in(const surveys::Store& store, const std::vector<Survey>& series,
                              int year) {
    const Survey* asked = nullptr;
    for (const Survey& survey : series) {
        const bool is_of_year = surveys::run_year_of(survey.id) == year;
        const bool is_run = surveys::run_year_of(survey.id).has_value();
        if (is_of_year || !asked || (!is_run && surveys::run_year_of(asked->id) != year))
            asked = &survey;
    }
    if (!asked) return std::nullopt;
    const auto questionnaire = store.questionnaire(asked->id, asked->version);
    if (!questionnaire) return std::nullopt;
    return Asked{.id = questionnaire->id,
                 .version = questionnaire->version,
                 .sha256 = questionnaire->sha256};
}

// What a score counts, by group. Answers of ballots have no groups.
struct Counted {
    std::map<std::string, engine::Tally> groups;
    bool is_sealed = false;
    std::optional<surveys::BallotFinding> finding;
};

Counted count_answers(const surveys::Store& store, const std::vector<Survey>& series,
                      const Indicator& indicator, const Period& period, GroupBy by) {
    Counted counted;
    for (const Survey& survey : series) {
        if (survey.mode == surveys::Mode::ballot) {
            const BallotCount ballot =
                count_ballot(store, survey, indicator.question, indicator.sources, period);
            counted.groups[""] += ballot.tally;
            counted.is_sealed = counted.is_sealed || ballot.is_sealed;
            if (ballot.finding) counted.finding = ballot.finding;
            continue;
        }
        const auto found = store.tallies({.survey = survey.id,
                                          .question = indicator.question,
                                          .first_day = period.first_day,
                                          .last_day = period.last_day,
                                          .sources = indicator.sources,
                                          .by = by});
        for (const surveys::TallyGroup& group : found) counted.groups[group.key] += group.tally;
    }
    return counted;
}

bool names_people(const std::vector<Survey>& series, const Indicator& indicator) {
    const bool is_ballot =
        std::any_of(series.begin(), series.end(),
                    [](const Survey& survey) { return survey.mode == surveys::Mode::ballot; });
    return is_ballot || (indicator.population.size &&
                         *indicator.population.size < breakdown_people_min);
}

engine::Looks looks_at(const std::vector<Survey>& series, const Period& period,
                       Reading reading) {
    const auto is_in = [](surveys::SurveyState state) {
        return [state](const Survey& survey) { return survey.state == state; };
    };
    const bool is_over = std::ranges::none_of(series, is_in(surveys::SurveyState::open)) &&
                         std::ranges::any_of(series, is_in(surveys::SurveyState::closed));
    if (reading == Reading::review || is_over) return engine::Looks::one;
    const surveys::CivilDate last = surveys::civil(period.last_day);
    const bool is_announced =
        is_checkpoint(last.month) && last_day_of(last.year, last.month) == period.last_day;
    return is_announced ? engine::Looks::checkpoint : engine::Looks::any;
}

// The groups' answers are all there are, so they are read once.
Score score_of_series(const surveys::Store& store, const std::vector<Survey>& series,
                      const Indicator& indicator, const Period& period, GroupBy by,
                      Reading reading) {
    const bool is_withheld = by != GroupBy::nothing && names_people(series, indicator);
    const Counted counted = count_answers(store, series, indicator, period,
                                          is_withheld ? GroupBy::nothing : by);
    engine::Tally all;
    for (const auto& [key, tally] : counted.groups) all += tally;
    Score score = score_of(indicator, all, indicator.population.size,
                           looks_at(series, period, reading));
    score.period = period;
    score.is_demo = store.is_demo();
    score.is_sealed = counted.is_sealed;
    score.finding = counted.finding;
    score.asked = asked_in(store, series, surveys::civil(period.last_day).year);
    score.by = by;
    score.is_breakdown_withheld = is_withheld;
    if (by == GroupBy::nothing || is_withheld) return score;
    for (const auto& [key, tally] : counted.groups)
        score.groups.push_back({.key = key, .score = part_of(score, tally)});
    return score;
}

}  // namespace

Score make_score(const surveys::Store& store, const Indicator& indicator, const Period& period,
                 GroupBy by, Reading reading) {
    return score_of_series(store, surveys_of(store, indicator), indicator, period, by, reading);
}

Score make_survey_score(const surveys::Store& store, const Survey& survey,
                        const Indicator& indicator, const Period& period, GroupBy by) {
    const bool is_ballot = survey.mode == surveys::Mode::ballot;
    return score_of_series(store, {survey}, indicator, is_ballot ? all_days() : period, by,
                           Reading::live);
}

Score part_of(const Score& whole, const engine::Tally& counts) {
    Score part = score_of(whole.indicator, counts, std::nullopt, whole.looks);
    part.period = whole.period;
    part.asked = whole.asked;
    part.is_demo = whole.is_demo;
    return part;
}

std::vector<Score> make_scores(const surveys::Store& store, const Period& period, GroupBy by,
                               Reading reading) {
    std::vector<Score> scores;
    const int year = surveys::civil(period.last_day).year;
    for (const Indicator& indicator : store.indicators()) {
        const std::vector<int>& years = indicator.years;
        if (years.empty() || std::find(years.begin(), years.end(), year) != years.end())
            scores.push_back(make_score(store, indicator, period, by, reading));
    }
    return scores;
}

engine::Evidence evidence_of(const Score& score) {
    const Indicator& indicator = score.indicator;
    engine::Evidence evidence{.tally = score.counts,
                              .scale = indicator.scale,
                              .measure = measure_of(indicator),
                              .people = score.population,
                              .sampling = sampling_of(indicator.population.design),
                              .looks = score.looks};
    if (indicator.target.comparable) evidence.target = indicator.target.target;
    return evidence;
}

bool is_nominal(const Score& score) {
    return score.indicator.population.design == surveys::Design::volunteer &&
           !score.judgement.assurance.certain;
}

engine::Measure measure_of(const Indicator& indicator) {
    return indicator.measure == surveys::Measure::mean_score ? engine::Measure::mean_score
                                                             : engine::Measure::satisfied_share;
}

std::string_view name(GroupBy by) { return group_names.at(static_cast<std::size_t>(by)); }

std::optional<GroupBy> group_by_named(std::string_view name) {
    for (const GroupBy by : {GroupBy::unit, GroupBy::month, GroupBy::channel})
        if (reports::name(by) == name) return by;
    return std::nullopt;
}

}  // namespace reports
