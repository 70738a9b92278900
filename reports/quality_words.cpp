#include "reports/quality_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/figures/decimal.h"
#include "reports/sentence.h"

namespace reports {
namespace {

using surveys::Words;

std::string decimal(double number, int places) {
    const double power = std::pow(10, places);
    return engine::decimal({std::llround(number * power), static_cast<std::int64_t>(power)},
                           places);
}

// A question may have no English of its own.
Words in_both(const Words& text) { return {text.zh_cn, text.in(surveys::Locale::en)}; }

Words why_no_alpha(const ItemQuality& quality) {
    if (quality.gap == QualityGap::many_questions)
        return filled({"分级题超过 {0} 道，不计算。",
                       "More than {0} graded questions: not computed."},
                      {same(static_cast<std::int64_t>(quality_items_max))});
    if (quality.gap == QualityGap::few_rows)
        return filled({"完整的答卷不足 {0} 份，太少，算出来的系数靠不住，不显示。",
                       "Fewer than {0} complete answers: too few for a coefficient to rely on."},
                      {same(engine::reliability_rows_min)});
    if (quality.gap == QualityGap::few_vary)
        return {"几乎每道题大家都打了同一个等级，看不出各题是否一致。",
                "Nearly every question got one and the same grade from everybody: nothing shows "
                "whether they go together."};
    return {"各题的高低正好互相抵消，系数没有意义。",
            "The questions cancel each other out, so there is no coefficient."};
}

Words meaning_of(const ItemQuality& quality) {
    const engine::Interval& interval = quality.interval.value();
    if (interval.lower >= alpha_redundant)
        return {"各题几乎在问同一件事，可以考虑少问几题。",
                "The questions ask almost the same thing: some could be left out."};
    if (interval.lower >= alpha_enough)
        return {"各题方向一致，可以合起来看成一个总的满意程度。",
                "The questions point the same way and may be read as one satisfaction."};
    if (interval.upper < 0)
        return {"各题方向相反，先查一查有没有题目问反了或录反了。",
                "The questions run against each other: look whether one is worded or typed in the "
                "wrong way round."};
    if (interval.upper < alpha_enough)
        return {"各题说的不是同一回事，应逐题看，不宜合成一个总分。",
                "The questions do not measure one thing: read them one by one, not as one total."};
    return {"各题是否在说同一回事，现有的答卷还说不准。",
            "The answers so far cannot tell whether the questions measure one thing."};
}

// Of the gaps of which alpha has nothing to say.
const Words& why_no_drivers(QualityGap gap) {
    static const Words none;
    static const Words not_overall{"问卷里没有人人都答的总体评价题，看不出各题的轻重。",
                                   "No question asks everybody for satisfaction overall, so "
                                   "nothing shows which question weighs more."};
    static const Words few{"除总体评价外，至少要有两道分级题，才能比较轻重。",
                           "It takes two graded questions beside the one overall to compare them."};
    static const Words many{"分级题太多，无法分摊轻重。",
                            "There are too many graded questions to share importance out."};
    static const Words overall{"完整答卷的总体评价全都一样，看不出与哪道题有关。",
                               "All complete answers give one grade overall, so nothing shows "
                               "what goes with it."};
    static const Words alike{"有些题的答案几乎完全一样，分不出哪道更重要。",
                             "Some questions are answered so much alike that nobody can tell which "
                             "matters more."};
    static const Words nothing{"总体评价与这些题没有可见的关系，分不出轻重。",
                               "Satisfaction overall does not go with any of these questions."};
    switch (gap) {
        case QualityGap::not_overall: return not_overall;
        case QualityGap::few_questions: return few;
        case QualityGap::many_questions: return many;
        case QualityGap::overall_constant: return overall;
        case QualityGap::questions_alike: return alike;
        case QualityGap::nothing_explained: return nothing;
        case QualityGap::none:
        case QualityGap::few_rows:
        case QualityGap::few_vary:
        case QualityGap::sum_constant:
        case QualityGap::question_constant: return none;
    }
    return none;
}

}  // namespace

Words about_rows(const ItemQuality& quality) {
    if (quality.gap == QualityGap::many_questions) return {};  // nothing was read
    if (quality.is_cut)
        return filled(
            {"答卷太多，只读了最前面的 {0} 页，其中 {1} 份的每道分级题都打了等级，只用这些计算。",
             "There are so many answers that only the first {0} pages were read; {1} of the "
             "answers grade every question, and only these count here."},
            {same(quality_pages_max), same(quality.complete)});
    if (quality.complete == quality.rows && quality.rows > 0)
        return filled({"全部 {0} 份答卷的每道分级题都打了等级。",
                       "All {0} answers grade every question."},
                      {same(quality.rows)});
    return filled(
        {"{0} 份答卷中，{1} 份的每道分级题都打了等级，只用这些计算，所以与上面的数值会略有出入。",
         "Of {0} answers, {1} grade every question; only these count here, so figures may differ "
         "a little from those above."},
        {same(quality.rows), same(quality.complete)});
}

Words about_alpha(const ItemQuality& quality) {
    if (quality.gap != QualityGap::none) return why_no_alpha(quality);
    const engine::Interval& interval = quality.interval.value();
    const Words figure = filled(
        {"克隆巴赫 α = {0}，95% 区间 {1} – {2}。", "Cronbach's α = {0}, 95 % interval {1} – {2}. "},
        {same(shown_coefficient(quality.reliability.alpha.value())),
         same(shown_coefficient(interval.lower)), same(shown_coefficient(interval.upper))});
    const Words meaning = meaning_of(quality);
    return {figure.zh_cn + meaning.zh_cn, figure.en + meaning.en};
}

Words about_drivers(const ItemQuality& quality) {
    if (quality.driver_gap == QualityGap::question_constant)
        return filled({"“{0}”所有人都打了同一个等级，分不出各题的轻重。",
                       "Everybody gave one grade to “{0}”, so importance cannot be shared out."},
                      {in_both(quality.items.at(quality.constant_question).text)});
    if (quality.driver_gap != QualityGap::none) return why_no_drivers(quality.driver_gap);
    const Words about = filled(
        {"总体满意程度的差别，有 {0}% 与下面这些题一同变化（R² = {1}）；“重要性”是其中分摊到每道题的部分。"
         "改进了重要的题，总体满意不一定跟着提高。离两条中线很近的差别多属偶然，归为“居中”。",
         "{0} % of the differences in satisfaction overall go with these questions (R² = {1}); "
         "importance is the part of each in that. Improving an important question need not raise "
         "satisfaction overall. What lies close to a line of the middle is mostly chance and "
         "counts as in the middle."},
        {same(decimal(100 * quality.r_squared, 1)), same(decimal(quality.r_squared, 3))});
    const auto is_middle = [](const QuestionStanding& standing) {
        return standing.quadrant == engine::Quadrant::on_a_line;
    };
    if (!std::ranges::all_of(quality.standings, is_middle)) return about;
    return {about.zh_cn + "现有的答卷还分不出该先改进哪道题。",
            about.en + " So far the answers do not single out a question to improve first."};
}

Words about_constants(const ItemQuality& quality) {
    if (quality.gap == QualityGap::few_rows || quality.reliability.constants.empty()) return {};
    Words names;
    for (const std::size_t item : quality.reliability.constants) {
        const Words text = in_both(quality.items.at(item).text);
        names.zh_cn += "“" + text.zh_cn + "”";
        names.en += (names.en.empty() ? "“" : ", “") + text.en + "”";
    }
    return filled({"大家打的等级全都一样、未列入的题：{0}。",
                   "Graded alike by everybody and left out: {0}."},
                  {names});
}

const Words& words(engine::Quadrant quadrant) {
    static const std::array<Words, 5> table{{{"优先改进", "improve first"},
                                             {"保持", "keep up"},
                                             {"可暂缓", "low priority"},
                                             {"可能过度", "possible overkill"},
                                             {"居中", "in the middle"}}};
    return table.at(static_cast<std::size_t>(quadrant));
}

std::string shown_coefficient(double number) { return decimal(number, 2); }

std::string shown_importance(const QuestionStanding& standing) {
    return decimal(standing.importance, 1);
}

std::string shown_performance(const ItemQuality& quality, const QuestionStanding& standing) {
    const engine::Tally& tally = quality.tallies.at(standing.item);
    return engine::honest_decimal({tally.points(quality.scale), tally.n()},
                                  {.maximum = engine::Rational{.numerator = 100}});
}

std::string shown_mean(const ItemQuality& quality, std::size_t item) {
    const engine::Tally& tally = quality.tallies.at(item);
    constexpr engine::Scale five{.points = {5, 4, 3, 2, 1}};
    return engine::decimal({tally.points(five), tally.n()});
}

}  // namespace reports
