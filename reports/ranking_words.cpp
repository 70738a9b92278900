#include "reports/ranking_words.h"

#include <cmath>

#include "engine/figures/decimal.h"
#include "reports/sentence.h"

namespace reports {
namespace {

using surveys::Words;

// Two standard deviations above what chance alone gives: phi is about 1 ± sqrt(2/units).
bool is_spread(const UnitComparison& comparison) {
    return comparison.spread &&
           comparison.spread->phi >
               1 + 2 * std::sqrt(2 / static_cast<double>(comparison.ranked));
}

std::string one_decimal(double number) {
    constexpr double tenths = 10;
    return engine::decimal({std::llround(number * tenths), static_cast<std::int64_t>(tenths)}, 1);
}

}  // namespace

Words about_ranks(const UnitComparison& comparison) {
    Words about = filled(
        {"每点是一个没有下属的单位。答卷越少，偶然的起伏越大，界线就越宽：虚线内约 95%、"
         "实线内约 99.8% 的起伏属于偶然。名次写成范围：{0} 个单位两两比较，"
         "全部范围同时成立有 95% 的把握；范围重叠的单位分不出先后。",
         "Each point is a unit without units below it. The fewer its answers, the wider the limits "
         "that chance sets: about 95% of its swings lie within the dashed lines, 99.8% within the "
         "solid ones. Places are ranges: of {0} units compared in pairs, all ranges hold together "
         "with 95% confidence. Units whose ranges overlap cannot be put in order."},
        {same(comparison.ranked)});
    if (!is_spread(comparison)) return about;
    const Words spread = filled(
        {"各单位的差别大于偶然所能解释的（φ = {0}），界外的单位会偏多，"
         "宜先看差别从何而来。",
         " The units differ more than chance explains (φ = {0}), so more of them lie outside: "
         "first look at where the differences come from."},
        {same(one_decimal(comparison.spread->phi))});
    return {about.zh_cn + spread.zh_cn, about.en + spread.en};
}

}  // namespace reports
