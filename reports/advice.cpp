#include "reports/advice.h"

#include "reports/number.h"
#include "reports/words.h"
#include "surveys/calendar.h"

namespace reports {
namespace {

using engine::Plan;
using engine::Proof;
using surveys::Design;

// The same in both languages.
Words same(const std::string& text) { return {text, text}; }
Words same(std::int64_t number) { return same(std::to_string(number)); }

void put(std::string& sentence, const std::string& hole, const std::string& text) {
    for (auto at = sentence.find(hole); at != std::string::npos;
         at = sentence.find(hole, at + text.size()))
        sentence.replace(at, hole.size(), text);
}

// "{0} 人中 {1} 人已答": each "{i}" becomes the i-th text, in its language.
Words filled(Words words, std::initializer_list<Words> texts) {
    char digit = '0';
    for (const Words& text : texts) {
        const std::string hole = std::string("{").append(1, digit++).append("}");
        put(words.zh_cn, hole, text.zh_cn);
        put(words.en, hole, text.en);
    }
    return words;
}

Words people_of(const Score& score) { return same(*score.population); }
Words answers_of(const Score& score) { return same(score.n()); }
Words target_of(const Score& score) { return same(score.indicator.target.target.text); }

std::int64_t silent_of(const Score& score) {
    return score.population ? *score.population - score.n() : 0;
}
bool is_reached(Proof proof) { return proof == Proof::proven_reached; }

bool is_mean(const Score& score) {
    return score.indicator.measure == surveys::Measure::mean_score;
}

// "满意率" or "平均分": what the figure is called in a sentence.
Words figure_of(const Score& score) {
    return is_mean(score) ? Words{"平均分", "mean score"} : Words{"满意率", "share satisfied"};
}

Words with_unit(const Score& score, const std::string& shown) {
    const Words& unit = unit_of(score.indicator.measure);
    return {shown + unit.zh_cn, shown + unit.en};
}

// What is true whatever the silent think.
Words reason_when_certain(const Score& score) {
    const bool reached = is_reached(score.judgement.assurance.verdict);
    if (silent_of(score) == 0)
        return filled(reached ? Words{"{0} 人全部作答，这就是全体的结果，没有误差：达到目标 {1}。",
                                      "All {0} answered: this is everybody's result, without "
                                      "error, and it reaches the target {1}."}
                              : Words{"{0} 人全部作答，这就是全体的结果，没有误差：没有达到目标 {1}。",
                                      "All {0} answered: this is everybody's result, without "
                                      "error, and it misses the target {1}."},
                      {people_of(score), target_of(score)});
    const auto worst = shown_worst_case(score);
    return filled(reached
                      ? Words{"即使还没作答的 {0} 人都给最差评价，全体也有 {1}，达到目标 {2}。",
                              "Even if the {0} who have not answered all gave the worst grade, "
                              "everybody's figure would be {1}, which reaches the target {2}."}
                      : Words{"即使还没作答的 {0} 人都给最好评价，全体也只有 {1}，达不到目标 {2}。",
                              "Even if the {0} who have not answered all gave the best grade, "
                              "everybody's figure would be only {1}, which misses the target {2}."},
                  {same(silent_of(score)),
                   with_unit(score, reached ? worst->lower : worst->upper), target_of(score)});
}

// A census that is not complete speaks for the silent only if they are like the others.
Words assumed_of(const Score& score) {
    if (score.indicator.population.design != Design::census) return {"从", "From"};
    return {"假定没作答的人与作答的人相仿，从", "If the silent are like those who answered, from"};
}

Words reason_when_proven(const Score& score) {
    const bool reached = is_reached(score.judgement.assurance.verdict);
    const auto interval = shown_interval(score);
    return filled(reached ? Words{"{4} {0} 份答卷推断，全体的{1}有 95% 的把握不低于 {2}，达到目标 {3}。",
                                  "{4} {0} answers, with 95% confidence everybody's {1} is at "
                                  "least {2}, which reaches the target {3}."}
                          : Words{"{4} {0} 份答卷推断，全体的{1}有 95% 的把握不高于 {2}，达不到目标 {3}。",
                                  "{4} {0} answers, with 95% confidence everybody's {1} is at "
                                  "most {2}, which misses the target {3}."},
                  {answers_of(score), figure_of(score),
                   with_unit(score, reached ? interval->lower : interval->upper),
                   target_of(score), assumed_of(score)});
}

Words reason_of_volunteers(const Score& score) {
    const Words everybody =
        score.population ? filled({"全部 {0} 个对象", "all {0}"}, {people_of(score)})
                         : Words{"全体", "everybody"};
    return filled({"这 {0} 份答卷是自愿作答，不是随机抽取的。没作答的人可能更满意，也可能更不满意，"
                   "所以不能代表{1}。",
                   "These {0} answers came from volunteers, not from a random draw. Those who did "
                   "not answer may be more or less satisfied, so they cannot speak for {1}."},
                  {answers_of(score), everybody});
}

// A single answer still to come can miss the target.
Words reason_for_everybody(const Score& score) {
    return filled({"{0} 人中 {1} 人已答，都满意，还差 {2} 人。目标是 {3}，只要有 1 人不满意就达不到，"
                   "所以现在还不能下结论。",
                   "{1} of {0} have answered, all satisfied; {2} still to come. The target is {3}: "
                   "one dissatisfied answer would miss it, so nothing can be concluded yet."},
                  {people_of(score), answers_of(score), same(silent_of(score)),
                   target_of(score)});
}

Words reason_without_people(const Score& score) {
    return filled({"{0} 份答卷都满意，但目标是 {1}，而总体人数还没有填，不知道是否人人都已作答。",
                   "All {0} answers are satisfied, but the target is {1} and the number of people "
                   "is not known, so nobody can say whether everyone has answered."},
                  {answers_of(score), target_of(score)});
}

Words reason_for_the_range(const Score& score) {
    const auto interval = shown_interval(score);
    return filled({"{5} {0} 份答卷推断，全体的{1}在 {2} 到 {3} 之间，目标（{4}）落在这个范围里，"
                   "所以还不能下结论。",
                   "{5} {0} answers, everybody's {1} is between {2} and {3}. The target {4} lies "
                   "within that range, so nothing can be concluded yet."},
                  {answers_of(score), figure_of(score), same(interval->lower),
                   with_unit(score, interval->upper), target_of(score), assumed_of(score)});
}

Words reason_of(const Score& score, const Plan& plan) {
    const engine::Assurance& assurance = score.judgement.assurance;
    if (plan.kind == Plan::Kind::not_comparable)
        return filled({"目标“{0}”不是一个数，程序不作判定。",
                       "The target “{0}” is no number, so the program does not judge it."},
                      {target_of(score)});
    if (score.n() == 0 && score.is_sealed)
        return {"无记名测评结束、且收到足够的份数之前，不公布任何结果。",
                "Nothing is said of a secret ballot before it is closed and enough have voted."};
    if (score.n() == 0)
        return {"还没有有效答卷，没有数据可以判定。",
                "There are no valid answers yet, so there is nothing to judge by."};
    if (assurance.verdict != Proof::undecided)
        return assurance.certain ? reason_when_certain(score) : reason_when_proven(score);
    if (score.indicator.population.design == Design::volunteer)
        return reason_of_volunteers(score);
    if (assurance.method == engine::Method::worst_case) return reason_for_everybody(score);
    if (plan.kind == Plan::Kind::people_needed && asks_for_everybody(evidence_of(score)))
        return reason_without_people(score);
    return reason_for_the_range(score);
}

Words next_when_settled(const Score& score) {
    if (is_reached(score.judgement.assurance.verdict))
        return {"已有结论，可用于绩效自评，不需要再收答卷。",
                "This is settled and can be used in the review; no more answers are needed."};
    return {"已有结论，再收答卷也不会改变。请查找不满意的原因并整改；绩效自评须写明偏差原因。",
            "This is settled; more answers will not change it. Find out what people are "
            "dissatisfied with and put it right; the review must state the reason."};
}

Words next_with_more(const Score& score, const Plan& plan) {
    Words words = filled(
        is_reached(plan.would_prove)
            ? Words{"再有 {0} 份答卷且{1}保持，可证实达标。",
                    "With {0} more answers and the same {1}, it will be proven reached."}
            : Words{"照现在的{1}，再有 {0} 份答卷将证实未达标。请先查找不满意的原因，及时整改。",
                    "At the present {1}, {0} more answers will prove it missed. First find out "
                    "what people are dissatisfied with and put it right."},
        {same(plan.answers), figure_of(score)});
    if (!score.population) {
        words.zh_cn += "请管理员在指标里填上总体人数，需要的答卷会更少。";
        words.en += " Ask an administrator to enter the number of people: fewer will do then.";
    }
    return words;
}

Words next_by_lot(const Plan& plan) {
    return filled(is_reached(plan.would_prove)
                      ? Words{"自愿作答再多也不能证实；随机抽取的人虽少，却能代表全体。请另外随机抽取约 "
                              "{0} 个对象，尽量收回他们的答卷：如果结果与现在相同，即可证实达标。",
                              "No number of volunteers proves anything, but a few people drawn at "
                              "random speak for all. Draw about {0} and get their answers back: "
                              "the same result would prove it reached."}
                      : Words{"自愿作答再多也不能证实。请先查找不满意的原因并整改；要下结论，"
                              "请另外随机抽取约 {0} 个对象发放答卷。",
                              "No number of volunteers proves anything. First find out what people "
                              "are dissatisfied with; to settle it, draw about {0} at random."},
                  {same(plan.answers)});
}

Words next_to_begin(const Score& score, const Plan& plan) {
    const Words draw = filled({"从名单中随机抽取约 {0} 个对象发放答卷，并尽量全部收回。",
                               "draw about {0} at random from the list, send them the "
                               "questionnaire and get as many back as you can."},
                              {same(plan.answers)});
    if (score.indicator.population.design != Design::volunteer)
        return filled({"请{0}", "Please {0}"}, {draw});
    return filled({"可以张贴二维码收集意见，但自愿作答再多也不能证实；要证实，请{0}",
                   "You can put up the QR code and hear opinions, but no number of volunteers "
                   "proves anything; to prove it, {0}"},
                  {draw});
}

Words next_for_everybody(const Score& score, const Plan& plan) {
    const Words answers = same(plan.answers);
    if (score.n() == 0)
        return filled({"请开放测评，让 {0} 人全部作答。", "Open the survey and have all {0} answer."},
                      {answers});
    if (!asks_for_everybody(evidence_of(score)))
        return filled({"结果紧贴目标，要等其余 {0} 个对象全部作答才能下结论。",
                       "The figure is so close to the target that only the answers of all the "
                       "other {0} can settle it."},
                      {answers});
    if (plan.answers == 1)
        return {"请最后 1 人作答：如果满意，即可证实达标。",
                "Have the last one answer: if satisfied, it is proven reached."};
    return filled({"请其余 {0} 人全部作答：如果都满意，即可证实达标。",
                   "Have the other {0} answer: if all are satisfied, it is proven reached."},
                  {answers});
}

Words next_with_the_roster(const Score& score) {
    if (score.n() == 0)
        return {"请开放测评，并请管理员在指标里填上总体人数。",
                "Open the survey, and ask an administrator to enter the number of people."};
    return {"请管理员在指标里填上总体人数，并请全部人员作答。",
            "Ask an administrator to enter the number of people, and have everybody answer."};
}

// Nothing more can come in by itself; paper forms can still be entered.
Words next_when_over(const Score& score) {
    if (score.n() == 0)
        return {"这一期已经结束，没有收到答卷；如有纸质答卷，可以补录。",
                "This is over and no answers came; paper forms can still be entered."};
    if (score.indicator.population.design == Design::volunteer)
        return {"这一期已经结束，只能如实填报。下一期请从名单中随机抽取对象发放答卷，才能证实。",
                "This is over: report it as it is. To prove it next time, draw people at random "
                "from the list."};
    return {"这一期已经结束。如有纸质答卷，可以补录；没有就如实填报，并照上面说明不能判定的原因。",
            "This is over. Paper forms can still be entered; otherwise report it as it is, with "
            "the reason given above."};
}

Words next_of(const Score& score, const Plan& plan, Intake intake) {
    const bool is_open_question =
        plan.kind != Plan::Kind::settled && plan.kind != Plan::Kind::not_comparable;
    if (is_open_question && intake == Intake::over) return next_when_over(score);
    switch (plan.kind) {
        case Plan::Kind::settled: return next_when_settled(score);
        case Plan::Kind::not_comparable:
            return {"请按实际完成情况人工评定。", "Please have it assessed by people."};
        case Plan::Kind::more_answers: return next_with_more(score, plan);
        case Plan::Kind::everybody: return next_for_everybody(score, plan);
        case Plan::Kind::first_sample: return next_to_begin(score, plan);
        case Plan::Kind::random_sample: return next_by_lot(plan);
        case Plan::Kind::people_needed: return next_with_the_roster(score);
    }
    return {};
}

}  // namespace

Intake intake_of(const surveys::Store& store, const Score& score, std::int64_t now_ms) {
    if (score.period.last_day < surveys::day_of(now_ms)) return Intake::over;
    const auto survey = score.asked ? store.survey(score.asked->id) : std::nullopt;
    if (!survey || survey->state == surveys::SurveyState::draft) return Intake::going_on;
    return survey->takes_answers_at(now_ms) ? Intake::going_on : Intake::over;
}

Advice advice_for(const Score& score, const Plan& plan, Intake intake) {
    return {.reason = reason_of(score, plan), .next_step = next_of(score, plan, intake)};
}

Advice advice_for(const Score& score, Intake intake) {
    return advice_for(score, engine::plan(evidence_of(score)), intake);
}

}  // namespace reports
