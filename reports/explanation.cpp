#include "reports/explanation.h"

#include "engine/figures/decimal.h"
#include "reports/number.h"
#include "reports/sentence.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using engine::Official;
using engine::Proof;
using surveys::Design;

const std::string& zh(const Words& words) { return words.zh_cn; }
const std::string& en(const Words& words) { return words.in(surveys::Locale::en); }

Words both(const Words& left, const Words& right) {
    return {zh(left) + zh(right), en(left) + en(right)};
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text += part;
    return text;
}

bool is_mean(const Score& score) {
    return score.indicator.measure == surveys::Measure::mean_score;
}

Words people_words(const Score& score) {
    return score.population ? same(std::to_string(*score.population)) : Words{"未知", "unknown"};
}

std::string sum_of(const Score& score) {
    const engine::Scale& scale = score.indicator.scale;
    return std::to_string(is_mean(score) ? score.counts.points(scale)
                                         : score.counts.satisfied(scale));
}

// "100×300 + 80×60 + …", or "300 + 60 + 15": what is added up.
std::string terms_of(const Score& score) {
    std::string terms;
    for (const engine::Grade grade : engine::grades) {
        if (!is_mean(score) && !score.indicator.scale.satisfies(grade)) continue;
        terms.append(terms.empty() ? "" : " + ");
        if (is_mean(score))
            terms.append(std::to_string(score.indicator.scale.worth(grade))).append("×");
        terms.append(std::to_string(score.counts.count(grade)));
    }
    return terms;
}

Words sum_words(const Score& score) {
    const auto value = shown_value(score);
    if (!value) return {"还没有有效答卷", "no valid answers yet"};
    const std::string n = std::to_string(score.n());
    const std::string percent = is_mean(score) ? "" : " × 100%";
    const std::string by_n = joined({" ÷ ", n, percent, " = "});
    return both(same(joined({"(", terms_of(score), ")", by_n, sum_of(score), by_n})),
                with_unit(score, *value));
}

Words satisfied_words(const Score& score) {
    Words all;
    for (const engine::Grade grade : engine::grades) {
        if (!score.indicator.scale.satisfies(grade)) continue;
        all.zh_cn.append(all.zh_cn.empty() ? "" : "、").append(zh(words(grade)));
        all.en.append(all.en.empty() ? "" : ", ").append(en(words(grade)));
    }
    return all;
}

Words formula_words(const Score& score) {
    if (is_mean(score))
        return {"平均分 = Σ（等级分值 × 人数）÷ 有效答卷 n",
                "mean score = sum of (value of the grade × answers) ÷ valid answers n"};
    return {"满意率 = 满意人数 ÷ 有效答卷 n × 100%",
            "share satisfied = satisfied answers ÷ valid answers n × 100%"};
}

Words design_words(Design design) {
    switch (design) {
        case Design::census:
            return {"普查：请全体作答；还没作答的人怎么想，答卷说明不了。",
                    "Census: everybody is asked; what the silent think the answers do not say."};
        case Design::probability:
            return {"随机抽样：对象是从名单里随机抽取的，可以推断全体，误差有多大见区间。",
                    "Random sample: people were drawn at random from a list, so the answers speak "
                    "for everybody, within the interval."};
        case Design::volunteer:
            return {"自愿作答：谁愿意谁作答，不是随机抽取的，不能据此推断全体。",
                    "Volunteers: whoever liked answered, nobody was drawn at random, so the "
                    "answers do not speak for everybody."};
    }
    return {};
}

Words strength_words(const Score& score) {
    const engine::Assurance& assurance = score.judgement.assurance;
    if (score.n() == 0) return {"（还没有答卷）", " (no answers yet)"};
    if (assurance.certain)
        return {"（确定：不论没作答的人怎么想都成立）",
                " (certain: true whatever the silent think)"};
    if (assurance.verdict != Proof::undecided)
        return {"（统计推断：95% 的把握，前提是没作答的人与作答的人相仿）",
                " (statistical: 95% confidence, if the silent are like those who answered)"};
    if (!is_nominal(score)) return {"", ""};
    const Words& nominal = words(assurance.nominal_verdict);
    return {joined({"（名义结论：假如这些答卷是随机抽取的，则", zh(nominal), "；只供参考）"}),
            joined({" (nominal: had these been drawn at random, ", en(nominal),
                    "; for information only)"})};
}

Words interval_words(const Score& score) {
    if (score.judgement.interval_method == engine::Method::everybody)
        return words(engine::Method::everybody);
    const auto interval = shown_interval(score);
    if (!interval) return {"还没有答卷", "no answers yet"};
    Words text = both(same(interval->lower + " – "), with_unit(score, interval->upper));
    text = both(text, {"（每端 95%；", " (each end 95%; "});
    text = both(text, method_of_interval(score.judgement));
    if (is_nominal(score)) text = both(text, {"；名义，只供参考", "; nominal, for information"});
    return both(text, {"）", ")"});
}

Words worst_words(const Score& score) {
    const auto worst = shown_worst_case(score);
    if (!worst)
        return {"总体人数未知，无法给出", "cannot be given: the number of people is unknown"};
    return both(both(same(worst->lower + " – "), with_unit(score, worst->upper)),
                {"（没作答的人全给最差或全给最好评价）",
                 " (if all the silent gave the worst, or the best, grade)"});
}

