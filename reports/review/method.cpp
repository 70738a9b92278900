#include "reports/review/method.h"

#include "engine/figures/decimal.h"
#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

Figure text(std::string shown) {
    return {.shown = std::move(shown), .is_number = false, .unit = {}};
}

Figure number(std::string shown, std::string unit = "") {
    return {.shown = std::move(shown), .is_number = true, .unit = std::move(unit)};
}

Figure number(std::int64_t integer) { return number(std::to_string(integer)); }

Figure number(const std::optional<std::string>& shown, const std::string& unit = "") {
    return shown ? number(*shown, unit) : text("—");
}

bool is_mean(const Score& score) {
    return score.indicator.measure == surveys::Measure::mean_score;
}

const std::string& unit(const Score& score) { return unit_of(score.indicator.measure).zh_cn; }

std::string formula(const Score& score) {
    return is_mean(score) ? "Σ（等级分值×人数）÷ 有效答卷n" : "满意人数 ÷ 有效答卷n × 100%";
}

std::string worked_out(const Score& score) {
    if (score.n() == 0) return "—";
    const engine::Scale& scale = score.indicator.scale;
    const std::string n = std::to_string(score.n());
    if (is_mean(score)) return std::to_string(score.counts.points(scale)) + " ÷ " + n;
    return std::to_string(score.counts.satisfied(scale)) + " ÷ " + n + " × 100%";
}

std::string grade_values(const Score& score) {
    std::string all;
    for (const engine::Grade grade : engine::grades)
        all.append(all.empty() ? "" : "/")
            .append(std::to_string(score.indicator.scale.worth(grade)));
    return all;
}

std::string satisfied_grades(const Score& score) {
    std::string all;
    for (const engine::Grade grade : engine::grades)
        if (score.indicator.scale.satisfies(grade))
            all.append(all.empty() ? "" : "+").append(words(grade).zh_cn);
    return all;
}

std::string sources(const Score& score) {
    std::string all;
    for (const surveys::Source source : score.indicator.sources)
        all.append(all.empty() ? "" : "+").append(words(source).zh_cn);
    return all;
}

std::string or_dash(const std::string& shown) { return shown.empty() ? "—" : shown; }

void put_definition(std::vector<MethodLine>& lines, const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    lines.push_back({"指标编号", text(indicator.id)});
    lines.push_back({"度量", text(words(indicator.measure).zh_cn)});
    lines.push_back({"公式", text(formula(score))});
    lines.push_back({"计算式", text(worked_out(score))});
    lines.push_back({"等级分值（由好到差）", text(grade_values(score))});
    lines.push_back({"计为满意", text(satisfied_grades(score))});
    lines.push_back({"指标值确定依据", text(or_dash(indicator.evidence))});
}

void put_counts(std::vector<MethodLine>& lines, const Score& score) {
    const engine::Tally& counts = score.counts;
    for (const engine::Grade grade : engine::grades)
        lines.push_back({words(grade).zh_cn, number(counts.count(grade))});
    lines.push_back({"满意人数", number(counts.satisfied(score.indicator.scale))});
    lines.push_back({"有效答卷n", number(score.n())});
    lines.push_back({"不适用（不计入）", number(counts.not_applicable)});
    lines.push_back({"空白（不计入）", number(counts.blank)});
    lines.push_back({"回收（有效+不适用+空白）",
                     number(score.n() + counts.not_applicable + counts.blank)});
    lines.push_back({"默认评价（不计入）", number(counts.by_default)});
    lines.push_back({"总体人数N", score.population ? number(*score.population) : text("未知")});
    lines.push_back({"调查设计", text(words(score.indicator.population.design).zh_cn)});
    lines.push_back({"调查对象", text(or_dash(score.indicator.population.basis))});
    lines.push_back({"答卷来源", text(sources(score))});
}

void put_figures(std::vector<MethodLine>& lines, const Score& score) {
    const auto& official = score.judgement.official;
    lines.push_back({"年度指标值", text(score.indicator.target.target.text)});
    lines.push_back({"实际完成值", number(shown_value(score), unit(score))});
    lines.push_back({"是否达标", text(official ? words(*official).zh_cn : "—")});
    lines.push_back({"分值", number(score.indicator.weight)});
    lines.push_back({"得分", number(shown_points(score))});
    lines.push_back({"未取整得分", number(shown_unrounded_points(score))});
    lines.push_back({"更严口径：前两级满意率",
                     number(score.has_stricter ? shown_stricter(score) : std::nullopt, "%")});
}

