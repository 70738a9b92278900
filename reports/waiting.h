// What is waiting: the things somebody at the desk should do or know next.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/score.h"
#include "surveys/questionnaires/words.h"
#include "surveys/store/store.h"

namespace reports {

struct Waiting {
    enum class Kind { missed, undecided, draft, closing, import, checkpoint };
    Kind kind = Kind::checkpoint;
    std::string subject;  // the id of an indicator or a survey; empty for the others
    surveys::Words words;
};

inline constexpr std::int64_t closing_days_max = 14;

// Indicators of these scores that missed their target or are undecided, surveys not opened yet or
// closing soon, imports that stopped half way, and the next checkpoint.
[[nodiscard]] std::vector<Waiting> what_waits(const surveys::Store& store,
                                              const std::vector<Score>& scores,
                                              std::int64_t now_ms);

}  // namespace reports