Words target_words(const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    const std::string& text = indicator.target.target.text;
    if (indicator.evidence.empty()) return same(text);
    return {text + "（依据：" + indicator.evidence + "）",
            text + " (on the ground of: " + indicator.evidence + ")"};
}

Words earned_words(const Score& score) {
    const auto earned = shown_points(score);
    if (!earned) return {"还没有得分", "none yet"};
    const std::string weight = std::to_string(score.indicator.weight);
    if (score.judgement.official == Official::reached)
        return {joined({"达标得满分：", *earned}), joined({"reached, so the full weight: ", *earned})};
    const std::string target = engine::shortest_decimal(score.indicator.target.target.number);
    const Words worked = both(with_unit(score, *shown_value(score)),
                              same(joined({" ÷ ", target, " × ", weight, " = ", *earned})));
    return {joined({"未达标，按比例计分：", zh(worked), "（用未取整的实际值计算，保留两位小数）"}),
            joined({"missed, so in proportion: ", en(worked),
                    " (from the unrounded figure, to two places)"})};
}

}  // namespace

Words official_sentence(const Score& score) {
    const auto value = shown_value(score);
    const auto& official = score.judgement.official;
    const std::string first = surveys::iso_date(score.period.first_day);
    const std::string last = surveys::iso_date(score.period.last_day);
    const std::string& target = score.indicator.target.target.text;
    const std::string n = std::to_string(score.n());
    const Words& measure = words(score.indicator.measure);
    const Words figure = value ? with_unit(score, *value) : Words{"无数据", "nothing yet"};
    const Words& verdict = words(score.judgement.assurance.verdict);
    const Words people = people_words(score);
    const Words& design = words(score.indicator.population.design);
    const Words result = official ? both({"，", ", "}, words(*official)) : Words{};
    return {joined({first, " 至 ", last, "：", zh(measure), " ", zh(figure), "，目标 ", target,
                    zh(result), "；有效答卷 n=", n, "，总体 N=", zh(people), "，", zh(design),
                    "；对全体：", zh(verdict), "。"}),
            joined({first, " to ", last, ": ", en(measure), " ", en(figure), ", target ", target,
                    result.en, "; valid answers n=", n, ", people N=", en(people), ", ",
                    en(design), "; about everybody: ", en(verdict), "."})};
}

std::vector<ExplainedLine> explain_formula(const Score& score) {
    std::vector<ExplainedLine> lines;
    lines.push_back({{"公式", "Formula"}, formula_words(score)});
    lines.push_back({{"代入数字", "With its numbers"}, sum_words(score)});
    lines.push_back({{"计为满意", "Counted as satisfied"}, satisfied_words(score)});
    if (const auto stricter = shown_stricter(score); stricter && score.has_stricter)
        lines.push_back({{"更严口径", "Stricter figure"},
                         {joined({"只算非常满意和满意：", *stricter, "%"}),
                          joined({"the two best grades only: ", *stricter, "%"})}});
    lines.push_back({{"目标", "Target"}, target_words(score)});
    lines.push_back({{"取整", "Rounding"},
                     {"保留两位小数，四舍五入，但不越过目标线，也不进到 100；是否达标按未取整的值判断。",
                      "To two places, halves up, but never across the target nor up to 100; "
                      "whether it is reached is judged unrounded."}});
    return lines;
}

std::vector<ExplainedLine> explain_proof(const Score& score) {
    const surveys::Population& population = score.indicator.population;
    Words people = people_words(score);
    if (!population.basis.empty())
        people = both(people, {joined({"（", population.basis, "）"}),
                               joined({" (", population.basis, ")"})});
    std::vector<ExplainedLine> lines;
    lines.push_back({{"有效答卷 n", "Valid answers n"}, same(std::to_string(score.n()))});
    if (!score.population)
        people = both(people,
                      {"；管理员在指标文件的 population.size 里填上人数，再用 indicator add 导入",
                       "; an administrator enters it as population.size of the indicator's file "
                       "and imports it with indicator add"});
    lines.push_back({{"总体人数 N", "People N"}, people});
    lines.push_back({{"调查方式", "Design"}, design_words(population.design)});
    lines.push_back({{"对全体的判定", "About everybody"},
                     both(words(score.judgement.assurance.verdict), strength_words(score))});
    lines.push_back({is_nominal(score) && score.n() > 0 ? Words{"名义区间", "Nominal interval"}
                                                        : Words{"区间", "Interval"},
                     interval_words(score)});
    lines.push_back({{"最坏至最好", "Worst to best"}, worst_words(score)});
    if (score.n() == 0) return lines;
    lines.push_back({{"判定方法", "Method"}, words(score.judgement.assurance.method)});
    lines.push_back({{"查看方式", "Looked at"}, words(score.judgement.assurance.looks)});
    return lines;
}

std::vector<ExplainedLine> explain_points(const Score& score) {
    std::vector<ExplainedLine> lines;
    lines.push_back({{"分值", "Weight"}, same(std::to_string(score.indicator.weight))});
    lines.push_back({{"得分", "Points"}, earned_words(score)});
    if (const auto unrounded = shown_unrounded_points(score))
        lines.push_back({{"未取整得分", "Unrounded points"}, same(*unrounded)});
    return lines;
}

}  // namespace reports
