#include "reports/formats/text.h"

#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using surveys::Locale;

// Lines of "  label  content", in one language.
class Lines {
public:
    explicit Lines(Locale locale) : locale_(locale) {}

    void heading(const std::string& text) { text_ += text + "\n"; }
    void line(const Words& label, const std::string& content) {
        text_ += "  " + label.in(locale_) + (locale_ == Locale::en ? ": " : "：") + content + "\n";
    }
    std::string in(const Words& words) const { return words.in(locale_); }
    std::string text() const { return text_; }

private:
    Locale locale_;
    std::string text_;
};

std::string figure_words(const Score& score, const Lines& lines) {
    const surveys::Indicator& indicator = score.indicator;
    const auto value = shown_value(score);
    std::string text = value ? *value + lines.in(unit_of(indicator.measure))
                             : lines.in({"无数据", "nothing yet"});
    text += lines.in({"  目标 ", "  target "}) + indicator.target.target.text;
    if (score.judgement.official) text += "  " + lines.in(words(*score.judgement.official));
    if (const auto points = shown_points(score)) {
        text += lines.in({"  得分 ", "  points "}) + *points + " / " +
                std::to_string(indicator.weight);
        if (const auto unrounded = shown_unrounded_points(score))
            text += lines.in({"（未取整 ", " (unrounded "}) + *unrounded +
                    lines.in({"）", ")"});
    }
    return text;
}

std::string proof_words(const Score& score, const Lines& lines) {
    const engine::Assurance& assurance = score.judgement.assurance;
    std::string text = lines.in(words(assurance.verdict));
    if (assurance.certain)
        text += lines.in({"（确定：未作答者怎样都不会改变）", " (certain, whatever the silent think)"});
    else if (is_nominal(score) && score.n() > 0)
        text += lines.in({"（名义：若为随机样本则", " (nominal: as a random sample "}) +
                lines.in(words(assurance.nominal_verdict)) + lines.in({"）", ")"});
    if (!assurance.certain && score.n() > 0)
        text += lines.in({"  置信度 95%", "  confidence 95%"});
    return text + lines.in({"  方法：", "  method: "}) + lines.in(words(assurance.method));
}

void add_bounds(Lines& lines, const Score& score) {
    // Everybody was heard: there is no error to show and nobody silent.
    if (score.judgement.interval_method == engine::Method::everybody) return;
    const std::string unit = lines.in(unit_of(score.indicator.measure));
    if (const auto interval = shown_interval(score))
        lines.line(is_nominal(score) ? Words{"名义区间", "Nominal interval"}
                                     : Words{"区间", "Interval"},
                   interval->lower + " – " + interval->upper + unit +
                       lines.in({"  （每端 95%）", "  (each end 95%)"}) + "  " +
                       lines.in(method_of_interval(score.judgement)));
    if (const auto worst = shown_worst_case(score))
        lines.line({"最坏至最好", "Worst to best"}, worst->lower + " – " + worst->upper + unit);
    else if (score.n() > 0)
        lines.line({"最坏至最好", "Worst to best"},
                   lines.in({"总体人数未知，无法给出", "population size unknown"}));
}

void add_definition(Lines& lines, const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    std::string text = lines.in(words(indicator.measure));
    for (const engine::Grade grade : engine::grades) {
        const bool counts = indicator.measure == surveys::Measure::mean_score ||
                            indicator.scale.satisfies(grade);
        if (!counts) continue;
        const bool is_mean = indicator.measure == surveys::Measure::mean_score;
        text.append(grade == engine::Grade::very_satisfied ? "  " : is_mean ? ", " : " + ")
            .append(lines.in(words(grade)));
        if (is_mean) text.append("=").append(std::to_string(indicator.scale.worth(grade)));
    }
    lines.line({"口径", "Definition"}, text);
    if (const auto stricter = shown_stricter(score); stricter && score.has_stricter)
        lines.line({"更严口径", "Stricter"},
                   lines.in({"非常满意+满意 ", "two best grades "}) + *stricter + "%");
}

