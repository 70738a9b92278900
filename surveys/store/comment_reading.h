// Reading comments, the latest first, without passing the answers that have none.
#pragma once

#include "surveys/store/comment.h"

namespace surveys {

class Connection;
class Definitions;
struct Row;
struct TextRow;

// Keeps where the texts of a response stand in the survey's journal.
void insert_order(Connection& connection, std::int64_t survey, std::int64_t position,
                  const Row& row, const std::vector<TextRow>& texts);

// Up to `limits.comments_per_page`, undone imports and erased words left out. Passes at most
// `limits.comments_passed_max` that were not asked for. A ballot has none before it is closed and
// `limits.ballot_answers_min` answered; then they come in an order of their own.
CommentPage read_comments(Connection& connection, Definitions& definitions,
                          const CommentQuery& query);

}  // namespace surveys
