// What is said of an answer that is none.
#pragma once

#include "surveys/questionnaires/questionnaire.h"
#include "surveys/questionnaires/words.h"

namespace surveys {

// What an answer to a question of this type must be.
Words expected(QuestionType type);
Words not_offered();
Words chosen_twice();
Words too_long();
Words not_text();  // U+0000 in it
Words phone_without_consent();
Words consent_without_phone();
Words no_such_question();

}  // namespace surveys
