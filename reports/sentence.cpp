#include "reports/sentence.h"

#include "reports/words.h"

namespace reports {
namespace {

void put(std::string& sentence, const std::string& hole, const std::string& text) {
    for (auto at = sentence.find(hole); at != std::string::npos;
         at = sentence.find(hole, at + text.size()))
        sentence.replace(at, hole.size(), text);
}

}  // namespace

Words same(const std::string& text) { return {text, text}; }
Words same(std::int64_t number) { return same(std::to_string(number)); }

Words filled(Words words, std::initializer_list<Words> texts) {
    char digit = '0';
    for (const Words& text : texts) {
        const std::string hole = std::string("{").append(1, digit++).append("}");
        put(words.zh_cn, hole, text.zh_cn);
        put(words.en, hole, text.en);
    }
    return words;
}

Words answers_of(const Score& score) { return same(score.n()); }
Words target_of(const Score& score) { return same(score.indicator.target.target.text); }

Words figure_of(const Score& score) {
    return score.indicator.measure == surveys::Measure::mean_score
               ? Words{"平均分", "mean score"}
               : Words{"满意率", "share satisfied"};
}

Words with_unit(const Score& score, const std::string& shown) {
    const Words& unit = unit_of(score.indicator.measure);
    return {shown + unit.zh_cn, shown + unit.en};
}

}  // namespace reports
