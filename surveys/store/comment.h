// A comment: what one person wrote in an answer's free texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/figures/grade.h"
#include "surveys/questionnaires/submission.h"

namespace surveys {

// Days are inclusive, in Asia/Shanghai. `before` is an earlier page's `older`.
struct CommentQuery {
    std::string survey;
    std::string grade_question;       // whose grade stands beside the words
    std::optional<std::string> unit;  // nullopt for every unit, "" for answers without one
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
    std::optional<std::int64_t> before;
};

struct CommentText {
    std::string question;
    std::string text;
};

// A ballot's comment has its words and nothing else.
struct Comment {
    std::vector<CommentText> texts;  // in the order of the questions
    std::string unit;
    std::int64_t received_ms = 0;
    std::optional<Source> source;
    std::optional<engine::Grade> grade;
};

struct CommentPage {
    std::vector<Comment> comments;
    std::optional<std::int64_t> older;  // where to go on; empty when all was seen
};

}  // namespace surveys
