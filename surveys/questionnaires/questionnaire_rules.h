// The rules that hold between the questions of one questionnaire.
#pragma once

#include <vector>

#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/questionnaire.h"

namespace surveys {

// A question as far as its file could be read: nothing is concluded from a type it does not have.
struct ReadQuestion {
    Question question;
    bool type_known = false;
};

// Ids that stand twice, and every show_if that cannot work. Places are JSON pointers.
Problems broken_rules(const std::vector<ReadQuestion>& questions);

}  // namespace surveys
