// A grade row: the word and the face a grade is offered with, all five drawn with equal weight.
#pragma once

#include <string>
#include <string_view>

#include "engine/figures/grade.h"
#include "surveys/questionnaires/words.h"

namespace http {

std::string_view grade_word(engine::Grade grade, surveys::Locale locale);
// The word as HTML; a narrow column breaks it as a reader would: 非常|不满意.
std::string grade_label(engine::Grade grade, surveys::Locale locale);
// The mouth of the line icon, an SVG path in a 32 by 32 box.
std::string_view mouth_of(engine::Grade grade);

}  // namespace http
