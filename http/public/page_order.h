// The page order: which questions stand on the page a person meets first, and which wait.
//
// An open survey with a required grade shows that grade alone, with what branches from it and the
// free text; the rest stands on a second, optional page after the thank-you. What stands where
// changes figures, so it follows from the questionnaire alone. Every other survey is one page.
#pragma once

#include <vector>

#include "surveys/questionnaires/answers.h"
#include "surveys/questionnaires/questionnaire.h"

namespace http {

using QuestionList = std::vector<const surveys::Question*>;

// The grade that stands first and alone, or nullptr when the survey is one page.
const surveys::Question* lead_of(const surveys::Questionnaire& questionnaire);

QuestionList first_page(const surveys::Questionnaire& questionnaire);
// What is still unanswered after the first page and may be shown: reasons first, what must be
// written last.
QuestionList second_page(const surveys::Questionnaire& questionnaire,
                         const surveys::Answers& earlier);

}  // namespace http
