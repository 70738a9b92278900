// Answers: what one person said, by question id, already in the types of the questions.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "engine/figures/grade.h"
#include "surveys/questionnaires/problem.h"
#include "surveys/questionnaires/questionnaire.h"

namespace surveys {

struct NotApplicable {  // only from paper forms and imports
    friend bool operator==(const NotApplicable&, const NotApplicable&) = default;
};
struct Choice {
    std::string option;
    friend bool operator==(const Choice&, const Choice&) = default;
};
struct Choices {
    std::vector<std::string> options;  // in the order the questionnaire offers them, no doubles
    friend bool operator==(const Choices&, const Choices&) = default;
};
struct Score {
    int points = 0;  // 0..10
    friend bool operator==(const Score&, const Score&) = default;
};
struct YesNo {
    bool yes = false;
    friend bool operator==(const YesNo&, const YesNo&) = default;
};
struct Number {
    std::string decimal;  // canonical: "-12.5", no exponent, no needless zero
    friend bool operator==(const Number&, const Number&) = default;
};
struct FreeText {
    std::string text;  // valid UTF-8 without U+0000, at most limits().text_characters
    friend bool operator==(const FreeText&, const FreeText&) = default;
};
struct Date {
    std::int64_t day = 0;  // days since 1970-01-01
    friend bool operator==(const Date&, const Date&) = default;
};
struct Contact {
    std::string phone;  // given only with consent
    friend bool operator==(const Contact&, const Contact&) = default;
};

using Answer = std::variant<engine::Grade, NotApplicable, Choice, Choices, Score, YesNo, Number,
                            FreeText, Date, Contact>;

// A question that was not answered is absent.
using Answers = std::map<std::string, Answer>;

// Whether a question is shown to somebody who gave these answers.
bool is_shown(const Question& question, const Answers& answers);

// Every problem at once, in the order of the questions: a missing required answer, an answer to a
// hidden or unknown question, one that was not offered. None means acceptable. Paper forms may
// leave a required question blank: `blanks_allowed`.
enum class Blanks { refused, allowed };
[[nodiscard]] Problems check(const Answers& answers, const Questionnaire& questionnaire,
                             Blanks blanks = Blanks::refused);

// The compact form a response row keeps (docs/journal.md): for each answered question but texts
// and contacts, in the order of the questions, its position and its value.
std::string encode(const Answers& answers, const Questionnaire& questionnaire);
// Throws std::runtime_error when the bytes are no answers to this questionnaire.
Answers decode(std::string_view bytes, const Questionnaire& questionnaire);

}  // namespace surveys
