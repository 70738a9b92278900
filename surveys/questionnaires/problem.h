// A problem: one thing a person must change, where it is, and in words they can act on.
#pragma once

#include <string>
#include <vector>

#include "surveys/questionnaires/words.h"

namespace surveys {

// `place` is a question id for answers ("overall"), a field ("unit", "code", "answers") or a
// JSON pointer for files ("/questions/3/show_if").
struct Problem {
    std::string place;
    Words words;

    friend bool operator==(const Problem&, const Problem&) = default;
};

using Problems = std::vector<Problem>;

}  // namespace surveys
