// The items of a survey: the mean and spread of each 0–10 question beside the indicator's own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/figures/streamed.h"
#include "surveys/questionnaires/words.h"
#include "surveys/store/store.h"

namespace reports {

struct Item {
    std::string question;
    surveys::Words text;      // in the words asked now
    engine::Streamed points;  // 0..10, imported weights where there are any
};

// Reads every response once, so it is for reports and not for pages; undone imports are left out
// and days are inclusive. Of a ballot there are none before its results may be said, then those of
// all days. Empty without such a survey.
[[nodiscard]] std::vector<Item> score_items(const surveys::Store& store, std::string_view survey,
                                            std::int64_t first_day, std::int64_t last_day);

}  // namespace reports