void put_proof(std::vector<MethodLine>& lines, const Score& score) {
    const engine::Judgement& judgement = score.judgement;
    const engine::Assurance& assurance = judgement.assurance;
    const auto interval = shown_interval(score);
    const auto worst = shown_worst_case(score);
    const auto end = [](const std::optional<ShownBounds>& bounds, std::string ShownBounds::*which) {
        return bounds ? std::optional{(*bounds).*which} : std::nullopt;
    };
    lines.push_back({"对全体的判定", text(words(assurance.verdict).zh_cn)});
    lines.push_back({"确定（与未作答者无关）", text(assurance.certain ? "是" : "否")});
    lines.push_back({"名义判定（若为随机样本）", text(words(assurance.nominal_verdict).zh_cn)});
    lines.push_back({"判定方法", text(words(assurance.method).zh_cn)});
    lines.push_back({"查看方式", text(words(assurance.looks).zh_cn)});
    lines.push_back({"置信水平（单侧，每端）",
                     number(std::to_string(100 - static_cast<int>(100 * engine::verdict_error)),
                            "%")});
    lines.push_back({"区间下限", number(end(interval, &ShownBounds::lower), unit(score))});
    lines.push_back({"区间上限", number(end(interval, &ShownBounds::upper), unit(score))});
    lines.push_back({"区间方法", text(method_of_interval(judgement).zh_cn)});
    lines.push_back({"最坏情形下限", number(end(worst, &ShownBounds::lower), unit(score))});
    lines.push_back({"最坏情形上限", number(end(worst, &ShownBounds::upper), unit(score))});
}

void put_origin(std::vector<MethodLine>& lines, const Score& score) {
    lines.push_back({"问卷", text(score.asked ? score.asked->id : "—")});
    lines.push_back({"问卷版本", score.asked ? number(score.asked->version) : text("—")});
    lines.push_back({"问卷SHA-256", text(score.asked ? score.asked->sha256 : "—")});
    lines.push_back({"起始日", text(surveys::iso_date(score.period.first_day))});
    lines.push_back({"截至日", text(surveys::iso_date(score.period.last_day))});
    lines.push_back({"程序版本", text(program_version())});
}

}  // namespace

std::vector<MethodLine> method_of(const Score& score) {
    std::vector<MethodLine> lines;
    put_definition(lines, score);
    put_counts(lines, score);
    put_figures(lines, score);
    put_proof(lines, score);
    put_origin(lines, score);
    return lines;
}

const std::vector<std::string>& method_notes() {
    static const std::vector<std::string> notes{
        "取整：实际完成值与界限保留两位小数，四舍五入，但不越过目标线，也不进到最高值："
        "94.996%对≥95%印作94.99%，未达标；得分按未取整的实际值计算，再四舍五入保留两位小数。",
        "是否达标：未取整的实际值与年度指标值按整数精确比较。达标得满分；"
        "未达标的得分 = 实际完成值 ÷ 年度指标值 × 分值，并须填写偏差原因。",
        "对全体的判定：答卷对全部调查对象的证明力。自愿作答不是随机样本，其区间只是描述，"
        "故另列名义判定；最坏情形为未作答者全部给最低或最高等级时的值。"};
    return notes;
}

std::string in_one_line(const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    std::string line = indicator.name.zh_cn + "：" + words(indicator.measure).zh_cn + " " +
                       worked_out(score) + "，有效答卷n=" + std::to_string(score.n()) + "，总体N=" +
                       (score.population ? std::to_string(*score.population) : "未知") + "，" +
                       words(indicator.population.design).zh_cn + "；";
    line += is_mean(score) ? "等级分值" + grade_values(score)
                           : "计为满意：" + satisfied_grades(score);
    return line + "；对全体：" + words(score.judgement.assurance.verdict).zh_cn + "（" +
           words(score.judgement.assurance.method).zh_cn + "）。";
}

std::string program_version() { return "manyidu " MANYIDU_VERSION; }

}  // namespace reports
