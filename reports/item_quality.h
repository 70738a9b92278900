// An item quality: how the grade questions of a survey go together, and which of them goes with
// satisfaction overall. It reads the rows once, in a time that grows with them, and so is made only
// when somebody asks for it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/quality/drivers.h"
#include "engine/quality/reliability.h"
#include "reports/survey_report.h"

namespace reports {

// More pages are not read, and the reader is told. Of each answer that is not complete yet a place
// is kept while reading: 20 MB at most.
inline constexpr std::int64_t quality_pages_max = 200'000;
inline constexpr std::size_t quality_items_max = 20;
inline constexpr double quality_error = 0.05;  // of the interval of alpha

// Why there is no alpha, or no importance.
enum class QualityGap {
    none,
    many_questions,     // more than quality_items_max, or drivers_max besides the one overall
    few_rows,           // under reliability_rows_min complete answers
    few_vary,           // under two questions that anybody answered differently
    sum_constant,       // alpha: the questions cancel out
    not_overall,        // importance: the measured question is not among them
    few_questions,      // importance: under two besides the one overall
    overall_constant,   // importance: everybody gave the same grade overall
    question_constant,  // importance: everybody gave the same grade to one of the questions
    questions_alike,    // importance: cannot be told apart
    nothing_explained   // importance: none to share out
};

// One question beside that of satisfaction overall.
struct QuestionStanding {
    std::size_t item = 0;
    double importance = 0;   // its Shapley share, in percent of R²
    double performance = 0;  // mean worth of its grades
    engine::Quadrant quadrant = engine::Quadrant::on_a_line;
};

// Of complete answers only: with a grade for each item, on whichever of its pages. `tallies` are
// theirs. Items are in the order of the questionnaire, that of satisfaction overall last; what is
// asked only after a certain answer is none, for it would leave only those who gave that one.
struct ItemQuality {
    std::vector<surveys::Question> items{};
    std::vector<engine::Tally> tallies{};
    engine::Scale scale{};
    std::int64_t rows = 0;  // answers that count in the figures of the page
    std::int64_t complete = 0;
    bool is_cut = false;  // there were more pages than were read

    QualityGap gap = QualityGap::none;
    engine::Reliability reliability{};
    std::optional<engine::Interval> interval{};  // of alpha, by Feldt

    QualityGap driver_gap = QualityGap::none;
    std::size_t constant_question = 0;  // if that is the gap
    double r_squared = 0;
    std::vector<QuestionStanding> standings{};
    engine::Crosshair crosshair{};
};

// Whether it may be made at all: never of a ballot, nor where a breakdown would name people; and
// whether two questions are graded by everybody.
[[nodiscard]] bool can_tell_item_quality(const SurveyReport& report);

// Of the answers that the report's figures count: its period, its indicator's sources, undone
// imports left out. Requires can_tell_item_quality(report).
//
// The lines of the middle are the means of the questions. Their bands are twice the noise, and at
// least a tenth of the mean importance and one point: of a mean by its largest standard error, of a
// share as if it were a squared correlation of the mean size s, 2 sqrt(s) (1 - s)/sqrt(n).
[[nodiscard]] ItemQuality item_quality_of(const surveys::Store& store, const SurveyReport& report,
                                          std::int64_t pages_max = quality_pages_max);

}  // namespace reports
