// A survey report: what one survey's answers say and how many there are of every kind, made once
// for its page, in a time that does not grow with the answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/ballot_results.h"
#include "reports/score.h"
#include "surveys/questionnaires/questionnaire.h"
#include "surveys/survey.h"

namespace reports {

// A grade question beside the one that is measured.
struct OtherQuestion {
    surveys::Words text;  // in the words asked now
    Score score;          // against no target
};

struct SourceCount {
    surveys::Source source;
    std::int64_t answers = 0;
};

// Answers of every kind. Only `by_source` is of the period; the rest is since the survey began.
struct AnswerCounts {
    std::vector<SourceCount> by_source;
    std::int64_t answers = 0;  // first pages, undone imports left out
    std::optional<std::int64_t> second_pages;  // empty where nothing is graded: nobody counted
    std::int64_t imported = 0;                 // rows of imports that count
    std::int64_t undone = 0;                   // rows of those taken out again
    std::int64_t codes_made = 0;
    std::int64_t codes_used = 0;
    std::int64_t codes_revoked = 0;
};

struct SurveyReport {
    surveys::Survey survey{};
    surveys::Questionnaire questionnaire{};
    bool has_indicator = false;  // else the measure is made from the questionnaire's own scale
    bool has_grades = false;
    // A ballot says how many forms came, in steps, and nothing else: see `is_sealed`. Then the
    // scores are empty.
    bool is_sealed = false;
    Score by_unit{};  // also the whole
    Score by_month{};
    Score by_channel{};
    std::vector<OtherQuestion> others{};
    AnswerCounts counts{};

    const Score& whole() const { return by_unit; }
};

// Of a ballot's whole run, whatever the period: two ranges of days could be subtracted.
[[nodiscard]] SurveyReport make_survey_report(const surveys::Store& store,
                                              const surveys::Survey& survey,
                                              const Period& period);

// Every answer the survey has, undone imports left out; of grade questions only.
[[nodiscard]] std::int64_t answers_of(const surveys::Store& store, const surveys::Survey& survey,
                                      const Period& period);

// The indicator that measures this survey, else one of its first grade question against no target.
surveys::Indicator measure_of_survey(const std::vector<surveys::Indicator>& indicators,
                                     const surveys::Survey& survey,
                                     const surveys::Questionnaire& questionnaire);

}  // namespace reports