void add_answers(Lines& lines, const Score& score) {
    const surveys::Indicator& indicator = score.indicator;
    std::string text = "n=" + std::to_string(score.n()) + "  N=" +
                       (score.population ? std::to_string(*score.population)
                                         : lines.in({"未知", "unknown"})) +
                       "  " + lines.in(words(indicator.population.design)) +
                       lines.in({"  来源", "  sources"});
    bool is_first = true;
    for (const surveys::Source source : indicator.sources) {
        text.append(is_first ? " " : ", ").append(lines.in(words(source)));
        is_first = false;
    }
    lines.line({"答卷", "Answers"}, text);
    std::string counts;
    for (const engine::Grade grade : engine::grades)
        counts += lines.in(words(grade)) + " " + std::to_string(score.counts.count(grade)) + " · ";
    counts += lines.in({"不适用 ", "Not applicable "}) +
              std::to_string(score.counts.not_applicable) + lines.in({" · 空白 ", " · Blank "}) +
              std::to_string(score.counts.blank) +
              lines.in({" · 默认评价（不计入） ", " · Default (not counted) "}) +
              std::to_string(score.counts.by_default);
    lines.line({"分布", "Counts"}, counts);
}

std::string group_words(const ScoreGroup& group, const Lines& lines) {
    const Score& score = group.score;
    const auto value = shown_value(score);
    std::string text = value ? *value + lines.in(unit_of(score.indicator.measure))
                             : lines.in({"无数据", "nothing yet"});
    if (const auto interval = shown_interval(score))
        text += "  [" + interval->lower + " – " + interval->upper + "]";
    text += "  n=" + std::to_string(score.n());
    if (score.judgement.official)
        text += "  " + lines.in(words(*score.judgement.official)) + " · " +
                lines.in(words(score.judgement.assurance.verdict));
    return text;
}

void add_groups(Lines& lines, const Score& score) {
    if (score.is_breakdown_withheld)
        lines.line({"分组", "Groups"}, lines.in({"人数太少或为无记名测评，不分组公布",
                                                 "withheld: too few people, or a secret ballot"}));
    if (!score.groups.empty())
        lines.line({"分组", "Groups"},
                   lines.in({"各组总体人数未知  方法：",
                             "populations of the groups are unknown, method: "}) +
                       lines.in(method_of_interval(score.groups.front().score.judgement)));
    for (const ScoreGroup& group : score.groups) {
        const std::string key =
            group.key.empty() ? lines.in({"（未注明）", "(none)"}) : group.key;
        lines.line({"  " + key, "  " + key}, group_words(group, lines));
    }
}

}  // namespace

std::string to_text(const Score& score, Locale locale) {
    Lines lines{locale};
    lines.heading(score.indicator.name.in(locale) + " (" + score.indicator.id + ")" +
                  lines.in({"  截至 ", "  as of "}) + surveys::iso_date(score.period.last_day) +
                  (score.is_demo ? "  [" + lines.in(demo_mark()) + "]" : ""));
    lines.line({"实际值", "Figure"}, figure_words(score, lines));
    if (score.finding)
        lines.line({"无记名测评", "Ballot"}, lines.in(words(*score.finding)));
    if (score.is_sealed)
        lines.line({"无记名测评", "Ballot"},
                   lines.in({"结束、且收到足够的份数之前，不公布任何结果",
                             "nothing is said before it is closed and enough have voted"}));
    lines.line({"证明", "Proof"}, proof_words(score, lines));
    add_bounds(lines, score);
    add_definition(lines, score);
    add_answers(lines, score);
    if (score.asked)
        lines.line({"问卷", "Questionnaire"},
                   score.asked->id + " v" + std::to_string(score.asked->version) + " " +
                       score.asked->sha256.substr(0, 12));
    add_groups(lines, score);
    return lines.text();
}

std::string to_text(const std::vector<Score>& scores, Locale locale) {
    std::string text;
    for (const Score& score : scores)
        text.append(text.empty() ? "" : "\n").append(to_text(score, locale));
    return text;
}

}  // namespace reports
