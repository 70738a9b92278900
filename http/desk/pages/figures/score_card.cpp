#include "http/desk/pages/figures/score_card.h"

#include <array>
#include <kainjow/mustache.hpp>

#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "reports/advice.h"
#include "reports/charts/of_score.h"
#include "reports/checkpoints.h"
#include "reports/number.h"
#include "reports/words.h"

namespace http {
namespace {

using reports::Score;
using surveys::Locale;
using surveys::Words;

constexpr const char* nothing = "—";

// The class of desk.css that gives a verdict its colour and shape.
std::string state_of(engine::Proof proof) {
    switch (proof) {
        case engine::Proof::proven_reached: return "reached";
        case engine::Proof::undecided: return "undecided";
        case engine::Proof::proven_missed: return "missed";
    }
    return {};
}

void put_verdicts(Filling& card, const Score& score, Locale locale) {
    const engine::Assurance& assurance = score.judgement.assurance;
    if (const auto& official = score.judgement.official) {
        card.set("official", reports::words(*official).in(locale));
        card.set("official_state", std::string(engine::name(*official)));
    } else if (score.is_sealed) {
        card.set("w_no_answers", Words{"无记名测评，结束后公布", "secret until closed"}.in(locale));
    }
    card.set("proof", reports::words(assurance.verdict).in(locale));
    card.set("proof_state", state_of(assurance.verdict));
}

// The drawing, and its reach in numbers beside it.
void put_interval(Filling& card, const Score& score, const std::string& id, Locale locale) {
    const reports::IntervalLine line = reports::interval_line_of(score, id + "-interval", locale);
    card.set("interval_chart", reports::interval_line(line));
    if (!line.reach) return;
    card.set("reach_name", line.reach_name);
    card.set("reach", line.reach->lower.shown + " – " + line.reach->upper.shown + line.unit);
    if (line.is_nominal)
        card.set("nominal_note",
                 Words{"虚线是名义区间：假如这些答卷是随机抽取的才成立。",
                       "The dashes are the nominal interval: it would hold had these answers "
                       "been drawn at random."}
                     .in(locale));
}

Filling month_row(const reports::ScoreGroup& group, Locale locale) {
    const Score& score = group.score;
    const auto value = reports::shown_value(score);
    Filling row;
    row.set("month", group.key);
    row.set("n", std::to_string(score.n()));
    row.set("value",
            value ? *value + reports::unit_of(score.indicator.measure).in(locale) : nothing);
    if (const auto interval = reports::shown_interval(score))
        row.set("interval", interval->lower + " – " + interval->upper);
    if (const auto& official = score.judgement.official) {
        row.set("official", reports::words(*official).in(locale));
        row.set("state", std::string(engine::name(*official)));
    } else {
        row.set("official", Filling::type::bool_false);  // else the card's would stand here
    }
    const int month = std::stoi(group.key.substr(group.key.size() - 2));
    if (reports::is_checkpoint(month)) row.set("is_checkpoint", Filling::type::bool_true);
    return row;
}

const std::array<PageWord, 13> shared_words{{
    {"w_show", {"查看", "Show"}},
    {"w_target", {"目标", "target"}},
    {"w_answers_say", {"已收答卷", "The answers"}},
    {"w_everybody", {"全体对象", "Everybody"}},
    {"w_no_answers", {"尚无答卷", "none yet"}},
    {"w_why", {"为什么", "Why"}},
    {"w_next", {"怎么办", "What to do"}},
    {"w_points", {"得分", "Points"}},
    {"w_trend", {"各月走势", "Month by month"}},
    {"w_month", {"月份", "Month"}},
    {"w_figure", {"实际值", "Figure"}},
    {"w_verdict", {"是否达标", "Verdict"}},
    {"w_checkpoint", {"季度点", "checkpoint"}},
}};

}  // namespace

std::span<const PageWord> card_words() { return shared_words; }

Filling card_of(const Asked& asked, const Score& score, const std::string& id) {
    const Locale locale = asked.locale;
    const surveys::Indicator& indicator = score.indicator;
    const auto value = reports::shown_value(score);
    Filling card;
    card.set("card", id);
    card.set("indicator", indicator.id);
    card.set("survey", score.asked ? score.asked->id : indicator.survey);
    card.set("name", indicator.name.in(locale));
    card.set("value", value.value_or(nothing));
    if (value) card.set("unit", reports::unit_of(indicator.measure).in(locale));
    card.set("target", indicator.target.target.text);
    put_verdicts(card, score, locale);
    const reports::Advice advice = reports::advice_for(
        score, reports::intake_of(asked.desk.store, score, asked.desk.now_ms()));
    card.set("reason", advice.reason.in(locale));
    card.set("next_step", advice.next_step.in(locale));
    put_interval(card, score, id, locale);
    card.set("n", std::to_string(score.n()));
    card.set("people", score.population ? std::to_string(*score.population)
                                        : Words{"未知", "unknown"}.in(locale));
    card.set("design", reports::words(indicator.population.design).in(locale));
    card.set("earned", reports::shown_points(score).value_or(nothing));
    card.set("full", std::to_string(indicator.weight));
    if (const auto unrounded = reports::shown_unrounded_points(score))
        card.set("unrounded", *unrounded);
    return card;
}

Filling months_of(const Score& by_month, const std::string& id, Locale locale) {
    Filling months;
    months.set("card", id);
    months.set("trend_chart", trend(reports::trend_of(by_month, id + "-trend", locale)));
    Filling rows{Filling::type::list};
    for (const reports::ScoreGroup& group : by_month.groups) rows << month_row(group, locale);
    if (by_month.is_breakdown_withheld) months.set("is_withheld", Filling::type::bool_true);
    if (!by_month.groups.empty()) {
        Filling table;
        table.set("rows", rows);
        months.set("table", table);
    }
    return months;
}

}  // namespace http
