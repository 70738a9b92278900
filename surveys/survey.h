// A survey: one run of a questionnaire, with an opening and a closing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "surveys/questionnaires/questionnaire.h"

namespace surveys {

enum class SurveyState { draft, open, closed };

std::string_view name(SurveyState state);

struct Survey {
    std::string id;
    int version = 1;  // of the questionnaire of the same id that is asked now
    Mode mode = Mode::open;
    SurveyState state = SurveyState::draft;
    std::optional<std::int64_t> opened_ms;
    std::optional<std::int64_t> closes_ms;  // takes no answers from this instant on
    std::optional<std::int64_t> closed_ms;

    bool takes_answers_at(std::int64_t now_ms) const;
};

// "hotline-staff-2026" is a run of the series "hotline-staff"; any other id is its own series.
std::string_view series_of(std::string_view survey);
std::optional<int> run_year_of(std::string_view survey);

}  // namespace surveys
