#include "reports/formats/csv.h"

#include <array>

#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::Locale;

constexpr std::array<std::string_view, 10> formula_starts{
    "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

bool looks_like_a_formula(std::string_view cell) {
    for (const std::string_view start : formula_starts)
        if (cell.starts_with(start)) return true;
    return false;
}

const std::vector<Words>& figure_header() {
    static const std::vector<Words> columns{
        {"指标编号", "indicator"}, {"指标", "name"}, {"分组", "group"}, {"截至", "as of"},
        {"实际值", "value"}, {"单位", "unit"}, {"目标", "target"}, {"是否达标", "official"},
        {"分值", "weight"}, {"得分", "points"}, {"未取整得分", "points unrounded"}};
    return columns;
}

const std::vector<Words>& proof_header() {
    static const std::vector<Words> columns{
        {"判定", "verdict"}, {"若为随机样本", "nominal verdict"}, {"确定", "certain"},
        {"判定方法", "method"}, {"区间下限", "lower"}, {"区间上限", "upper"},
        {"区间方法", "interval method"}, {"最坏情形下限", "worst case lower"},
        {"最坏情形上限", "worst case upper"}, {"有效答卷n", "n"}, {"总体N", "N"},
        {"设计", "design"}, {"非常满意", "very satisfied"}, {"满意", "satisfied"},
        {"基本满意", "fairly satisfied"}, {"不满意", "dissatisfied"},
        {"非常不满意", "very dissatisfied"}, {"不适用", "not applicable"}, {"空白", "blank"},
        {"默认评价（不计入）", "default (not counted)"}, {"计为满意", "counted as satisfied"},
        {"前两级满意率%", "top-two share %"}, {"来源", "sources"},
        {"问卷", "questionnaire"}, {"问卷SHA-256", "questionnaire sha256"}};
    return columns;
}

void number_or_nothing(CsvRows& rows, const std::optional<std::string>& number) {
    if (number)
        rows.number(*number);
    else
        rows.nothing();
}

void bounds_or_nothing(CsvRows& rows, const std::optional<ShownBounds>& bounds) {
    if (bounds)
        rows.number(bounds->lower).number(bounds->upper);
    else
        rows.nothing().nothing();
}

void put_figure(CsvRows& rows, const Score& score, std::string_view group, Locale locale) {
    const surveys::Indicator& indicator = score.indicator;
    const std::optional<engine::Official> official = score.judgement.official;
    rows.text(indicator.id).text(indicator.name.in(locale)).text(group);
    rows.text(surveys::iso_date(score.period.last_day));
    number_or_nothing(rows, shown_value(score));
    rows.text(unit_of(indicator.measure).in(locale)).text(indicator.target.target.text);
    rows.text(official ? words(*official).in(locale) : "");
    rows.number(indicator.weight);
    number_or_nothing(rows, shown_points(score));
    number_or_nothing(rows, shown_unrounded_points(score));
}

void put_assurance(CsvRows& rows, const engine::Assurance& assurance, Locale locale) {
    rows.text(words(assurance.verdict).in(locale));
    rows.text(words(assurance.nominal_verdict).in(locale));
    rows.text(assurance.certain ? Words{"是", "yes"}.in(locale) : Words{"否", "no"}.in(locale));
    rows.text(words(assurance.method).in(locale));
}

void put_counts(CsvRows& rows, const Score& score, Locale locale) {
    for (const std::int64_t times : score.counts.times) rows.number(times);
    rows.number(score.counts.not_applicable)
        .number(score.counts.blank)
        .number(score.counts.by_default);
    std::string satisfied;
    for (const engine::Grade grade : engine::grades)
        if (score.indicator.scale.satisfies(grade))
            satisfied.append(satisfied.empty() ? "" : "+").append(words(grade).in(locale));
    rows.text(satisfied);
    number_or_nothing(rows, score.has_stricter ? shown_stricter(score) : std::nullopt);
    std::string sources;
    for (const surveys::Source source : score.indicator.sources)
        sources.append(sources.empty() ? "" : "+").append(words(source).in(locale));
    rows.text(sources);
}

}  // namespace

void put_proof_header(CsvRows& rows, bool is_demo, Locale locale) {
    for (const Words& column : proof_header()) rows.text(column.in(locale));
    if (is_demo) rows.text(Words{"数据性质", "kind of data"}.in(locale));
}

void put_proof(CsvRows& rows, const Score& score, Locale locale) {
    put_assurance(rows, score.judgement.assurance, locale);
    bounds_or_nothing(rows, shown_interval(score));
    rows.text(method_of_interval(score.judgement).in(locale));
    bounds_or_nothing(rows, shown_worst_case(score));
    rows.number(score.n());
    if (score.population)
        rows.number(*score.population);
    else
        rows.nothing();
    rows.text(words(score.indicator.population.design).in(locale));
    put_counts(rows, score, locale);
    rows.text(score.asked ? score.asked->id + " v" + std::to_string(score.asked->version) : "");
    rows.text(score.asked ? score.asked->sha256 : "");
    if (score.is_demo) rows.text(demo_mark().in(locale));
}

void CsvRows::separate() {
    if (!is_first_) out_ += ',';
    is_first_ = false;
}

CsvRows& CsvRows::text(std::string_view cell) {
    separate();
    const std::string_view guard = looks_like_a_formula(cell) ? "'" : "";
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out_.append(guard).append(cell);
        return *this;
    }
    out_.append("\"").append(guard);
    for (const char letter : cell) {
        if (letter == '"') out_ += '"';
        out_ += letter;
    }
    out_ += '"';
    return *this;
}

CsvRows& CsvRows::number(std::string_view decimal) {
    separate();
    out_ += decimal;
    return *this;
}

CsvRows& CsvRows::number(std::int64_t integer) { return number(std::to_string(integer)); }

CsvRows& CsvRows::nothing() {
    separate();
    return *this;
}

void CsvRows::end_row() {
    out_ += "\r\n";
    is_first_ = true;
}

std::string to_csv(const std::vector<Score>& scores, Locale locale) {
    std::string csv{utf8_mark};
    CsvRows rows{csv};
    for (const Words& column : figure_header()) rows.text(column.in(locale));
    put_proof_header(rows, !scores.empty() && scores.front().is_demo, locale);
    rows.end_row();
    const auto put = [&](const Score& score, std::string_view group) {
        put_figure(rows, score, group, locale);
        put_proof(rows, score, locale);
        rows.end_row();
    };
    for (const Score& score : scores) {
        put(score, "");
        for (const ScoreGroup& group : score.groups) put(group.score, group.key);
    }
    return csv;
}

}  // namespace reports
