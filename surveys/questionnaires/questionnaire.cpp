#include "surveys/questionnaires/questionnaire.h"

#include <algorithm>

#include "engine/expects.h"

namespace surveys {

std::string_view name(QuestionType type) {
    switch (type) {
        case QuestionType::grade: return "grade";
        case QuestionType::choice: return "choice";
        case QuestionType::choices: return "choices";
        case QuestionType::score: return "score";
        case QuestionType::yes_no: return "yes_no";
        case QuestionType::number: return "number";
        case QuestionType::text: return "text";
        case QuestionType::date: return "date";
        case QuestionType::contact: return "contact";
    }
    engine::expects(false, "a question has one of nine types");
    return {};
}

std::string_view name(Mode mode) {
    switch (mode) {
        case Mode::open: return "open";
        case Mode::coded: return "coded";
        case Mode::ballot: return "ballot";
    }
    engine::expects(false, "a mode is one of three");
    return {};
}

bool Question::offers(std::string_view option) const {
    return std::any_of(options.begin(), options.end(),
                       [&](const Option& offered) { return offered.code == option; });
}

const Question* Questionnaire::find(std::string_view question) const {
    const auto found = position(question);
    return found ? &questions[*found] : nullptr;
}

std::optional<std::size_t> Questionnaire::position(std::string_view question) const {
    const auto found = std::find_if(questions.begin(), questions.end(),
                                    [&](const Question& each) { return each.id == question; });
    if (found == questions.end()) return std::nullopt;
    return static_cast<std::size_t>(found - questions.begin());
}

}  // namespace surveys
