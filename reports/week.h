// A week: how many answers came in the last seven days, by which channel, and how many before.
#pragma once

#include <cstdint>
#include <vector>

#include "surveys/store/store.h"

namespace reports {

struct ChannelAnswers {
    surveys::Channel channel = surveys::Channel::web;
    std::int64_t answers = 0;
};

struct Week {
    std::int64_t answers = 0;
    std::int64_t before = 0;                // in the seven days before those
    std::vector<ChannelAnswers> channels;  // the most used first; none without answers
};

// Of every survey an indicator stands on, whether its question was answered or left blank. Secret
// ballots are left out: how many voted when is nobody's business.
[[nodiscard]] Week last_week(const surveys::Store& store, std::int64_t today);

}  // namespace reports
