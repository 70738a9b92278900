// A draft: a submission while its body is read, with the problems found so far.
#pragma once

#include <optional>
#include <string_view>

#include "surveys/questionnaires/submission.h"

namespace surveys {

// What one value says: an answer, a problem, or neither when it is no answer.
struct AnswerReading {
    std::optional<Answer> answer;
    std::optional<Words> problem;
};

class Draft {
public:
    explicit Draft(const Questionnaire& questionnaire) : questionnaire_(questionnaire) {
        submission_.version = questionnaire.version;
    }

    void note(std::string_view place, Words words);  // only the first at each place
    void answer(const Question& question, AnswerReading reading);

    // As people or programs wrote them; each may note a problem at its own place.
    void key(std::string_view written);
    void unit(std::string_view written);
    void code(std::string_view written);
    void channel(std::string_view written);
    void locale(std::string_view written);
    void first(std::string_view written);

    // Checks the whole, on top of what the first page said. A question that could not be read is
    // not also called unanswered, nor what follows from it hidden.
    SubmissionReading settled(const Answers* earlier) &&;

private:
    bool is_noted(std::string_view place) const;
    void check_answers(const Answers* earlier);

    const Questionnaire& questionnaire_;
    Submission submission_;
    Problems problems_;
};

Words malformed_code();
SubmissionReading malformed(Words words);

}  // namespace surveys
