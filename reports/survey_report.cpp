#include "reports/survey_report.h"

#include <algorithm>

#include "engine/expects.h"
#include "surveys/calendar.h"
#include "surveys/limits.h"

namespace reports {
namespace {

using surveys::GroupBy;
using surveys::Indicator;
using surveys::Mode;
using surveys::Question;
using surveys::Questionnaire;
using surveys::Source;
using surveys::Survey;

const Question* first_grade_question(const Questionnaire& questionnaire) {
    const auto found = std::ranges::find(questionnaire.questions, surveys::QuestionType::grade,
                                         &Question::type);
    return found == questionnaire.questions.end() ? nullptr : &*found;
}

const Indicator* indicator_of(const std::vector<Indicator>& indicators, const Survey& survey) {
    const auto speaks_of = [&](const Indicator& indicator) {
        return indicator.survey == survey.id ||
               indicator.survey == surveys::series_of(survey.id);
    };
    const auto found = std::ranges::find_if(indicators, speaks_of);
    return found == indicators.end() ? nullptr : &*found;
}

Questionnaire questionnaire_of(const surveys::Store& store, const Survey& survey) {
    auto questionnaire = store.questionnaire(survey.id, survey.version);
    engine::expects(questionnaire.has_value(), "a survey asks something");
    return std::move(*questionnaire);
}

std::int64_t answers_from(const surveys::Store& store, const Survey& survey,
                          const Question& question, const Period& period,
                          std::vector<Source> sources) {
    std::int64_t answers = 0;
    const auto groups = store.tallies({.survey = survey.id,
                                       .question = question.id,
                                       .first_day = period.first_day,
                                       .last_day = period.last_day,
                                       .sources = std::move(sources)});
    for (const surveys::TallyGroup& group : groups) answers += answers_in(group.tally);
    return answers;
}

std::vector<Source> every_source() { return {surveys::sources.begin(), surveys::sources.end()}; }

void count_imports(const surveys::Store& store, const Survey& survey, AnswerCounts& counts) {
    for (const surveys::Batch& batch : store.batches()) {
        if (batch.survey != survey.id) continue;
        const bool is_undone = batch.state == surveys::Batch::State::undone;
        (is_undone ? counts.undone : counts.imported) += batch.rows_accepted;
    }
}

// Of those, `report` counted the answers already.
AnswerCounts count_answers(const surveys::Store& store, const SurveyReport& report,
                           const Question* graded) {
    AnswerCounts counts = report.counts;
    const Survey& survey = report.survey;
    count_imports(store, survey, counts);
    for (const surveys::CodeBatch& batch : store.code_batches(survey.id)) {
        counts.codes_made += batch.made;
        counts.codes_used += batch.used;
        counts.codes_revoked += batch.revoked;
    }
    if (graded == nullptr) return counts;
    // Each page has a place in the journal; what is no first page and no undone row is a second.
    counts.second_pages = store.pages_kept(survey.id) - counts.answers - counts.undone;
    if (report.is_sealed || survey.mode == Mode::ballot) return counts;
    for (const Source source : surveys::sources)
        counts.by_source.push_back(
            {source, answers_from(store, survey, *graded, report.whole().period, {source})});
    return counts;
}

Indicator without_target(Indicator indicator) {
    indicator.target = {};
    indicator.weight = 0;
    return indicator;
}

}  // namespace

std::int64_t answers_of(const surveys::Store& store, const Survey& survey, const Period& period) {
    const Questionnaire questionnaire = questionnaire_of(store, survey);
    const Question* const graded = first_grade_question(questionnaire);
    const std::int64_t kept =
        graded ? answers_from(store, survey, *graded, period, every_source()) : 0;
    return kept + votes_on_the_way(store, survey);
}

Indicator measure_of_survey(const std::vector<Indicator>& indicators, const Survey& survey,
                            const Questionnaire& questionnaire) {
    if (const Indicator* const known = indicator_of(indicators, survey)) return *known;
    Indicator measure;
    measure.id = survey.id;
    measure.name = questionnaire.title;
    measure.survey = survey.id;
    if (const Question* const question = first_grade_question(questionnaire))
        measure.question = question->id;
    measure.measure = surveys::Measure::mean_score;
    measure.scale = questionnaire.scale;
    measure.weight = 0;
    measure.sources = every_source();
    return measure;
}

SurveyReport make_survey_report(const surveys::Store& store, const Survey& survey,
                                const Period& asked_for) {
    SurveyReport report{.survey = survey, .questionnaire = questionnaire_of(store, survey)};
    const std::vector<Indicator> indicators = store.indicators();
    const Indicator measure = measure_of_survey(indicators, survey, report.questionnaire);
    report.has_indicator = indicator_of(indicators, survey) != nullptr;
    const Question* const graded = first_grade_question(report.questionnaire);
    report.has_grades = graded != nullptr;
    const Period period = survey.mode == Mode::ballot ? all_days() : asked_for;

    report.by_unit.period = period;
    if (graded)
        report.counts.answers = answers_from(store, survey, *graded, all_days(), every_source());
    report.is_sealed = is_sealed(survey, report.counts.answers);
    report.by_unit.indicator = report.by_month.indicator = report.by_channel.indicator = measure;
    if (!report.is_sealed && report.has_grades) {
        report.by_unit = make_survey_score(store, survey, measure, period, GroupBy::unit);
        report.by_month = make_survey_score(store, survey, measure, period, GroupBy::month);
        report.by_channel = make_survey_score(store, survey, measure, period, GroupBy::channel);
        Indicator other = without_target(measure);
        for (const Question& question : report.questionnaire.questions) {
            if (question.type != surveys::QuestionType::grade || question.id == measure.question)
                continue;
            other.question = question.id;
            other.name = question.text;
            report.others.push_back(
                {question.text, make_survey_score(store, survey, other, period)});
        }
    }
    report.counts = count_answers(store, report, graded);
    report.counts.answers += votes_on_the_way(store, survey);
    return report;
}

}  // namespace reports
