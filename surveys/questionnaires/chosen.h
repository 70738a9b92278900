// What people chose or wrote, read the same way from a page and from a program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surveys/questionnaires/submission_draft.h"

namespace surveys {

AnswerReading read_grade(std::string_view name);
AnswerReading read_choice(std::string_view code, const Question& question);
AnswerReading read_choices(const std::vector<std::string>& codes, const Question& question);
AnswerReading read_number(std::string_view text);
AnswerReading read_text(std::string text);
AnswerReading read_date(std::string_view text);
// No phone and no consent is no answer.
AnswerReading read_contact(bool consent, std::string_view phone);

}  // namespace surveys
