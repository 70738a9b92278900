// The front page's news: what is waiting, and what the last seven days brought.
#pragma once

#include <vector>

#include "http/desk/pages/filling.h"
#include "reports/score.h"

namespace http {

struct Asked;

[[nodiscard]] Filling news_of(const Asked& asked, const std::vector<reports::Score>& scores);

}  // namespace http
