// A small questionnaire with one question of every kind, and the units its answers come from.
#pragma once

#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/unit.h"

namespace surveys {

inline Question question(std::string id, QuestionType type) {
    Question question;
    question.id = std::move(id);
    question.type = type;
    question.text = {question.id, question.id};
    return question;
}

inline Questionnaire small_questionnaire(Mode mode = Mode::open) {
    Questionnaire questionnaire;
    questionnaire.id = "small";
    questionnaire.version = 3;
    questionnaire.mode = mode;
    questionnaire.questions = {
        question("overall", QuestionType::grade), question("place", QuestionType::choice),
        question("reasons", QuestionType::choices), question("recommend", QuestionType::score),
        question("again", QuestionType::yes_no), question("waited", QuestionType::number),
        question("comment", QuestionType::text), question("visited", QuestionType::date),
        question("contact", QuestionType::contact)};
    questionnaire.questions[0].required = true;
    questionnaire.questions[1].options = {{"hall", {"大厅", "Hall"}}, {"net", {"网上", "Online"}}};
    questionnaire.questions[2].options = {
        {"slow", {"时间长", "Slow"}}, {"rude", {"态度", "Manner"}}, {"papers", {"材料多", "Papers"}}};
    questionnaire.questions[2].show_if = ShowIf{"overall", {"dissatisfied", "very_dissatisfied"}};
    return questionnaire;
}

inline std::vector<Unit> small_units() {
    return {{"bureau", "局", "", "bureau"}, {"xz01", "一号窗口", "bureau", "window"},
            {"xz02", "二号窗口", "bureau", "window"}};
}

}  // namespace surveys
