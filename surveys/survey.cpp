#include "surveys/survey.h"

#include <algorithm>

#include "engine/expects.h"

namespace surveys {
namespace {

constexpr std::size_t suffix_size = 5;  // "-2026"

bool is_year_suffix(std::string_view text) {
    return text.size() == suffix_size && text.starts_with("-20") &&
           std::all_of(text.begin() + 1, text.end(),
                       [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool is_run(std::string_view survey) {
    return survey.size() > suffix_size &&
           is_year_suffix(survey.substr(survey.size() - suffix_size));
}

}  // namespace

std::string_view name(SurveyState state) {
    switch (state) {
        case SurveyState::draft: return "draft";
        case SurveyState::open: return "open";
        case SurveyState::closed: return "closed";
    }
    engine::expects(false, "a survey's state is one of three");
    return {};
}

bool Survey::takes_answers_at(std::int64_t now_ms) const {
    return state == SurveyState::open && (!opened_ms || now_ms >= *opened_ms) &&
           (!closes_ms || now_ms < *closes_ms);
}

std::string_view series_of(std::string_view survey) {
    return is_run(survey) ? survey.substr(0, survey.size() - suffix_size) : survey;
}

std::optional<int> run_year_of(std::string_view survey) {
    if (!is_run(survey)) return std::nullopt;
    return std::stoi(std::string{survey.substr(survey.size() - 4)});
}

}  // namespace surveys
