// A sentence: words with holes, and how a score's parts are called in them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "reports/score.h"
#include "surveys/questionnaires/words.h"

namespace reports {

// The same in both languages.
surveys::Words same(const std::string& text);
surveys::Words same(std::int64_t number);

// "{0} 人中 {1} 人已答": each "{i}" becomes the i-th text, in its language.
surveys::Words filled(surveys::Words words, std::initializer_list<surveys::Words> texts);

surveys::Words answers_of(const Score& score);
surveys::Words target_of(const Score& score);
surveys::Words figure_of(const Score& score);  // "满意率" or "平均分"
surveys::Words with_unit(const Score& score, const std::string& shown);

}  // namespace reports
