// The words about a survey that its pages share: state, days, and what a ballot may say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "surveys/questionnaires/words.h"
#include "surveys/survey.h"

namespace http {

// "已到截止日" of one that is open but takes no more answers.
std::string state_words(const surveys::Survey& survey, std::int64_t now_ms,
                        surveys::Locale locale);
std::string first_day_words(const surveys::Survey& survey);  // "2026-01-05"; "—" before it opens
// The last day that counts, or the one on which it was closed; "—" without.
std::string last_day_words(const surveys::Survey& survey);

// "2026-01-05至2026-12-31"; "2026-01-05起" while no end is set. Requires that it was opened.
std::string days_words(const surveys::Survey& survey, surveys::Locale locale);
// Nothing can be opened or closed any more.
bool is_over_for_good(const surveys::Survey& survey);

// "已收到至少20份，共27人": in steps of five.
std::string received_words(std::int64_t answers, std::optional<std::int64_t> people,
                           surveys::Locale locale);

}  // namespace http
